//! The server that is measured beside its peers: two tables that exist already, 1,000 authors and 100,000 posts.

#![expect(missing_docs, reason = "the columns are those of tables that exist")]

use restruct::prelude::*;

/// Somebody who writes posts.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Author {
    pub id: i64,
    pub name: String,
    #[resource(unique)]
    pub email: String,
}

/// Where a post stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Status {
    Draft,
    Published,
    Archived,
}

/// A blog post.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(-created_at))]
pub struct Post {
    pub id: i64,
    #[resource(sort)]
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    pub body: String,
    #[resource(filter, default = Status::Draft)]
    pub status: Status,
    #[resource(filter, default = 0)]
    pub views: i64,
    pub author_id: i64,
    pub author: BelongsTo<Author>,
    #[resource(sort)]
    pub published_at: Option<DateTime<Utc>>,
    #[resource(created_at, sort)]
    pub created_at: DateTime<Utc>,
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
}

fn resources(app: App) -> App {
    app.resource::<Author>().resource::<Post>()
}

#[restruct::main]
async fn main() -> Result<()> {
    resources(App::from_env().await?).serve_env().await
}

#[cfg(test)]
mod tests {
    use restruct::{prelude::*, serde_json};

    #[test]
    fn the_document_beside_the_example_is_as_the_application_makes_it() {
        let runtime = restruct::tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let app = runtime.block_on(App::connect("sqlite::memory:")).expect("a database");
        let made = serde_json::to_string_pretty(&super::resources(app).openapi()).expect("JSON") + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &made).expect("the document is written");
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == made, "the API has changed; write its document anew by BLESS=1 cargo test -p bench");
    }
}

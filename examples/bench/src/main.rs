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
    #[resource(default = Status::Draft)]
    pub status: Status,
    #[resource(default = 0)]
    pub views: i64,
    pub author_id: i64,
    #[resource(sort)]
    pub published_at: Option<DateTime<Utc>>,
    #[resource(created_at, sort)]
    pub created_at: DateTime<Utc>,
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
}

#[restruct::main]
async fn main() -> Result<()> {
    App::from_env().await?.resource::<Author>().resource::<Post>().serve_env().await
}

//! What the guide's first page begins with.

use restruct::prelude::*;

/// Something to remember.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(-created_at))]
pub struct Note {
    pub id: i64,
    #[validate(length(min = 1, max = 200))]
    pub text: String,
    #[resource(default = false)]
    pub done: bool,
    #[resource(created_at, sort)]
    pub created_at: DateTime<Utc>,
}

#[restruct::main]
async fn main() -> Result<()> {
    let app = App::from_env_or("sqlite://notes.db?mode=rwc").await?;
    app.resource::<Note>().create_tables().serve_env().await
}

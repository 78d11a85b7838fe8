//! A blog: authors, posts, comments and tags. One file per resource, nothing else but a seed and three demo callers.

pub mod auth;
pub mod author;
pub mod comment;
pub mod post;
pub mod post_tag;
pub mod seed;
pub mod tag;

use restruct::prelude::*;

use crate::{author::Author, comment::Comment, post::Post, tag::Tag};

/// The blog's resources over a database.
pub fn resources(app: App) -> App {
    app.info("Blog", env!("CARGO_PKG_VERSION"))
        .resource::<Author>()
        .resource::<Post>()
        .resource::<Comment>()
        .resource::<Tag>()
        .authenticate(auth::authenticate)
}

/// The blog over a database, with its tables made and, if they are empty, its first rows in them.
///
/// # Errors
/// A table that exists does not fit, or the database fails.
pub async fn app(app: App) -> Result<App> {
    let app = resources(app).create_tables().prepare().await?;
    seed::load(app.connection()).await?;
    Ok(app)
}

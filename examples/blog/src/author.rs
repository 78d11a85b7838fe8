//! Authors.

use restruct::prelude::*;

use crate::{comment::Comment, post::Post};

/// Somebody who writes posts and comments.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = public, create = role("admin"), update = owner(id) or role("admin"), delete = role("admin")),
    sort(name)
)]
pub struct Author {
    /// The author's number.
    pub id: i64,
    /// The name shown beside a post.
    #[resource(filter, sort, search, example = "Katherine Coleman")]
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    /// Where readers can write to.
    #[resource(unique, filter(eq, in), example = "katherine@example.com")]
    #[validate(email, length(max = 200))]
    pub email: String,
    /// A few words about the author.
    #[resource(example = "Computes by hand what machines get wrong.")]
    #[validate(length(max = 1000))]
    pub about: Option<String>,
    /// What the author has written.
    pub posts: HasMany<Post>,
    /// What the author has said about posts.
    pub comments: HasMany<Comment>,
}

//! Comments.

use restruct::prelude::*;

use crate::{author::Author, post::Post, seed};

/// What somebody has to say about a post.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(
        read = public,
        create = owner(author_id),
        update = owner(author_id),
        delete = owner(author_id) or role("moderator") or role("admin"),
    ),
    sort(-created_at),
    index(post_id, created_at)
)]
pub struct Comment {
    /// The comment's number.
    pub id: i64,
    /// The post it is about.
    #[resource(filter(eq, in), immutable, example = seed::post_id(1))]
    pub post_id: Uuid,
    /// Who says it.
    #[resource(filter(eq, in), immutable)]
    pub author_id: i64,
    /// The post it is about.
    #[resource(on_delete = cascade)]
    pub post: BelongsTo<Post>,
    /// Who says it.
    pub author: BelongsTo<Author>,
    /// What is said.
    #[resource(search, example = "Thank you, this saved me a day.")]
    #[validate(length(min = 1, max = 2000))]
    pub text: String,
    /// When it was said.
    #[resource(created_at, filter, sort)]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
}

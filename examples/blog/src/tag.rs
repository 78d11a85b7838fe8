//! Tags.

use restruct::prelude::*;

use crate::{post::Post, post_tag::PostTag};

/// What posts can be about.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = role("admin")), sort(name))]
pub struct Tag {
    /// The tag's number.
    pub id: i64,
    /// The tag as it is written.
    #[resource(filter(eq, in, istartswith), sort, unique, example = "async")]
    #[validate(length(min = 1, max = 50))]
    pub name: String,
    /// What is about it.
    #[resource(through = PostTag)]
    pub posts: HasMany<Post>,
}

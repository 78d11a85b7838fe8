//! Which posts have which tags.

use restruct::prelude::*;

use crate::{post::Post, tag::Tag};

/// A tag on a post. It is no resource of the API's own: posts show their tags, and whoever may change a post tags it.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public))]
pub struct PostTag {
    /// The post that has the tag.
    #[resource(id)]
    pub post_id: Uuid,
    /// The tag.
    #[resource(id)]
    pub tag_id: i64,
    /// The post that has the tag.
    #[resource(on_delete = cascade)]
    pub post: BelongsTo<Post>,
    /// The tag.
    #[resource(on_delete = cascade)]
    pub tag: BelongsTo<Tag>,
}

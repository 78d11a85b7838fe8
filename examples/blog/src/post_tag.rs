//! Which posts have which tags.

use restruct::prelude::*;

use crate::{
    post::{Post, PostColumn},
    seed,
    tag::{Tag, TagColumn},
};

// It shows that there is a post, also where the post is a draft: rules look at the columns of their own row.
/// A tag on a post, at `/post-tags/{post_id},{tag_id}`.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = authenticated, delete = authenticated))]
pub struct PostTag {
    /// The post that has the tag.
    #[resource(id, filter(eq, in), example = seed::post_id(1))]
    pub post_id: Uuid,
    /// The tag.
    #[resource(id, filter(eq, in))]
    pub tag_id: i64,
    /// The post that has the tag.
    #[resource(on_delete = cascade)]
    pub post: BelongsTo<Post>,
    /// The tag.
    #[resource(on_delete = cascade)]
    pub tag: BelongsTo<Tag>,
}

impl Hooks for PostTag {
    async fn before_create(
        input: &mut PostTagCreate,
        _row: &mut PostTagActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        check_post(input.post_id, Error::invalid("/post_id", "not_found", "there is no such post"), cx).await?;
        if cx.query::<Tag>().filter(Filter::eq(TagColumn::Id, input.tag_id)).exists().await? {
            Ok(())
        } else {
            Err(Error::invalid("/tag_id", "not_found", "there is no such tag"))
        }
    }

    async fn before_delete(row: &PostTag, cx: &mut Context<'_>) -> Result<()> {
        check_post(row.post_id, Error::not_found(), cx).await
    }
}

/// Only its author and administrators tag a post. To others, one that they may not read is absent.
async fn check_post(post_id: Uuid, absent: Error, cx: &mut Context<'_>) -> Result<()> {
    let caller = cx.principal();
    let post = cx.query::<Post>().filter(Filter::eq(PostColumn::Id, post_id)).one().await?;
    let post = post.ok_or(absent)?;
    let may = caller.is_some_and(|caller| caller.has_role("admin") || caller.id() == post.author_id.to_string());
    if may { Ok(()) } else { Err(Error::forbidden()) }
}

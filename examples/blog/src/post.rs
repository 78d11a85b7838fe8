//! Posts.

use restruct::prelude::*;
use slug::slugify;

use crate::{author::Author, comment::Comment, post_tag::PostTag, tag::Tag};

/// A blog post.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = Published or owner(author_id) or role("admin"), write = owner(author_id) or role("admin")),
    sort(-created_at, title)
)]
pub struct Post {
    /// The key, made by the server.
    pub id: Uuid,
    /// The headline.
    #[resource(filter, sort, search, example = "A short guide to lifetimes")]
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    /// The title as part of an address; made from it.
    #[resource(read_only, unique, filter(eq, in), example = "a-short-guide-to-lifetimes")]
    pub slug: String,
    /// The text.
    #[validate(length(max = 50_000))]
    #[resource(search, example = "It began with a bug report that nobody could reproduce.")]
    pub body: String,
    /// Where the post stands.
    #[resource(filter, default = Status::Draft)]
    pub status: Status,
    /// How often it was read.
    #[resource(filter, sort, read_only, default = 0)]
    pub views: i64,
    /// Who wrote it: the caller, unless an administrator names somebody else.
    #[resource(filter, immutable)]
    pub author_id: i64,
    /// Who wrote it.
    pub author: BelongsTo<Author>,
    /// What readers say about it.
    pub comments: HasMany<Comment>,
    /// What it is about.
    #[resource(through = PostTag)]
    pub tags: HasMany<Tag>,
    /// When readers first saw it.
    #[resource(filter, sort)]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was begun.
    #[resource(created_at, filter, sort)]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
    /// Counts the changes.
    #[resource(version)]
    pub version: i64,
}

/// Where a post stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Status {
    /// Being written.
    Draft,
    /// For everybody.
    Published,
    /// Taken back.
    Archived,
}

/// An access rule of our own: what everybody may read.
pub struct Published;

impl Rule<Post> for Published {
    fn filter(_: Option<&Principal>) -> Filter<Post> {
        Filter::eq(PostColumn::Status, Status::Published)
    }
}

impl Hooks for Post {
    async fn before_create(input: &mut PostCreate, row: &mut PostActiveModel, _cx: &mut Context<'_>) -> Result<()> {
        input.title = input.title.trim().to_owned();
        let slug = slugify(&input.title);
        if slug.is_empty() {
            return Err(Error::invalid("/title", "no_slug", "needs a letter or a digit"));
        }
        row.slug = Set(slug); // any column, also those that no client may set
        Ok(())
    }

    async fn before_update(
        _old: &Post,
        input: &mut PostUpdate,
        _row: &mut PostActiveModel,
        _cx: &mut Context<'_>,
    ) -> Result<()> {
        if let Patch::Value(title) = &mut input.title {
            *title = title.trim().to_owned();
        }
        Ok(())
    }
}

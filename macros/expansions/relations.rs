#[derive(Clone, Debug, Resource)]
#[resource(access(public), max_expand_depth = 2)]
struct Post {
    id: i64,
    author_id: i64,
    /// Who wrote it.
    author: BelongsTo<Author>,
    editor_id: Option<i64>,
    #[resource(foreign_key = editor_id, on_delete = set_null, rename = "reviewer")]
    editor: BelongsTo<Author>,
    comments: HasMany<Comment>,
    #[resource(foreign_key = about)]
    summary: HasOne<Summary>,
    #[resource(through = PostTag)]
    tags: HasMany<Tag>,
}

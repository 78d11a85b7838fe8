use restruct::{
    prelude::*,
    sea_orm::{EntityTrait, RelationTrait},
};

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    id: i64,
    #[resource(foreign_key = author_id)]
    posts: HasMany<Post>,
    #[resource(foreign_key = editor_id)]
    edited: HasMany<Post>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    author_id: i64,
    author: BelongsTo<Author>,
    editor_id: i64,
    #[resource(foreign_key = editr_id)]
    editor: BelongsTo<Author>,
}

fn main() {
    let _ = PostEntity::find().find_also_related(AuthorEntity);
    let _ = PostEntity::find().find_also_linked(PostEditorLink);
    let _ = [PostRelation::Author.def(), PostRelation::Editor.def()];
    let _ = AuthorEntity::find().find_with_related(PostEntity);
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    author: BelongsTo<Author>,
    #[resource(sort, foreign_key = editr_id, on_delete = casade)]
    editor: BelongsTo<Author>,
    editor_id: i64,
    #[resource(related_name = "posts", to = "Author", many_to_many)]
    #[validate(length(min = 1))]
    fans: HasMany<Author>,
}

fn main() {
    used_elsewhere::<Post>();
}

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
    editor_id: i64,
    #[resource(foreign_key = "editor_id")]
    editor: BelongsTo<Author>,
}

fn main() {
    used_elsewhere::<Post>();
}

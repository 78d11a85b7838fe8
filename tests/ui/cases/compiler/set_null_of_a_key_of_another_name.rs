use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

type Number = i64;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    author_id: Number,
    #[resource(on_delete = set_null)]
    author: BelongsTo<Author>,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug)]
struct Author {
    _id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    author_id: i64,
    author: BelongsTo<Author>,
}

fn main() {
    used_elsewhere::<Post>();
}

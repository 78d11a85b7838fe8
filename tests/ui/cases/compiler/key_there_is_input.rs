use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Comment {
    id: i64,
    post_id: Input<i64>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    comments: HasMany<Comment>,
}

fn main() {
    used_elsewhere::<Post>();
}

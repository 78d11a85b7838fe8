use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Comment {
    id: i64,
    post_id: i64,
    text: String,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(foreign_key = psot_id)]
    comments: HasMany<Comment>,
}

fn main() {
    used_elsewhere::<Post>();
}

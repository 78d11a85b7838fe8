use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), hooks(Post, Self))]
struct Post {
    id: i64,
    title: String,
}

impl Hooks for Post {}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), index(title, views), index(title, views))]
struct Post {
    id: i64,
    title: String,
    views: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

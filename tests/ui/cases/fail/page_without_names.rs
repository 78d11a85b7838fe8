use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), page(20))]
struct Post {
    id: i64,
    title: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

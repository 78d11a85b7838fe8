use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(owner(published)))]
struct Post {
    id: i64,
    published: bool,
}

fn main() {
    used_elsewhere::<Post>();
}

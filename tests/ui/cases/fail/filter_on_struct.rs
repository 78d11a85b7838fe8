use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), filter(title))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    used_elsewhere::<Post>();
}

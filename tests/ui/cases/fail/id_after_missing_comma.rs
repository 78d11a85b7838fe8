use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(unique id)]
    code: String,
    title: String,
}

fn main() {
    used_elsewhere::<Post>();
}

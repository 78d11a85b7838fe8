use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(title, code))]
struct Post {
    id: i64,
    title: String,
    code: Input<String>,
}

fn main() {
    used_elsewhere::<Post>();
}

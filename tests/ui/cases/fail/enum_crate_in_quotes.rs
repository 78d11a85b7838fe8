use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, ResourceEnum)]
#[resource(crate = "restruct")]
enum Status {
    Draft,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    status: Status,
}

fn main() {
    used_elsewhere::<Post>();
}

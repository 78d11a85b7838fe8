use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Copy, Debug, ResourceEnum)]
enum Status {
    #[resource(search)]
    Draft,
    Published,
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

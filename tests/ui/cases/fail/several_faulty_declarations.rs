use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, ResourceEnum)]
enum Status {
    Draft(i64),
    Published,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    name: String,
}

#[derive(Clone, Debug, Resource)]
struct Post {
    id: i64,
    #[resource(default = Status::Published)]
    status: Status,
}

fn main() {
    used_elsewhere::<Author>();
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug)]
enum Status {
    Draft,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(indx)]
    title: String,
    status: Status,
}

fn main() {
    used_elsewhere::<Post>();
}

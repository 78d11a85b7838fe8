use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(id(auto))]
    number: i64,
    #[resource(id)]
    year: i32,
}

fn main() {
    used_elsewhere::<Post>();
}

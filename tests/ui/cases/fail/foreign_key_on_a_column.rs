use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(foreign_key = id)]
    author_id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

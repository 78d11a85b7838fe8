use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(default = 1)]
    id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

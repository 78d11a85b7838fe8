use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(primary_key)]
    slug: String,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), index(title, settings))]
struct Post {
    id: i64,
    title: String,
    settings: Json,
}

fn main() {
    used_elsewhere::<Post>();
}

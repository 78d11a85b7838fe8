use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(settings))]
struct Post {
    id: i64,
    settings: Json,
}

fn main() {
    used_elsewhere::<Post>();
}

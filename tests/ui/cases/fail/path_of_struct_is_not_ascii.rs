use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Straße {
    id: i64,
    name: String,
}

fn main() {
    used_elsewhere::<Straße>();
}

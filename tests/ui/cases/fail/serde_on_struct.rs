use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
#[serde(rename_all = "camelCase")]
struct Post {
    id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), rename_all = "UPPERCASE")]
#[allow(non_snake_case)]
struct Post {
    id: i64,
    views__gt: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post(i64, String);

fn main() {
    used_elsewhere::<Post>();
}

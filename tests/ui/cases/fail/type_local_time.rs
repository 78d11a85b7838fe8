use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

use restruct::chrono::Local;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    at: DateTime<Local>,
}

fn main() {
    used_elsewhere::<Post>();
}

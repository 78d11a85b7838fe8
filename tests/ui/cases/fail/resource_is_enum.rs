use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
enum Post {
    Draft,
}

fn main() {
    used_elsewhere::<Post>();
}

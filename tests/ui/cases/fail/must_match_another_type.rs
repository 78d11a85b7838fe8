use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    code: i64,
    #[validate(must_match(other = "code"))]
    again: String,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(range(max = 9_223_372_036_854_775_808))]
    views: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

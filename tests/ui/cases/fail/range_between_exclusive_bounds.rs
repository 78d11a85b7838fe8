use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(range(exclusive_min = 5, max = 5))]
    stars: i16,
}

fn main() {
    used_elsewhere::<Post>();
}

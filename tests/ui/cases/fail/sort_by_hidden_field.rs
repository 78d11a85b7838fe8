use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(rating))]
struct Post {
    id: i64,
    #[resource(hidden)]
    rating: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(range(min = 1.0, max = 0.5))]
    share: f64,
}

fn main() {
    used_elsewhere::<Post>();
}

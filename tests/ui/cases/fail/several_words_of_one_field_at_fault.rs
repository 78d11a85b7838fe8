use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(hidden, write_only, default = "0", indx, rename_all = "camelCase")]
    #[validate(length(min = 1), range(min = 10, max = 5))]
    views: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

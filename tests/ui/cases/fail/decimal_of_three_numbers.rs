use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(decimal(19, 4, 2))]
    title: Decimal,
}

fn main() {
    used_elsewhere::<Post>();
}

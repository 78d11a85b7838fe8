use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    a_b_id: i64,
    a_b: BelongsTo<Author>,
    #[allow(non_snake_case)]
    #[resource(foreign_key = other_id)]
    aB: BelongsTo<Author>,
    other_id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Line {
    id: i64,
    shop: i64,
    number: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Order {
    #[resource(id)]
    shop: i64,
    #[resource(id)]
    number: i64,
    lines: HasMany<Line>,
}

fn main() {
    used_elsewhere::<Order>();
}

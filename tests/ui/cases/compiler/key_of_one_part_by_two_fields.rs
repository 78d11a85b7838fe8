use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Order {
    id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Line {
    id: i64,
    shop: i64,
    number: i64,
    #[resource(foreign_key(shop, number))]
    order: BelongsTo<Order>,
}

fn main() {
    used_elsewhere::<Line>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Invoice {
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
    #[resource(foreign_key(shop, number))]
    invoice: HasOne<Invoice>,
}

fn main() {
    used_elsewhere::<Order>();
}

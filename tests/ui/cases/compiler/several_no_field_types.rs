use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Money {
    cents: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    price: Money,
    cost: Money,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

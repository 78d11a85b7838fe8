use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    price: Mony,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

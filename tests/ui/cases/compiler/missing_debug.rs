use restruct::prelude::*;

#[derive(Clone, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

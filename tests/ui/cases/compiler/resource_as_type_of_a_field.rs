use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    id: i64,
    name: String,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    author: Option<Author>,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

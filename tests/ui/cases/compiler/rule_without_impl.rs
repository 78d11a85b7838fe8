use restruct::prelude::*;

struct Published;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Published, write = public))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

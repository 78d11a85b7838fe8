use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Publishd, write = public))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

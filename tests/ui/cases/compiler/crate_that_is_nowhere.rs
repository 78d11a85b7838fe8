use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), crate = restrct)]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

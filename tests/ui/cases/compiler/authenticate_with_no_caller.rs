use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = |app| app.resource::<Post>().authenticate("secret");
}

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(default = 5_000_000_000)]
    views: i32,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

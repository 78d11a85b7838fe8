use restruct::prelude::*;

const FIRST: &[u8] = b"first";

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(default = FIRST.len())]
    views: i64,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

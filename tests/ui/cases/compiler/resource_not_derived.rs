use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Post {
    id: i64,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

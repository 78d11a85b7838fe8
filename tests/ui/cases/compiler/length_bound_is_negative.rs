use restruct::prelude::*;

const LEAST: i32 = -1;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(length(min = LEAST))]
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

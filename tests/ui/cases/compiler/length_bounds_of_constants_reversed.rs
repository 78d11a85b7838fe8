use restruct::prelude::*;

const LEAST: usize = 10;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(length(min = LEAST, max = 5))]
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

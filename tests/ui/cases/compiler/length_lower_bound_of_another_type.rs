use restruct::prelude::*;

const LEAST: &str = "1";
const MOST: u64 = 5;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(length(min = LEAST, max = MOST))]
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

use restruct::prelude::*;

const MOST: &str = "5";

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(range(max = MOST))]
    views: i64,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

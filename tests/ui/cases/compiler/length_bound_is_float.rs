use restruct::prelude::*;

const MOST: f64 = 200.5;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(length(max = MOST * 2.0))]
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

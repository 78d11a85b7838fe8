use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(contains(pattern = 5))]
    slug: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

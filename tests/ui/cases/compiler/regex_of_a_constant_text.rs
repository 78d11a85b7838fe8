use restruct::prelude::*;

const SLUG: &str = "^[a-z]+$";

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(regex(path = SLUG))]
    slug: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(custom(function = positiv))]
    views: i64,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

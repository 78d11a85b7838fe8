use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[validate(custom(function = positive))]
    views: i64,
}

fn positive(views: &i64) -> bool {
    *views > 0
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

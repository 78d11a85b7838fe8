use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Settings {
    dark: bool,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    settings: Json<Settings>,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

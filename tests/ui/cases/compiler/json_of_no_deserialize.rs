use restruct::prelude::*;
use restruct::serde::Serialize;

#[derive(Clone, Debug, Serialize)]
#[serde(crate = "restruct::serde")]
struct Settings {
    dark: bool,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(default = Json(Settings { dark: false }))]
    settings: Json<Settings>,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(on_update = "now")]
    at: Option<DateTime<Utc>>,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

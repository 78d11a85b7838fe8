use restruct::prelude::*;

#[derive(Clone, Copy, Debug, ResourceEnum)]
enum Status {
    Draft,
    Published,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(filter(gt))]
    status: Status,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

use restruct::prelude::*;

#[derive(Clone, Debug)]
enum Status {
    Draft,
    Published,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(default = Status::Draft)]
    status: Status,
}

fn first() -> Status {
    Status::Published
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
    first();
}

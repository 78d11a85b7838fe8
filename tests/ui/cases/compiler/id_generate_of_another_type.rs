use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(id(generate = 1))]
    id: Uuid,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

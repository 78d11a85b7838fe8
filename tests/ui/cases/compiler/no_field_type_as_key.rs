use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Code(String);

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    #[resource(id(client))]
    code: Code,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

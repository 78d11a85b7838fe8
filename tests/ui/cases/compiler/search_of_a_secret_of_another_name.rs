use restruct::prelude::*;

type Card = Sensitive<String>;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(search)]
    card: Card,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

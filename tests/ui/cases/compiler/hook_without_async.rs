use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    title: String,
}

impl Hooks for Post {
    fn before_delete(_: &Post, _: &mut Context<'_>) -> Result<()> {
        Ok(())
    }
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

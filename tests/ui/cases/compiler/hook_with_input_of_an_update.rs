use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    title: String,
}

impl Hooks for Post {
    async fn before_create(_: &mut PostUpdate, _: &mut PostActiveModel, _: &mut Context<'_>) -> Result<()> {
        Ok(())
    }
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

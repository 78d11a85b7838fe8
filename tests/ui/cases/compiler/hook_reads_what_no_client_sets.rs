use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(read_only, default = 0)]
    views: i64,
}

impl Hooks for Post {
    async fn before_create(input: &mut PostCreate, _: &mut PostActiveModel, _: &mut Context<'_>) -> Result<()> {
        input.views = 5;
        Ok(())
    }
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

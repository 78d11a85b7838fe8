use restruct::prelude::*;
use restruct::sea_orm::EntityTrait;

#[derive(Clone, Debug, Resource)]
enum Post {
    Draft,
    Published,
}

impl Hooks for Post {
    async fn before_delete(row: &Post, _: &mut Context<'_>) -> Result<()> {
        match row {
            Post::Draft => Ok(()),
            Post::Published => Err(Error::forbidden()),
        }
    }
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
    let _ = PostEntity::find();
    let _: Option<(PostCreate, PostUpdate, PostActiveModel)> = None;
}

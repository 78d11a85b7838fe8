use restruct::prelude::*;
use restruct::sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    title: String,
}

impl Hooks for Post {
    async fn before_create(input: &mut PostCreate, row: &mut PostActiveModel, _: &mut Context<'_>) -> Result<()> {
        row.title = Set(input.title.to_lowercase());
        Ok(())
    }
}

async fn titled(connection: &DatabaseConnection) -> Result<Option<Post>, DbErr> {
    PostEntity::find().filter(PostColumn::Title.is_not_null()).one(connection).await
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
    let _ = titled;
}

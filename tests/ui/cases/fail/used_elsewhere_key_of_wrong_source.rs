use restruct::prelude::*;
use restruct::sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

#[derive(Clone, Debug, Resource)]
#[resource(access(Published))]
struct Post {
    #[resource(hidden)]
    id: i64,
    title: String,
    #[resource(read_only)]
    slug: String,
    published: bool,
}

impl Hooks for Post {
    async fn before_create(input: &mut PostCreate, row: &mut PostActiveModel, cx: &mut Context<'_>) -> Result<()> {
        input.title = input.title.trim().to_owned();
        row.slug = Set(input.title.to_lowercase());
        if cx.query::<Post>().filter(Filter::eq(PostColumn::Slug, "taken".to_owned())).exists().await? {
            return Err(Error::invalid("/title", "taken", "the title is taken"));
        }
        Ok(())
    }

    async fn before_update(
        old: &Post,
        input: &mut PostUpdate,
        _: &mut PostActiveModel,
        _: &mut Context<'_>,
    ) -> Result<()> {
        if let Patch::Value(title) = &input.title {
            assert_ne!(*title, old.title);
        }
        Ok(())
    }
}

struct Published;

impl Rule<Post> for Published {
    fn filter(_: Option<&Principal>) -> Filter<Post> {
        Filter::eq(PostColumn::Published, true).and(Filter::is_null(PostColumn::Slug).not())
    }
}

async fn used_as_sea_orm_does(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let post = PostEntity::find().filter(PostColumn::Title.starts_with("a")).one(connection).await?;
    let model = PostActiveModel { title: Set("a".to_owned()), ..<PostActiveModel as Default>::default() };
    let inserted: Post = model.insert(connection).await?;
    let _: [PostPrimaryKey; 1] = [PostPrimaryKey::Id];
    let _: Option<PostRelation> = None;
    PostEntity::delete_by_id(inserted.id).exec(connection).await?;
    if let Some(post) = post {
        post.into_active_model().update(connection).await?;
    }
    Ok(())
}

fn main() {
    let _: fn(App) -> App = |app| app.resource::<Post>().group("/admin", |group| group.resource::<Post>());
    let _ = used_as_sea_orm_does;
}

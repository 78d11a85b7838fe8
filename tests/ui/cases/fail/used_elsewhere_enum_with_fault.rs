use restruct::prelude::*;
use restruct::sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
#[resource(rename_all = "lower")]
enum Status {
    Draft,
    Published,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Published, write = public), sort(status), unique(status, position))]
struct Post {
    id: i64,
    #[resource(sort, default = Status::Draft)]
    status: Status,
    before: Option<Status>,
    position: i64,
}

struct Published;

impl Rule<Post> for Published {
    fn filter(_: Option<&Principal>) -> Filter<Post> {
        Filter::eq(PostColumn::Status, Status::Published)
    }
}

impl Hooks for Post {
    async fn before_create(input: &mut PostCreate, row: &mut PostActiveModel, _: &mut Context<'_>) -> Result<()> {
        row.before = Set(Some(input.status));
        Ok(())
    }
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
    let _ = PostEntity::find().filter(PostColumn::Status.eq(Status::Draft));
}

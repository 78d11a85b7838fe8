use restruct::prelude::*;
use restruct::sea_orm::EntityTrait;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

async fn all(cx: &mut Context<'_>) {
    let _ = PostEntity::find().all(cx);
}

fn main() {}

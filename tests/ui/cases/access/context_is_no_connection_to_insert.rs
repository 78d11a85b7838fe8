use restruct::prelude::*;
use restruct::sea_orm::ActiveModelTrait;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

async fn insert(cx: &mut Context<'_>, model: PostActiveModel) {
    let _ = model.insert(cx);
}

fn main() {}

use restruct::prelude::*;
use restruct::sea_orm::TransactionTrait;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

async fn begin(cx: &mut Context<'_>) {
    let _ = cx.begin().await;
}

fn main() {}

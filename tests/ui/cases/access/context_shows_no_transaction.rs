use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

async fn all(cx: &mut Context<'_>) {
    let _ = cx.transaction().await;
}

fn main() {}

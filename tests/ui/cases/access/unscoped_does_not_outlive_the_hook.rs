use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

async fn keep<'c>(cx: &'c mut Context<'static>) -> Result<restruct::Unscoped<'static>> {
    cx.unscoped("to keep it").await
}

fn main() {}

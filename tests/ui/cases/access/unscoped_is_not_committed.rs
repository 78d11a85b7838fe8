use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

async fn commit(cx: &mut Context<'_>) -> Result<()> {
    cx.unscoped("to count").await?.commit().await?;
    Ok(())
}

fn main() {}

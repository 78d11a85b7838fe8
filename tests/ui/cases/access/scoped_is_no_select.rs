use restruct::prelude::*;
use restruct::sea_orm::Select;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn select(cx: &mut Context<'_>) -> Select<PostEntity> {
    cx.query::<Post>().into()
}

fn main() {}

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn become_administrator(cx: &mut Context<'_>) {
    if let Some(principal) = cx.principal() {
        *principal = Principal::new(1).role("admin");
    }
}

fn main() {}

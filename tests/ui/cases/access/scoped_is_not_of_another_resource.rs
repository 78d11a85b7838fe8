use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Note {
    id: i64,
}

fn narrow(cx: &mut Context<'_>) {
    let _ = cx.query::<Post>().filter(Filter::<Note>::never());
}

fn main() {}

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn keep<'c>(cx: &'c mut Context<'static>) -> Box<dyn Send + 'static> {
    Box::new(cx)
}

fn main() {}

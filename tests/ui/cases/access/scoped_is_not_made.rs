use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn make<'s, 'c>(cx: &'s mut Context<'c>) -> Scoped<'s, 'c, Post> {
    Scoped::new(cx)
}

fn main() {}

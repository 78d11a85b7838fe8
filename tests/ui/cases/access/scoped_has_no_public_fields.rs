use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn look(posts: &Scoped<'_, '_, Post>) {
    let _ = &posts.scope;
}

fn main() {}

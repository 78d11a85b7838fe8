use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(author_id), write = nobody))]
struct Post {
    id: i64,
    author_id: i64,
}

fn widen<'s, 'c>(posts: Scoped<'s, 'c, Post>) -> Scoped<'s, 'c, Post> {
    posts.or(Filter::always())
}

fn main() {}

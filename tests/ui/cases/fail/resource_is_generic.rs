use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post<T> {
    id: i64,
    body: T,
}

fn main() {}

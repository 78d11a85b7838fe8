use restruct::prelude::*;

#[derive(Clone, Copy, Resource)]
#[resource(access(public))]
union Post {
    id: i64,
    number: i64,
}

fn main() {}

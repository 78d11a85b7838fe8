use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post1 {
    id: i64,
    #[resource(version, on_create = 1)]
    version: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post2 {
    id: i64,
    #[resource(version, on_update = 1)]
    version: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post3 {
    id: i64,
    #[resource(version, write_only)]
    version: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post4 {
    id: i64,
    #[resource(version, immutable)]
    version: i64,
}

fn main() {
    used_elsewhere::<Post1>();
    used_elsewhere::<Post2>();
    used_elsewhere::<Post3>();
    used_elsewhere::<Post4>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post1 {
    #[resource(id(client), write_only)]
    key: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post2 {
    #[resource(id(client), on_update = 1)]
    key: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post3 {
    #[resource(id(client), created_at)]
    key: DateTime<Utc>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post4 {
    #[resource(id(client), updated_at)]
    key: DateTime<Utc>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post5 {
    #[resource(id(client), version)]
    key: i64,
}

fn main() {
    used_elsewhere::<Post1>();
    used_elsewhere::<Post2>();
    used_elsewhere::<Post3>();
    used_elsewhere::<Post4>();
    used_elsewhere::<Post5>();
}

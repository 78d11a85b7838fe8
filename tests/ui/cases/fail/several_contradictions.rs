use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(read_only, hidden)]
    field_1: String,
    #[resource(immutable, hidden)]
    field_2: String,
    #[resource(write_only, hidden)]
    field_3: String,
    #[resource(write_only, exposed)]
    token: String,
    #[resource(write_only, sort)]
    field_5: i64,
    #[resource(on_create = 1, write_only)]
    field_6: i64,
    #[resource(on_create = 1, immutable)]
    field_7: i64,
    #[resource(on_update = 1, write_only)]
    field_8: i64,
    #[resource(on_update = 1, immutable)]
    field_9: i64,
    #[resource(created_at, default = now())]
    field_10: DateTime<Utc>,
    #[resource(created_at, on_create = now())]
    field_11: DateTime<Utc>,
    #[resource(created_at, on_update = now())]
    field_12: DateTime<Utc>,
    #[resource(created_at, write_only)]
    field_13: DateTime<Utc>,
    #[resource(updated_at, default = now())]
    field_14: DateTime<Utc>,
    #[resource(updated_at, on_create = now())]
    field_15: DateTime<Utc>,
    #[resource(updated_at, on_update = now())]
    field_16: DateTime<Utc>,
    #[resource(updated_at, write_only)]
    field_17: DateTime<Utc>,
    #[resource(updated_at, immutable)]
    field_18: DateTime<Utc>,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Employee {
    id: i64,
    manager_id: Option<i64>,
    manager: BelongsTo<Employee>,
    reports: HasMany<Employee>,
}

fn main() {
    used_elsewhere::<Employee>();
}

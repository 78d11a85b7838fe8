use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

struct AuditLog;

impl<R: Resource> Hooks<R> for AuditLog {}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), hooks(AuditLog, AuditLog))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    used_elsewhere::<Post>();
}

use restruct::prelude::*;

struct AuditLog;

impl<R: Resource> Hooks<R> for AuditLog {}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), hooks(AuditLog, Self))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

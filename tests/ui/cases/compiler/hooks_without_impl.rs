use restruct::prelude::*;

struct AuditLog;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), hooks(AuditLog))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

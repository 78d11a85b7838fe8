use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = tenant(company_id)))]
struct Post {
    id: i64,
    compny_id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

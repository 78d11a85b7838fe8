use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = pubic, write = owner(writer), delete = nobody, list = public),
    operations(list, list),
    tabel = "articles",
    tag = 5,
)]
struct Post {
    id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

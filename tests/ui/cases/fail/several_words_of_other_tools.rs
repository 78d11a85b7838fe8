use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public), db_table = "posts", ordering("-title"))]
struct Post {
    #[resource(pk, autoincrement)]
    id: i64,
    #[resource(max_length = 200, blank, null = true, db_column = "Title", readonly)]
    title: String,
    #[resource(auto_now_add = true)]
    made: DateTime<Utc>,
    #[resource(foreign_key(Author), on_delete = cascade)]
    author_id: i64,
    #[resource(choices(draft, live), serialize_with = "lower", server_default = "draft")]
    status: String,
    #[resource(skip)]
    #[validate(min = 1, unique, phone)]
    phone: String,
}

fn main() {
    used_elsewhere::<Post>();
}

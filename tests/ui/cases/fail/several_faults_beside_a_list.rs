use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug)]
struct Author {
    id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(indx)]
    title: String,
    authors: Vec<Author>,
}

fn main() {
    used_elsewhere::<Post>();
}

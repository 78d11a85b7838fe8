use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(column = "the_title_of_the_post_as_it_was_first_published_in_the_magazine_itself")]
    title: String,
}

fn main() {
    used_elsewhere::<Post>();
}

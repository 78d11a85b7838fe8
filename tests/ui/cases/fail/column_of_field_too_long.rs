use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    the_number_of_readers_of_this_post_who_have_read_it_to_its_very_end: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

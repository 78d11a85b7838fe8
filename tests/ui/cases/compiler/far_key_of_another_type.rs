use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Tag {
    id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct PostTag {
    #[resource(id)]
    post_id: i64,
    #[resource(id)]
    label: String,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(through = PostTag, far_key = label)]
    tags: HasMany<Tag>,
}

fn main() {
    used_elsewhere::<Post>();
}

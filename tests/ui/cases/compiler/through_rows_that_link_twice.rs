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
    id: i64,
    post_id: i64,
    tag_id: i64,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(through = PostTag)]
    tags: HasMany<Tag>,
}

fn main() {
    used_elsewhere::<Post>();
}

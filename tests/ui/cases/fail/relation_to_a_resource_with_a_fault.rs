use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Author {
    id: i64,
    #[resource(sotr)]
    name: String,
    posts: HasMany<Post>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    author_id: i64,
    author: BelongsTo<Author>,
    #[resource(through = Likes)]
    fans: HasMany<Author>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(post_id, author_id))]
struct Likes {
    post_id: i64,
    author_id: i64,
    id: i64,
}

fn main() {
    used_elsewhere::<Post>();
}

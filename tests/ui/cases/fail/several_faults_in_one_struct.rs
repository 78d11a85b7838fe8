use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(acess(public), sort(-titel), path = "blog/posts", page(size = 0))]
struct Post {
    #[resource(hidden)]
    id: i64,
    #[resource(sotr)]
    #[validate(range(min = 1), emial)]
    title: String,
    #[resource(read_only, write_only)]
    slug: String,
    views: u64,
    password_hash: String,
    #[resource(version)]
    version: String,
}

fn main() {
    used_elsewhere::<Post>();
}

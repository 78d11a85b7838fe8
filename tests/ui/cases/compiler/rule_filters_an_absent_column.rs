use restruct::prelude::*;

struct Published;

impl Rule<Post> for Published {
    fn filter(_: Option<&Principal>) -> Filter<Post> {
        Filter::eq(PostColumn::Publishd, true)
    }
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Published, write = public))]
struct Post {
    id: i64,
    published: bool,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

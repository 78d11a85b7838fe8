use restruct::prelude::*;

struct Published;

impl Rule<Post> for Published {
    fn filter(_: Option<&Principal>) -> Filter<Post> {
        Filter::eq(PostColumn::Title, 'a')
    }
}

#[derive(Clone, Debug, Resource)]
#[resource(access(read = Published, write = public))]
struct Post {
    id: i64,
    title: String,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

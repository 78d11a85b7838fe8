use restruct::prelude::*;

struct Published;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Note {
    id: i64,
    published: bool,
}

impl Rule<Note> for Published {
    fn filter(_: Option<&Principal>) -> Filter<Note> {
        Filter::eq(NoteColumn::Published, true)
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

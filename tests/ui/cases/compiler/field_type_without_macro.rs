use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Slug(String);

impl restruct::FieldType for Slug {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> std::result::Result<Self, String> {
        Ok(Self(text))
    }
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    slug: Slug,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

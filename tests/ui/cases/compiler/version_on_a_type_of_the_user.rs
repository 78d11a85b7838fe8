use restruct::prelude::*;

/// A number that may be negative, kept as text.
#[derive(Clone, Debug)]
struct Big(String);

impl restruct::FieldType for Big {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> std::result::Result<Self, String> {
        Ok(Self(text))
    }
}
restruct::field_type!(Big);

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(version)]
    version: Big,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

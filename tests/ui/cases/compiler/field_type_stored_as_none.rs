use restruct::prelude::*;

#[derive(Clone, Debug)]
struct Views(u64);

impl restruct::FieldType for Views {
    type As = u64;

    fn into_column(self) -> u64 {
        self.0
    }

    fn try_from_column(number: u64) -> std::result::Result<Self, String> {
        Ok(Self(number))
    }
}
restruct::field_type!(Views);

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    views: Views,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

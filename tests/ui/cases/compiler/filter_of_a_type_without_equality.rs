use restruct::prelude::*;

/// Settings, kept as JSON.
#[derive(Clone, Debug)]
struct Settings(restruct::serde_json::Value);

impl restruct::FieldType for Settings {
    type As = restruct::serde_json::Value;

    fn into_column(self) -> restruct::serde_json::Value {
        self.0
    }

    fn try_from_column(value: restruct::serde_json::Value) -> std::result::Result<Self, String> {
        Ok(Self(value))
    }
}
restruct::field_type!(Settings);

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Post {
    id: i64,
    #[resource(filter)]
    settings: Settings,
}

fn main() {
    let _: fn(App) -> App = App::resource::<Post>;
}

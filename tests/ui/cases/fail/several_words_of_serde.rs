use restruct::prelude::*;
use restruct_ui_tests::used_elsewhere;

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Post {
    id: i64,
    #[serde(default)]
    field_1: String,
    #[serde(skip)]
    field_2: String,
    #[serde(skip_deserializing)]
    field_3: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field_4: String,
    #[serde(with = "module")]
    field_5: String,
    #[serde(serialize_with = "function")]
    field_6: String,
    #[serde(deserialize_with = "function")]
    field_7: String,
    #[serde(flatten)]
    field_8: String,
}

fn main() {
    used_elsewhere::<Post>();
}

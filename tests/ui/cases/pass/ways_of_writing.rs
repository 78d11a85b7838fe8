//! The same words in other attributes, in another order, with commas behind the last.

use restruct::prelude::*;

#[derive(Clone, Debug, Resource)]
#[resource()]
#[resource(sort(-title,),)]
#[resource(access(
    read = (public),
    create = not (not authenticated),
    update = (role("a") or role("b")) and (role("c")),
    delete = nobody,
),)]
#[validate(schema(function = "check"))]
#[validate(schema(function = self::check, skip_on_field_errors = false,))]
pub struct Written {
    #[resource(id(generate = { let key = Uuid::now_v7(); key }))]
    pub key: (Uuid),
    #[resource(sort)]
    #[resource(default = concat!("a", ", ", "b"), unique,)]
    #[validate(length(min = 1))]
    #[validate(contains(pattern = "a"), contains(pattern = "b"))]
    #[validate(custom(function = "long"), custom(function = self::long))]
    pub title: std::string::String,
    #[resource(default = if cfg!(debug_assertions) { 1 } else { 2 })]
    #[validate(range(max = 0x10, min = 1_u32 + 1))]
    pub views: ::core::primitive::i32,
}

fn check(_: &Written) -> std::result::Result<(), restruct::validator::ValidationError> {
    Ok(())
}

fn long(_: &str) -> std::result::Result<(), restruct::validator::ValidationError> {
    Ok(())
}

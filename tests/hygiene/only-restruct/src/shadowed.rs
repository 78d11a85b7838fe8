//! A module in which every name that a prelude has means something else.

#![allow(missing_docs, unused_macros, unused_imports)]

macro_rules! nothing {
    ($($name:ident),*) => {$(
        #[allow(clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        pub struct $name;
    )*};
}
nothing!(AsRef, Box, Drop, Err, From, Into, Iterator, None, Ok, Option, Result, Send, Some, String, Sync, ToOwned, Vec);
nothing!(ActiveValue, Context, Descriptor, Entity, Error, Field, Flags, Hooks, Kind, Patch, Rule, Value);
nothing!(BelongsTo, HasMany, HasOne, Keys, Relatable, Related, Relation, Shape);

pub trait Clone {}
pub trait Debug {}
pub trait Default {}
pub trait Fn {}
pub trait Serialize {}

macro_rules! assert {
    ($($tokens:tt)*) => {
        compile_error!("not this one")
    };
}
macro_rules! vec {
    ($($tokens:tt)*) => {
        compile_error!("not this one")
    };
}
macro_rules! unreachable {
    ($($tokens:tt)*) => {
        compile_error!("not this one")
    };
}
pub(crate) use {assert, unreachable, vec};

pub mod core {}
pub mod restruct {}
pub mod sea_orm {}
pub mod serde {}
pub mod std {}

#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::restruct::ResourceEnum,
)]
pub enum State {
    None,
    Some,
    Ok,
    Err,
}

#[derive(::core::clone::Clone, ::core::fmt::Debug, ::restruct::Resource)]
#[resource(access(read = public, write = owner(text)), hooks(AuditLog), unique(text, count), index(state, count))]
#[validate(schema(function = check_row))]
pub struct Shadow {
    pub id: ::restruct::uuid::Uuid,
    #[resource(sort)]
    #[validate(length(min = 1, max = 200), custom(function = check_text))]
    pub text: ::std::string::String,
    #[resource(default = State::None)]
    pub state: State,
    pub maybe: ::core::option::Option<State>,
    #[resource(default = 5)]
    #[validate(range(min = 1, max = MOST))]
    pub count: ::core::option::Option<i32>,
    pub hidden_text: ::core::option::Option<::restruct::Sensitive<::std::string::String>>,
    pub bytes: ::std::vec::Vec<u8>,
    pub code: ::restruct::Input<::core::option::Option<::std::string::String>>,
    #[resource(created_at)]
    pub made: ::restruct::chrono::DateTime<::restruct::chrono::Utc>,
    #[resource(version)]
    pub version: i64,
    pub light_id: i64,
    pub light: ::restruct::BelongsTo<Light>,
}

/// Relations of a prelude's names.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::restruct::Resource)]
#[resource(access(public))]
pub struct Light {
    pub id: i64,
    pub shadows: ::restruct::HasMany<Shadow>,
    pub some_id: ::core::option::Option<i64>,
    pub some: ::restruct::BelongsTo<Self>,
    #[resource(foreign_key = some_id)]
    pub none: ::restruct::HasMany<Self>,
}

const MOST: i32 = 100;

fn check_text(text: &str) -> ::core::result::Result<(), ::restruct::validator::ValidationError> {
    if text.starts_with(' ') {
        return ::core::result::Result::Err(::restruct::validator::ValidationError::new("blank"));
    }
    ::core::result::Result::Ok(())
}

fn check_row(row: &Shadow) -> ::core::result::Result<(), ::restruct::validator::ValidationError> {
    if row.version < 0 {
        return ::core::result::Result::Err(::restruct::validator::ValidationError::new("old"));
    }
    ::core::result::Result::Ok(())
}

/// Hooks whose name is a prelude's too.
pub struct AuditLog;

impl ::restruct::Hooks<Shadow> for AuditLog {
    async fn after_create(_: &Shadow, _: &mut ::restruct::Context<'_>) -> ::restruct::Result<()> {
        ::core::result::Result::Ok(())
    }
}

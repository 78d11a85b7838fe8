//! REST from a struct: one `#[derive(Resource)]` is an API.

extern crate self as restruct;

mod access;
mod app;
mod authenticate;
mod body;
mod clock;
mod context;
mod database;
mod descriptor;
mod entity;
mod error;
mod field_type;
mod hooks;
mod http;
mod input;
mod json;
mod operation;
mod patch;
pub mod prelude;
mod principal;
mod query;
mod schema;
mod validation;
mod value;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use restruct_macros::{Resource, ResourceEnum, main};
pub use {axum, chrono, rust_decimal, sea_orm, serde, serde_json, sqlx, tokio, tracing, uuid, validator};

pub use self::{
    access::{Filter, Rule, Scoped},
    app::{App, Group},
    authenticate::Authenticate,
    context::{Context, Unscoped},
    database::ConnectOptions,
    entity::Resource,
    error::{Error, Result, Violation, code},
    field_type::{BuiltIn, Column, FieldType, Input, Json, Sensitive},
    hooks::Hooks,
    input::InputType,
    operation::Operation,
    patch::Patch,
    principal::Principal,
};

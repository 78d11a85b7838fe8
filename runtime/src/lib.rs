//! REST from a struct: one `#[derive(Resource)]` is the SeaORM entity, the request and response schemas, the validation,
//! the handlers and the access rules of a resource.
//!
//! ```no_run
//! use restruct::prelude::*;
//!
//! /// Something to remember.
//! #[derive(Clone, Debug, Resource)]
//! #[resource(access(read = public, write = owner(author_id)), sort(-created_at))]
//! pub struct Note {
//!     pub id: i64, // the key, made by the database
//!     #[validate(length(min = 1, max = 200))]
//!     pub text: String,
//!     #[resource(immutable)]
//!     pub author_id: String, // filled in from the caller
//!     #[resource(created_at, sort)]
//!     pub created_at: DateTime<Utc>,
//! }
//!
//! impl Hooks for Note {
//!     async fn before_create(input: &mut NoteCreate, _row: &mut NoteActiveModel, _cx: &mut Context<'_>) -> Result<()> {
//!         input.text = input.text.trim().to_owned();
//!         Ok(())
//!     }
//! }
//!
//! #[restruct::main]
//! async fn main() -> Result<()> {
//!     App::connect("sqlite://notes.db?mode=rwc").await?
//!         .resource::<Note>()
//!         .authenticate(|headers: &restruct::axum::http::HeaderMap| {
//!             Ok(headers.get("x-user").and_then(|value| value.to_str().ok()).map(Principal::new))
//!         })
//!         .create_tables()
//!         .serve("127.0.0.1:3000").await
//! }
//! ```
//!
//! That serves `GET`, `POST` on `/notes` and `GET`, `PATCH`, `DELETE` on `/notes/{id}`, with pages, cursors and sorting,
//! with strict bodies whose faults are all told at once, and with an answer for whoever may not do what it asks. A header
//! that names its sender stands in for real authentication here.
//!
//! - [`guide`] tells everything, one page per topic. [`guide::start`] goes from `cargo new` to an API with callers, a hook
//!   and a test; [`guide::coming_from_fastapi`] and [`guide::coming_from_django_rest_framework`] say what becomes of what
//!   you know. The words that a struct and its fields can have are in [`guide::attributes`].
//! - `Note` is SeaORM's model; beside it stand `NoteEntity`, `NoteColumn` and `NoteActiveModel`, with which all of SeaORM
//!   works, and `NoteCreate` and `NoteUpdate`, which hooks see.
//! - [`App::router`] merges into an axum application that you have already.
//! - The crates underneath are re-exported, so that this is the only dependency you need: [`axum`], [`sea_orm`], [`serde`],
//!   [`tokio`] and others.
//!
//! Features: `sqlite` (on by default), `postgres`, and `postgres-rustls`, which is `postgres` with TLS.

extern crate self as restruct;

mod access;
mod app;
mod authenticate;
mod body;
mod clock;
mod context;
mod database;
#[expect(missing_docs, reason = "public for generated code only")]
mod descriptor;
mod docs_page;
mod entity;
mod error;
mod expansion;
mod field_type;
#[cfg(test)]
mod fuzz;
pub mod guide;
mod hooks;
mod http;
mod input;
mod json;
mod openapi;
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
pub use {
    axum, chrono, regex, rust_decimal, sea_orm, serde, serde_json, sqlx, tokio, tracing, utoipa, uuid, validator,
};

pub use self::{
    access::{Filter, FilterValue, Rule, Scoped},
    app::{App, Group},
    authenticate::Authenticate,
    context::{Context, Unscoped},
    database::ConnectOptions,
    entity::Resource,
    error::{Error, Result, Violation, code},
    field_type::{BelongsTo, BuiltIn, Column, FieldType, HasMany, HasOne, Input, Json, Sensitive},
    hooks::Hooks,
    input::InputType,
    operation::Operation,
    patch::Patch,
    principal::Principal,
    query::QueryLimits,
    schema::{SchemaDiff, SchemaDifference, SchemaDifferenceKind},
};

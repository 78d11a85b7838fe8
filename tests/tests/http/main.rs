//! Behaviour over HTTP, on each database.

mod access;
mod bad_input;
mod blog;
mod concurrency;
mod create;
mod database_errors;
mod docs_page;
mod entity;
mod field_types;
mod hooks;
mod keys;
mod layers;
mod links;
mod list;
mod list_parameters;
mod methods;
mod query;
mod readme;
mod relations_of_sea_orm;
mod replace;
mod secrecy;
mod set_by_hooks;
mod start;
mod statements;
mod update;
mod wire_names;

//! Behaviour over HTTP, on each database.

mod create;
mod list;
mod list_parameters;
mod methods;
mod replace;
mod update;

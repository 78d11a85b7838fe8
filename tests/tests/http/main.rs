//! Behaviour over HTTP, on each database.

mod create;
mod keys;
mod list;
mod list_parameters;
mod methods;
mod replace;
mod secrecy;
mod update;
mod wire_names;

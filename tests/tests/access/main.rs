//! Who may do what: every route, every rule, every kind of caller, against a reading of the rules in plain Rust.

mod anything;
mod callers;
mod lists;
mod papers;
mod probes;
mod questions;
mod reference;
mod routes;
mod subjects;

mod arbitrary_bytes;
mod arbitrary_heads;
mod changes;
mod collations;
mod cursors;
mod filled;
mod identities;
mod matrix;
mod relations;
mod secrets;

//! The databases: connections, statements in, rows out, and what goes wrong there.
//!
//! Everything above speaks [`Execute`]. Behind it statements go through sqlx, but for reads of a SQLite file and single
//! statements that write it, which have a faster way. What differs between the databases lies in `sqlite` and `postgres`, each compiled only with its feature.

mod answer;
mod backend;
mod connect;
pub mod constraint;
mod execute;
mod fault;
mod known;
mod leases;
#[cfg(feature = "postgres")]
mod postgres;
mod rows;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement_text;
mod transaction;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("restruct needs a database: switch on its feature `sqlite` or `postgres`");

#[cfg(feature = "postgres")]
pub use self::postgres::text_of_column;
pub use self::{
    backend::{Backend, Statement},
    connect::{ConnectOptions, Database},
    execute::Execute,
    fault::{DatabaseError, Fault},
    known::{Constraint, ConstraintKind},
    rows::Rows,
    statement_text::StatementText,
    transaction::{Transaction, Unscoped},
};

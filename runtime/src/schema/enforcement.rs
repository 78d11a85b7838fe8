//! Whether anybody looks after foreign keys: SQLite does so only over connections that ask for it.

use super::table::Table;
use crate::{
    database::{Backend, Database, DatabaseError, Statement},
    descriptor::Kind,
};

/// Warns of a connection that does not. Ours do.
///
/// # Errors
/// The database does not answer.
pub async fn check(database: &Database, tables: &[Table]) -> Result<(), DatabaseError> {
    if database.backend() != Backend::Sqlite || tables.iter().all(|table| table.foreign_keys.is_empty()) {
        return Ok(());
    }
    let asked = database.writer().query(Statement::plain("PRAGMA foreign_keys")).await?;
    if asked.value(0, 0, Kind::I64)? != 1_i64.into() {
        tracing::warn!(
            "SQLite looks after no foreign key over this connection, so that rows can belong to others that do not exist: \
             give its pool `SqliteConnectOptions::foreign_keys(true)`"
        );
    }
    Ok(())
}

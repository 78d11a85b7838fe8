use std::fmt::Write;

use sea_orm::sea_query::{LockType, SelectStatement};

use crate::database::{Backend, DatabaseError, Execute, Rows, Statement};

/// A select that comes from a [`Scope`](super::Scope).
pub struct Select {
    statement: SelectStatement,
    backend: Backend,
}

impl Select {
    pub(super) fn new(statement: SelectStatement, backend: Backend) -> Self {
        Self { statement, backend }
    }

    /// All rows.
    pub async fn all(self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        executor.query(self.statement()).await
    }

    /// The first rows, at most so many.
    pub async fn first(self, limit: u64, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        executor.query(self.cut(limit, 0)).await
    }

    /// All rows, locked until the transaction ends where the database locks rows.
    pub async fn locked(mut self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        if matches!(self.backend, Backend::Postgres) {
            self.statement.lock(LockType::Update);
        }
        self.all(executor).await
    }

    pub(super) fn statement(&self) -> Statement {
        self.backend.build(&self.statement)
    }

    /// At most so many rows after so many. The numbers stand in the text: a bound LIMIT makes SQLite compile the statement
    /// anew at every request and keeps PostgreSQL from a generic plan.
    pub(super) fn cut(&self, limit: u64, offset: u64) -> Statement {
        let mut statement = self.statement();
        limit_to(&mut statement.sql, limit);
        if offset > 0 {
            // Writing to a String cannot fail.
            let _ = write!(statement.sql, " OFFSET {offset}");
        }
        statement
    }
}

/// No more than the databases' greatest number, which is beyond any table.
pub(super) fn limit_to(sql: &mut String, limit: u64) {
    let _ = write!(sql, " LIMIT {}", limit.min(i64::MAX.unsigned_abs()));
}

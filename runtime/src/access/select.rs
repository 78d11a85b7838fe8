use sea_orm::sea_query::{LockType, SelectStatement};

use crate::database::{Backend, DatabaseError, Execute, Rows, Statement, StatementText};

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
        executor.query(self.backend.build(&self.statement)).await
    }

    /// The first rows, at most so many.
    pub async fn first(self, limit: u64, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        executor.query(self.cut(limit, 0)).await
    }

    /// All rows, locked until the transaction ends where the database locks rows: against changes, and not against rows that
    /// come to refer to them, which would wait for each other from both sides of a link.
    pub async fn locked(mut self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        if matches!(self.backend, Backend::Postgres) {
            self.statement.lock(LockType::NoKeyUpdate);
        }
        self.all(executor).await
    }

    /// At most so many rows after so many.
    pub(super) fn cut(&self, limit: u64, offset: u64) -> Statement {
        let mut text = StatementText::new(self.backend);
        self.write(&mut text, Some(limit), offset);
        text.into_statement()
    }

    /// Writes it as a part of a statement: at most so many rows, where that is said, after so many.
    pub(super) fn write(&self, text: &mut StatementText, limit: Option<u64>, offset: u64) {
        text.push_statement(&self.statement);
        if let Some(limit) = limit {
            text.limit_to(limit);
        }
        if offset > 0 {
            text.push(&format!(" OFFSET {offset}"));
        }
    }
}

use std::fmt::Write;

use sea_orm::sea_query::{LockType, SelectStatement};

use crate::database::{Backend, DatabaseError, Execute, Rows, Statement};

/// What the rows of several ranges are called together.
pub(super) const TOGETHER: &str = "page";

/// A select that comes from a [`Scope`](super::Scope).
pub struct Select {
    statement: SelectStatement,
    /// The rows behind those of the first statement, where an index has them elsewhere.
    pub(super) further: Option<Further>,
    backend: Backend,
}

/// A second range.
pub(super) struct Further {
    pub statement: SelectStatement,
    /// Selects the rows of both in their order.
    pub together: SelectStatement,
}

impl Select {
    pub(super) fn new(statement: SelectStatement, backend: Backend) -> Self {
        Self { statement, further: None, backend }
    }

    /// At most this many rows after these.
    pub async fn page(self, executor: &dyn Execute, limit: u64, offset: u64) -> Result<Rows, DatabaseError> {
        executor.query(self.paged(limit, offset)).await
    }

    /// The numbers stand in the text: a bound LIMIT makes SQLite compile the statement anew at every request and keeps
    /// PostgreSQL from a generic plan.
    pub(crate) fn paged(&self, limit: u64, offset: u64) -> Statement {
        // The databases' greatest number, beyond any table.
        let limit = limit.min(i64::MAX.unsigned_abs());
        let mut statement = match &self.further {
            None => self.backend.build(&self.statement),
            Some(further) => self.both(further, limit),
        };
        // Writing to a String cannot fail.
        let _ = write!(statement.sql, " LIMIT {limit}");
        if offset > 0 {
            let _ = write!(statement.sql, " OFFSET {offset}");
        }
        statement
    }

    /// Each range is read by itself and no further than a page, by an index if there is one; one condition over both would
    /// be a filter over all that comes before.
    fn both(&self, Further { statement, together }: &Further, limit: u64) -> Statement {
        let (near, far) = (self.backend.build(&self.statement), self.backend.build(statement));
        let together = self.backend.build(together);
        let sql = format!(
            "WITH \"{TOGETHER}\" AS (SELECT * FROM ({} LIMIT {limit}) AS \"near\" UNION ALL \
             SELECT * FROM ({} LIMIT {limit}) AS \"far\") {}",
            near.sql, far.sql, together.sql
        );
        let mut values = near.values;
        match self.backend {
            Backend::Sqlite => values.0.extend(far.values.0),
            // Numbered alike in both: the one that has fewer has the first of the other's.
            Backend::Postgres if far.values.0.len() > values.0.len() => values = far.values,
            Backend::Postgres => {}
        }
        Statement { sql, values }
    }

    /// Its text, for a page of 20 rows and one more.
    #[cfg(test)]
    pub fn written(&self) -> String {
        self.paged(21, 0).sql
    }

    /// All rows.
    pub async fn all(self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        executor.query(self.backend.build(&self.statement)).await
    }

    /// All rows, locked until the transaction ends where the database locks rows.
    pub async fn locked(mut self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        if matches!(self.backend, Backend::Postgres) {
            self.statement.lock(LockType::Update);
        }
        self.all(executor).await
    }
}

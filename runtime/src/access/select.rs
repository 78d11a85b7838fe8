use std::fmt::Write;

use sea_orm::sea_query::{LockType, SelectStatement};

use crate::database::{Backend, DatabaseError, Execute, Rows, Statement};

/// What the rows or keys of a page are called in a statement that has them in a part of its own; as no table is.
pub(super) const PAGE: &str = "restruct page";

/// A select that comes from a [`Scope`](super::Scope).
pub struct Select {
    statement: SelectStatement,
    form: Form,
    backend: Backend,
}

/// How a page is read.
pub(super) enum Form {
    /// By the statement alone.
    Whole,
    /// The statement has the keys of the page's rows, and this text selects the rows. What is skipped is then skipped in an index,
    /// and not read.
    KeysFirst { rows: String },
    /// A second range, where an index has the rows behind those of the statement, and the text that selects the rows of both
    /// in their order.
    Ranges { further: Statement, both: String },
}

impl Select {
    pub(super) fn new(statement: SelectStatement, backend: Backend) -> Self {
        Self { statement, form: Form::Whole, backend }
    }

    pub(super) fn form(self, form: Form) -> Self {
        Self { form, ..self }
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
        let mut statement = self.backend.build(&self.statement);
        // Writing to a String cannot fail.
        let _ = write!(statement.sql, " LIMIT {limit}");
        if offset > 0 {
            let _ = write!(statement.sql, " OFFSET {offset}");
        }
        match &self.form {
            Form::Whole => statement,
            Form::KeysFirst { rows } => {
                let sql = format!("WITH \"{PAGE}\" AS ({}) {rows}", statement.sql);
                // There are as many as there are pages.
                Statement { sql, is_kept: false, ..statement }
            }
            Form::Ranges { further, both } => self.both(statement, further, both, limit),
        }
    }

    /// Each range is read by itself and no further than a page, by an index if there is one; one condition over both would
    /// be a filter over all that comes before.
    fn both(&self, near: Statement, far: &Statement, both: &str, limit: u64) -> Statement {
        let sql = format!(
            "WITH \"{PAGE}\" AS (SELECT * FROM ({}) AS \"near\" UNION ALL \
             SELECT * FROM ({} LIMIT {limit}) AS \"far\") {both} LIMIT {limit}",
            near.sql, far.sql
        );
        let mut values = near.values;
        match self.backend {
            Backend::Sqlite => values.0.extend(far.values.0.iter().cloned()),
            // Numbered alike in both: the one that has fewer has the first of the other's.
            Backend::Postgres if far.values.0.len() > values.0.len() => values.clone_from(&far.values),
            Backend::Postgres => {}
        }
        Statement { sql, values, is_kept: near.is_kept }
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

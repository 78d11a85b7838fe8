use sea_orm::{
    Value,
    sea_query::{PostgresQueryBuilder, QueryStatementWriter, SqlWriter, SqlWriterValues, SqliteQueryBuilder},
};

use super::{Backend, Statement};

/// A statement that is put together from parts, whose placeholders are counted through all of them.
pub struct StatementText {
    backend: Backend,
    writer: SqlWriterValues,
}

impl StatementText {
    pub fn new(backend: Backend) -> Self {
        let writer = match backend {
            Backend::Sqlite => SqlWriterValues::new("?", false),
            Backend::Postgres => SqlWriterValues::new("$", true),
        };
        Self { backend, writer }
    }

    /// SQL of ours.
    pub fn push(&mut self, sql: &str) {
        // Writing to a String cannot fail.
        let _ = self.writer.as_writer().write_str(sql);
    }

    /// A statement with its values.
    pub fn push_statement(&mut self, statement: &impl QueryStatementWriter) {
        match self.backend {
            Backend::Sqlite => statement.build_collect_into(SqliteQueryBuilder, &mut self.writer),
            Backend::Postgres => statement.build_collect_into(PostgresQueryBuilder, &mut self.writer),
        }
    }

    /// A value.
    pub fn push_value(&mut self, value: Value) {
        match self.backend {
            Backend::Sqlite => self.writer.push_param(value, &SqliteQueryBuilder),
            Backend::Postgres => self.writer.push_param(value, &PostgresQueryBuilder),
        }
    }

    /// At most so many rows. The number stands in the text: a bound LIMIT makes SQLite compile the statement anew at every
    /// request and keeps PostgreSQL from a generic plan. None is beyond the databases' greatest number, which is beyond any
    /// table.
    pub fn limit_to(&mut self, limit: u64) {
        self.push(&format!(" LIMIT {}", limit.min(i64::MAX.unsigned_abs())));
    }

    pub fn into_statement(self) -> Statement {
        let (sql, values) = self.writer.into_parts();
        Statement { sql, values, is_kept: true }
    }
}

use sea_orm::{
    DbBackend,
    sea_query::{PostgresQueryBuilder, QueryStatementWriter, SqliteQueryBuilder, Values},
};

/// Which database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    /// The statement in the words of this database.
    pub fn build(self, statement: &impl QueryStatementWriter) -> Statement {
        let (sql, values) = match self {
            Backend::Sqlite => statement.build(SqliteQueryBuilder),
            Backend::Postgres => statement.build(PostgresQueryBuilder),
        };
        Statement { sql, values, is_kept: true }
    }

    /// SeaORM's name of it.
    pub fn sea_orm(self) -> DbBackend {
        match self {
            Backend::Sqlite => DbBackend::Sqlite,
            Backend::Postgres => DbBackend::Postgres,
        }
    }
}

/// SQL and the values of its placeholders.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub sql: String,
    pub values: Values,
    /// Whether connections keep it prepared. One that is hardly ever asked again would only push out others.
    pub is_kept: bool,
}

impl Statement {
    /// SQL without placeholders.
    pub fn plain(sql: impl Into<String>) -> Self {
        Self::new(sql, Vec::new())
    }

    /// SQL with values for its placeholders.
    pub fn new(sql: impl Into<String>, values: Vec<sea_orm::Value>) -> Self {
        Self { sql: sql.into(), values: Values(values), is_kept: true }
    }
}

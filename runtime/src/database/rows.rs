use chrono::{Datelike, NaiveDateTime};
use sea_orm::{QueryResult, Value};

use super::DatabaseError;
use crate::descriptor::Kind;

/// The rows of a statement, read by position.
///
/// Reading is checked and tolerant: a table that exists already may hold an integer in a smaller type than the field
/// has, or a time in another form than we write. What does not mean a value of the field's kind is an error, never a
/// guess and never a panic.
pub struct Rows(Inner);

enum Inner {
    #[cfg(feature = "sqlite")]
    Sqlite(Vec<sqlx::sqlite::SqliteRow>),
    #[cfg(feature = "sqlite")]
    Arena(super::sqlite::Arena),
    #[cfg(feature = "postgres")]
    Postgres(Vec<sqlx::postgres::PgRow>),
    /// Of a transaction.
    SeaOrm(Vec<QueryResult>),
}

enum Row<'a> {
    #[cfg(feature = "sqlite")]
    Arena(&'a super::sqlite::Arena, usize),
    #[cfg(feature = "sqlite")]
    Sqlite(&'a sqlx::sqlite::SqliteRow),
    #[cfg(feature = "postgres")]
    Postgres(&'a sqlx::postgres::PgRow),
}

impl Rows {
    #[cfg(feature = "sqlite")]
    pub(super) fn sqlite(rows: Vec<sqlx::sqlite::SqliteRow>) -> Self {
        Self(Inner::Sqlite(rows))
    }

    #[cfg(feature = "sqlite")]
    pub(super) fn arena(rows: super::sqlite::Arena) -> Self {
        Self(Inner::Arena(rows))
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres(rows: Vec<sqlx::postgres::PgRow>) -> Self {
        Self(Inner::Postgres(rows))
    }

    pub(super) fn sea_orm(rows: Vec<QueryResult>) -> Self {
        Self(Inner::SeaOrm(rows))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            #[cfg(feature = "sqlite")]
            Inner::Sqlite(rows) => rows.len(),
            #[cfg(feature = "sqlite")]
            Inner::Arena(rows) => rows.len(),
            #[cfg(feature = "postgres")]
            Inner::Postgres(rows) => rows.len(),
            Inner::SeaOrm(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One cell.
    ///
    /// # Errors
    /// There is no such row or column, or what it holds is not of the kind.
    pub fn value(&self, row: usize, column: usize, kind: Kind) -> Result<Value, DatabaseError> {
        match self.row(row)? {
            #[cfg(feature = "sqlite")]
            Row::Sqlite(row) => super::sqlite::value(row, column, kind),
            #[cfg(feature = "sqlite")]
            Row::Arena(rows, row) => super::sqlite::value_of(rows, row, column, kind),
            #[cfg(feature = "postgres")]
            Row::Postgres(row) => super::postgres::value(row, column, kind),
        }
    }

    /// Writes one cell as JSON, the same as [`json::write_value`](crate::json::write_value) of [`value`](Self::value),
    /// but straight from the driver's bytes where it can. Of a JSON column the text is passed on as it is stored.
    ///
    /// # Errors
    /// As of [`value`](Self::value). Something may have been written then.
    pub fn write_json(&self, row: usize, column: usize, kind: Kind, out: &mut Vec<u8>) -> Result<(), DatabaseError> {
        match self.row(row)? {
            #[cfg(feature = "sqlite")]
            Row::Sqlite(row) => super::sqlite::write_json(row, column, kind, out),
            #[cfg(feature = "sqlite")]
            Row::Arena(rows, row) => super::sqlite::write_json_of(rows, row, column, kind, out),
            #[cfg(feature = "postgres")]
            Row::Postgres(row) => super::postgres::write_json(row, column, kind, out),
        }
    }

    fn row(&self, index: usize) -> Result<Row<'_>, DatabaseError> {
        let found = match &self.0 {
            #[cfg(feature = "sqlite")]
            Inner::Sqlite(rows) => rows.get(index).map(Row::Sqlite),
            #[cfg(feature = "sqlite")]
            Inner::Arena(rows) => (index < rows.len()).then_some(Row::Arena(rows, index)),
            #[cfg(feature = "postgres")]
            Inner::Postgres(rows) => rows.get(index).map(Row::Postgres),
            Inner::SeaOrm(rows) => rows.get(index).and_then(driver_row),
        };
        found.ok_or_else(|| DatabaseError::unreadable(format!("there is no row {index}")))
    }
}

fn driver_row(row: &QueryResult) -> Option<Row<'_>> {
    #[cfg(feature = "sqlite")]
    if let Some(row) = row.try_as_sqlite_row() {
        return Some(Row::Sqlite(row));
    }
    #[cfg(feature = "postgres")]
    if let Some(row) = row.try_as_pg_row() {
        return Some(Row::Postgres(row));
    }
    None
}

/// The error of a cell that is not of its kind. It names the column, never the value.
pub(super) fn unreadable(column: &str, kind: Kind) -> DatabaseError {
    let kind = match kind {
        Kind::Choice(_) => "a choice".to_owned(),
        other => format!("{other:?}"),
    };
    DatabaseError::unreadable(format!("the column `{column}` holds something that is no {kind}"))
}

/// Whether RFC 3339 can say the moment: its years have four digits, and there was no year 0.
pub(super) fn is_in_rfc3339(moment: NaiveDateTime) -> bool {
    (1..=9999).contains(&moment.year())
}

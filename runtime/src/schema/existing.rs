//! Tables as they are.

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::collections::BTreeMap;

use crate::{
    database::{Backend, Constraint, DatabaseError, Execute},
    descriptor::Kind,
};

/// A table as it is in the database.
#[derive(Debug, Default)]
pub struct ExistingTable {
    /// No view, nor anything else that could have no index.
    pub is_table: bool,
    pub columns: Vec<ExistingColumn>,
    /// Sets of columns that are unique, the primary key's among them.
    pub uniques: Vec<Vec<String>>,
}

#[derive(Debug)]
pub struct ExistingColumn {
    pub name: String,
    /// Its type as it was declared, for people.
    pub declared: String,
    /// Its type for [`super::fit`]: PostgreSQL's short name, SQLite's declaration.
    pub type_name: String,
    pub nullable: bool,
    /// Whether a row can be inserted without naming it: a default, an identity, an expression.
    pub filled: bool,
    /// The text of its default, where SQLite has it.
    pub default: Option<String>,
}

/// What is there of the tables that were asked for.
#[derive(Debug, Default)]
pub struct Existing {
    pub tables: BTreeMap<String, ExistingTable>,
    pub constraints: Vec<Constraint>,
}

/// Reads what is there of these tables.
pub async fn read(backend: Backend, database: &dyn Execute, tables: &[&str]) -> Result<Existing, DatabaseError> {
    match backend {
        #[cfg(feature = "sqlite")]
        Backend::Sqlite => sqlite::read(database, tables).await,
        #[cfg(feature = "postgres")]
        Backend::Postgres => postgres::read(database, tables).await,
        #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
        _ => Ok(Existing::default()),
    }
}

impl Existing {
    fn table(&mut self, name: String) -> &mut ExistingTable {
        self.tables.entry(name).or_default()
    }

    /// Adds one column of a constraint; the columns of one come one after the other.
    fn constrain(&mut self, constraint: Constraint) {
        match self.constraints.last_mut() {
            Some(last)
                if last.table == constraint.table && last.name == constraint.name && last.kind == constraint.kind =>
            {
                last.columns.extend(constraint.columns);
            }
            _ => self.constraints.push(constraint),
        }
    }
}

/// One row of a catalogue query, read by position.
struct CatalogueRow<'a> {
    rows: &'a crate::database::Rows,
    row: usize,
}

impl CatalogueRow<'_> {
    fn text(&self, column: usize) -> Result<String, DatabaseError> {
        self.optional_text(column).map(Option::unwrap_or_default)
    }

    fn optional_text(&self, column: usize) -> Result<Option<String>, DatabaseError> {
        match self.rows.value(self.row, column, Kind::String)? {
            sea_orm::Value::String(text) => Ok(text),
            _ => Ok(None),
        }
    }

    fn truth(&self, column: usize) -> Result<bool, DatabaseError> {
        Ok(matches!(self.rows.value(self.row, column, Kind::Bool)?, sea_orm::Value::Bool(Some(true))))
    }
}

fn catalogue_rows(rows: &crate::database::Rows) -> impl Iterator<Item = CatalogueRow<'_>> {
    (0..rows.len()).map(move |row| CatalogueRow { rows, row })
}

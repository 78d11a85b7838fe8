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
    /// Those over all rows that keep an order.
    pub indexes: Vec<ExistingIndex>,
    /// Of all indexes: those over some rows only, too.
    pub index_names: Vec<IndexName>,
    pub checks: Vec<ExistingCheck>,
    pub foreign_keys: Vec<ExistingForeignKey>,
    /// What a table of SQLite that is made anew has to take along.
    pub belongings: Belongings,
}

#[derive(Debug, PartialEq, Eq)]
pub struct IndexName {
    pub name: String,
    /// Whether a constraint stands on the index, which cannot be dropped then.
    pub needed: bool,
}

#[derive(Debug)]
pub struct ExistingIndex {
    pub name: String,
    pub columns: Vec<ExistingIndexColumn>,
}

#[derive(Debug)]
pub struct ExistingIndexColumn {
    /// Empty for an expression.
    pub name: String,
    pub descending: bool,
    pub nulls_first: bool,
    /// As SQL names it; empty where its type has none.
    pub collation: String,
}

/// A check over columns.
#[derive(Debug)]
pub struct ExistingCheck {
    /// Empty where it has none.
    pub name: String,
    pub columns: Vec<String>,
    /// SQL in which the columns stand by their names.
    pub condition: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExistingForeignKey {
    /// Empty on SQLite, which does not tell it.
    pub name: String,
    pub columns: Vec<String>,
    /// With its schema where the name alone does not lead to it.
    pub parent: String,
    /// In the order of `columns`.
    pub parent_columns: Vec<String>,
    /// In the words of SQL.
    pub on_delete: String,
    /// What else it says: on updates, and when it is looked at.
    pub kept: String,
    /// SQLite's: all of it but the name.
    pub clause: String,
}

/// What hangs on a table of SQLite and is lost with it.
#[derive(Debug, Default)]
pub struct Belongings {
    /// The text that made the table.
    pub definition: String,
    /// Indexes and triggers with their names.
    pub attached: Vec<(String, String)>,
    /// Whether it could not be told which of the foreign keys are deferred.
    pub deferrals_unknown: bool,
    /// The columns of the primary key.
    pub key: Vec<String>,
    /// Of tables and other things: those that begin with the table's name and ` before`.
    pub taken_names: Vec<String>,
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
    /// The SQL of its default.
    pub default: Option<String>,
    /// Whether it is made of other columns.
    pub generated: bool,
    /// As SQL names it; empty where its type has none.
    pub collation: String,
    /// Whether texts that differ are never equal, as is so but for some of ICU's collations.
    pub tells_apart: bool,
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

impl ExistingTable {
    pub fn column(&self, name: &str, backend: Backend) -> Option<&ExistingColumn> {
        self.columns.iter().find(|column| is_same_name(&column.name, name, backend))
    }
}

/// SQLite's names are the same whatever their case.
pub fn is_same_name(one: &str, other: &str, backend: Backend) -> bool {
    match backend {
        Backend::Sqlite => one.eq_ignore_ascii_case(other),
        Backend::Postgres => one == other,
    }
}

impl Existing {
    fn table(&mut self, name: String) -> &mut ExistingTable {
        self.tables.entry(name).or_default()
    }

    /// Adds one column of an index; the columns of one come one after the other.
    fn index(&mut self, table: String, name: IndexName, column: ExistingIndexColumn, is_whole: bool) {
        let table = self.table(table);
        let text = name.name.clone();
        if table.index_names.last() != Some(&name) {
            table.index_names.push(name);
        }
        match table.indexes.last_mut() {
            _ if !is_whole => {}
            Some(last) if last.name == text => last.columns.push(column),
            _ => table.indexes.push(ExistingIndex { name: text, columns: vec![column] }),
        }
    }

    /// Adds one column of a foreign key, whose columns come one after the other; `is_next` is so of the second and on.
    fn foreign_key(&mut self, table: &str, is_next: bool, column: (String, String), key: ExistingForeignKey) {
        let keys = &mut self.table(table.to_owned()).foreign_keys;
        if !is_next {
            keys.push(key);
        }
        if let Some(last) = keys.last_mut() {
            last.columns.push(column.0);
            last.parent_columns.push(column.1);
        }
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
pub struct CatalogueRow<'a> {
    rows: &'a crate::database::Rows,
    row: usize,
}

impl CatalogueRow<'_> {
    pub fn text(&self, column: usize) -> Result<String, DatabaseError> {
        self.optional_text(column).map(Option::unwrap_or_default)
    }

    pub fn optional_text(&self, column: usize) -> Result<Option<String>, DatabaseError> {
        match self.rows.value(self.row, column, Kind::String)? {
            sea_orm::Value::String(text) => Ok(text),
            _ => Ok(None),
        }
    }

    pub fn truth(&self, column: usize) -> Result<bool, DatabaseError> {
        Ok(matches!(self.rows.value(self.row, column, Kind::Bool)?, sea_orm::Value::Bool(Some(true))))
    }
}

pub fn catalogue_rows(rows: &crate::database::Rows) -> impl Iterator<Item = CatalogueRow<'_>> {
    (0..rows.len()).map(move |row| CatalogueRow { rows, row })
}

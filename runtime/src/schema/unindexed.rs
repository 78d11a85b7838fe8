//! Filters that no index serves, so that every row is looked at.

use super::{
    collation, definition,
    existing::{ExistingIndexColumn, ExistingTable, is_same_name},
    table::{Index, IndexColumn, Table},
};
use crate::database::Backend;

/// The columns, each with the SQL that makes an index for it. Nothing where no table is.
pub fn filters<'a>(table: &'a Table, existing: &ExistingTable, backend: Backend) -> Vec<(&'a str, String)> {
    if !existing.is_table {
        return Vec::new();
    }
    let lacking = table.filtered.iter().filter(|column| !is_found(table, existing, column, backend));
    lacking
        .map(|column| {
            let index = Index { columns: vec![*column], equated: 1, is_served: false };
            let name = definition::name_of_index(table, &index);
            (column.name, definition::create_index(table, &name, &index, Some(existing), backend))
        })
        .collect()
}

/// Whether some index begins with the column.
fn is_found(table: &Table, existing: &ExistingTable, column: &IndexColumn, backend: Backend) -> bool {
    let is_same = |name: &str| is_same_name(name, column.name, backend);
    let begins = |known: &ExistingIndexColumn| is_same(&known.name) && collates(known, existing, column, backend);
    // SQLite's own number of a row is found without an index.
    table.auto_key().is_some_and(is_same)
        || existing.indexes.iter().any(|index| index.columns.first().is_some_and(begins))
}

/// Equality goes by the column's own collation on PostgreSQL, and by code point on SQLite.
fn collates(known: &ExistingIndexColumn, existing: &ExistingTable, column: &IndexColumn, backend: Backend) -> bool {
    let own = existing.column(column.name, backend).map(|column| column.collation.as_str()).unwrap_or_default();
    let wanted = match backend {
        Backend::Sqlite if column.is_text => collation::of_lists(backend),
        _ => own,
    };
    known.collation.is_empty() || known.collation.eq_ignore_ascii_case(wanted)
}

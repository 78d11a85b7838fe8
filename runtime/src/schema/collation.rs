//! In which order indexes have texts. Lists have them by code point, whatever the column's own order is, and an index of
//! another collation serves no list. On PostgreSQL a comparison for equality goes by the column's own collation, and
//! needs an index of that; on SQLite it goes by code point too.

use super::{
    existing::ExistingTable,
    table::{Index, Table},
};
use crate::database::Backend;

/// The collation of lists.
pub fn of_lists(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "BINARY",
        Backend::Postgres => "\"C\"",
    }
}

/// Whether the column has to be by code point in this index; else it is in the column's own order.
pub fn is_by_code_point(index: &Index, position: usize, backend: Backend) -> bool {
    index.columns[position].is_text && (position >= index.equated || backend == Backend::Sqlite)
}

/// Whether the column's own order is another than that of lists.
pub fn is_other(table: &Table, existing: Option<&ExistingTable>, column: &str, backend: Backend) -> bool {
    if let Some(known) = existing.and_then(|existing| existing.column(column, backend)) {
        return !known.collation.is_empty() && !known.collation.eq_ignore_ascii_case(of_lists(backend));
    }
    let Some(known) = table.columns.iter().find(|known| known.field.column == column) else { return false };
    // Without a type of its own it gets the collation of lists.
    let Some(sql_type) = known.field.column_type.filter(|_| known.field.kind.is_text()) else { return false };
    let sql_type = sql_type.to_ascii_uppercase();
    let named = sql_type.split_once(" COLLATE ").map(|(_, name)| name.trim());
    match backend {
        Backend::Sqlite => named.is_some_and(|name| name != of_lists(backend)),
        Backend::Postgres => named != Some(of_lists(backend)),
    }
}

/// The indexes that the table needs beside those of its key and its unique constraints, whose columns are in their own
/// order.
pub fn needed<'a>(table: &'a Table, existing: Option<&'a ExistingTable>, backend: Backend) -> Vec<&'a Index> {
    let is_other = |index: &Index, position: usize| {
        let is_by_code_point = is_by_code_point(index, position, backend);
        is_by_code_point && is_other(table, existing, index.columns[position].name, backend)
    };
    let is_needed =
        |index: &&Index| !index.is_served || (0..index.columns.len()).any(|position| is_other(index, position));
    table.indexes.iter().filter(is_needed).collect()
}

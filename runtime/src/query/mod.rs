//! How rows are asked for: the parameters of a list, its filters, order, pages and cursors, and keys in paths.

mod cursor;
mod expand;
mod fields;
mod filter;
mod keyset;
mod limits;
mod list_query;
mod parameters;
mod path;
mod path_key;
mod paths;
mod search;
mod selection;
mod sort;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub use self::cursor::VERSION as CURSOR_VERSION;
pub use self::{
    cursor::{Cursor, Direction, Within, child_cursor, kept_kind},
    filter::quoted_where_needed,
    keyset::Place,
    limits::QueryLimits,
    list_query::{LIST_PARAMETERS, ListQuery, Position, RESERVED, list_parameters},
    parameters::{Parameters, decode},
    path::followed,
    path_key::{encoded, parse_key, write_key},
    paths::{reachable, relation_paths},
    selection::{Edge, Selection},
    sort::{complete, completed, sort_names},
};

use crate::{Error, Result, database::Rows, descriptor::Kind};

/// The answer of a count.
///
/// # Errors
/// The database has answered something else.
pub fn read_count(rows: &Rows) -> Result<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    match rows.value(0, 0, Kind::I64).map_err(|fault| fault.into_plain_error())? {
        sea_orm::Value::BigInt(Some(count)) => Ok(u64::try_from(count).unwrap_or(0)),
        other => Err(Error::internal(format!("a count answered {other:?}"))),
    }
}

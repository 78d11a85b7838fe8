use sea_orm::Value;

use super::{Write, row_values};
use crate::{Error, Result, access::Permission, database::Rows};

/// A row as the database gave it, and as cells.
pub struct StoredRow {
    pub rows: Rows,
    pub values: Vec<Value>,
}

/// Reads the stored row for a write that needs it, in the transaction where there is one, and refuses what the caller
/// may not see (404) or not write (403).
///
/// # Errors
/// 404, 403, or the database fails.
pub async fn stored_row(write: &Write<'_>, permission: &Permission, key: &[Value]) -> Result<StoredRow> {
    let endpoint = write.endpoint;
    let scope = permission.visible_rows(write.head.principal.as_ref()).with_key(key);
    let select = scope.select(&endpoint.columns, &[], false);
    let rows = if write.cx.in_transaction().is_some() {
        select.locked(write.executor()).await
    } else {
        select.all(write.executor()).await
    };
    let rows = rows.map_err(|fault| write.fault(fault))?;
    if rows.is_empty() {
        return Err(Error::not_found());
    }
    let row = row_values(endpoint.descriptor, &endpoint.columns, &rows, 0)?;
    match (permission.visible().holds(&row), permission.allows(&row)) {
        (false, _) => Err(Error::not_found()),
        (true, false) => Err(Error::forbidden()),
        (true, true) => Ok(StoredRow { rows, values: row }),
    }
}

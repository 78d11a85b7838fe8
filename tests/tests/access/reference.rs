//! What the design says must happen, written down once more: for a caller, a table and a request, the outcome.

use std::sync::LazyLock;

use crate::{callers::Caller, papers::Paper, subjects::Meaning, subjects::Subject};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 405: a kind of access without a rule has no route.
    NoRoute,
    /// 401
    Unauthorized,
    /// 403
    Forbidden,
    /// 404
    NotFound,
}

/// Rows of every owner, tenant and status that a rule can tell apart: what holds for none of them holds for no row.
static EVERY_ROW: LazyLock<Vec<Paper>> = LazyLock::new(|| {
    let mut rows = Vec::new();
    for owner in [None, Some(1), Some(2), Some(3), Some(4), Some(9)] {
        for tenant in [None, Some("acme"), Some("globex"), Some("initech")] {
            for status in [None, Some("draft"), Some("published")] {
                rows.push(Paper::new(owner, tenant, status, ""));
            }
        }
    }
    rows
});

/// "A rule that cannot hold for this caller whatever the row is 403, or 401 where there is no principal."
pub fn entry(rule: Option<Meaning>, caller: &Caller) -> Result<Meaning, Refusal> {
    let rule = rule.ok_or(Refusal::NoRoute)?;
    match (EVERY_ROW.iter().any(|row| rule(caller, row)), caller.is_signed_in()) {
        (true, _) => Ok(rule),
        (false, false) => Err(Refusal::Unauthorized),
        (false, true) => Err(Refusal::Forbidden),
    }
}

/// Whether a rule holds for this caller whatever the row is.
pub fn is_everything(rule: Meaning, caller: &Caller) -> bool {
    EVERY_ROW.iter().all(|row| rule(caller, row))
}

/// The rows that a list shows, by key.
pub fn visible(subject: &Subject, caller: &Caller, table: &[Paper]) -> Result<Vec<Paper>, Refusal> {
    let rule = entry(subject.read, caller)?;
    Ok(table.iter().filter(|row| rule(caller, row)).cloned().collect())
}

/// The row that a get shows.
pub fn shown(subject: &Subject, caller: &Caller, table: &[Paper], id: i64) -> Result<Paper, Refusal> {
    let rows = visible(subject, caller, table)?;
    rows.into_iter().find(|row| row.id == id).ok_or(Refusal::NotFound)
}

/// "One that the read rule hides is 404, one that may be read but not written is 403." Where nobody may read at all, what
/// may not be written is not there either.
fn writable(rule: Meaning, subject: &Subject, caller: &Caller, table: &[Paper], id: i64) -> Result<Paper, Refusal> {
    let row = table.iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?;
    match subject.read {
        Some(read) if !read(caller, row) => Err(Refusal::NotFound),
        None if !rule(caller, row) => Err(Refusal::NotFound),
        Some(_) if !rule(caller, row) => Err(Refusal::Forbidden),
        _ => Ok(row.clone()),
    }
}

fn is_readable(subject: &Subject, caller: &Caller, row: &Paper) -> bool {
    subject.read.is_some_and(|read| read(caller, row))
}

/// The row that an update leads to, and whether the caller may read it. "An update may not lead to a row that the update
/// rule refuses."
pub fn updated(
    subject: &Subject,
    caller: &Caller,
    table: &[Paper],
    id: i64,
    change: impl Fn(Paper) -> Paper,
) -> Result<(Paper, bool), Refusal> {
    let rule = entry(subject.update, caller)?;
    let row = change(writable(rule, subject, caller, table, id)?);
    if !rule(caller, &row) {
        return Err(Refusal::Forbidden);
    }
    let is_readable = is_readable(subject, caller, &row);
    Ok((row, is_readable))
}

/// What is left after a delete.
pub fn deleted(subject: &Subject, caller: &Caller, table: &[Paper], id: i64) -> Result<Vec<Paper>, Refusal> {
    let rule = entry(subject.delete, caller)?;
    writable(rule, subject, caller, table, id)?;
    Ok(table.iter().filter(|row| row.id != id).cloned().collect())
}

/// What a create says of owner and tenant: nothing, or a value.
pub struct Asked<'a> {
    pub owner: Option<Option<i64>>,
    pub tenant: Option<Option<&'a str>>,
    pub status: Option<&'a str>,
}

/// The row that a create makes, and whether its maker may read it. "Where a rule names `owner(field)`/`tenant(field)`, the
/// field is optional in a create and filled from the principal; another value is taken only if the create rule allows the
/// row that results."
pub fn created(subject: &Subject, caller: &Caller, asked: &Asked<'_>, title: &str) -> Result<(Paper, bool), Refusal> {
    let rule = entry(subject.create, caller)?;
    let (fills_owner, fills_tenant) = subject.fills;
    let owner = asked.owner.unwrap_or(if fills_owner { caller.number } else { None });
    let tenant = asked.tenant.unwrap_or(if fills_tenant { caller.tenant } else { None });
    let row = Paper::new(owner, tenant, asked.status, title);
    if !rule(caller, &row) {
        return Err(Refusal::Forbidden);
    }
    let is_readable = is_readable(subject, caller, &row);
    Ok((row, is_readable))
}

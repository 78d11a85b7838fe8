//! The way of a new row into its table.

use axum::http::StatusCode;
use sea_orm::{
    Value,
    sea_query::{InsertStatement, Query},
};

use super::{Endpoint, Write, absent_parent, new_row::NewRow, references, row_values, write::bound};
use crate::{
    Error, Result,
    access::Predicate,
    database::Rows,
    descriptor::{Descriptor, Flags},
    input::Cells,
    value::{is_null, same},
};

/// Makes a row, with what its resource's hooks do around that, where the rule allows it.
///
/// # Errors
/// Those of a create.
pub(super) async fn insert(write: &mut Write<'_>, rule: &Predicate, new: NewRow) -> Result<Rows> {
    let mut row = new.server_values(write.endpoint, write.head);
    let NewRow { mut input, filled, given, violations } = new;
    if !violations.is_empty() {
        return Err(write.refusal(&write.merged(None, &input, &row), &input, violations));
    }
    let merged = write.merged(None, &input, &row);
    references::must_be_readable(write, |field| given.contains(&field), &merged).await?;
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.before_create {
            let answer = hook(&mut input, &mut row, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    let merged = write.merged(None, &input, &row);
    write.check(&merged, &input, &row)?;
    // A row that belongs elsewhere is none of what the path names.
    if filled.iter().any(|(position, value)| !same(value, &merged[*position])) {
        return Err(Error::forbidden());
    }
    // A key that the database makes is the one value not known before.
    let known = !rule.mentions(&|field| write.endpoint.descriptor.fields[field].is(Flags::AUTO));
    if (known && !rule.holds(&merged)) || is_nobodys(write.endpoint, &merged) {
        return Err(Error::forbidden());
    }
    let hooked = write.endpoint.hooks.iter().any(|hooks| hooks.after_create.is_some());
    if known && !hooked {
        return insert_row(write, &input, &row).await;
    }
    write.cx.transaction().await?;
    let rows = match insert_row(write, &input, &row).await {
        // Of a caller who could only be allowed by a key that is still to be made, nobody says that its row would have
        // been allowed: what is taken already is none of its business.
        Err(error) if error.status() == StatusCode::CONFLICT && !rule.holds(&merged) => return Err(Error::forbidden()),
        rows => rows?,
    };
    let stored = row_values(write.endpoint.descriptor, &write.endpoint.columns, &rows, 0)?;
    if !known && !rule.holds(&stored) {
        return Err(Error::forbidden());
    }
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.after_create {
            let answer = hook(&stored, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    Ok(rows)
}

/// Whether a column that only the caller could have filled is empty: this caller is no value of its type.
pub(super) fn is_nobodys(endpoint: &Endpoint, row: &[Value]) -> bool {
    endpoint.descriptor.columns().any(|(position, field)| {
        let from_caller_alone = field.is(Flags::CALLER) && !field.is_creatable() && !field.is(Flags::AUTO);
        from_caller_alone && !field.nullable && is_null(&row[position])
    })
}

async fn insert_row(write: &Write<'_>, input: &Cells, row: &Cells) -> Result<Rows> {
    let (endpoint, descriptor) = (write.endpoint, write.endpoint.descriptor);
    let mut statement = insert_statement(descriptor, &[(input, row)])?;
    let returning = endpoint.columns.iter().map(|position| descriptor.fields[*position].column);
    statement.returning(Query::returning().columns(returning));
    let statement = endpoint.shared.database.backend().build(&statement);
    match write.executor().query(statement).await {
        Ok(rows) => Ok(rows),
        Err(fault) => {
            let value = |position| row.get(position).or_else(|| input.get(position));
            Err(absent_parent::answer(write, fault, value).await)
        }
    }
}

/// Inserts rows that all set the same columns: what clients say, and what the server does.
pub(super) fn insert_statement(descriptor: &'static Descriptor, rows: &[(&Cells, &Cells)]) -> Result<InsertStatement> {
    let mut statement = Query::insert();
    statement.into_table(descriptor.table);
    let value =
        |position, (input, row): &(&Cells, &Cells)| row.get(position).or_else(|| input.get(position)).map(bound);
    let is_set = |position: &usize| rows.first().is_some_and(|row| value(*position, row).is_some());
    let columns: Vec<usize> = descriptor.columns().map(|(position, _)| position).filter(is_set).collect();
    if columns.is_empty() {
        statement.or_default_values();
        return Ok(statement);
    }
    statement.columns(columns.iter().map(|position| descriptor.fields[*position].column));
    for row in rows {
        // As many values as columns, so this cannot fail.
        statement.values(columns.iter().filter_map(|position| value(*position, row))).map_err(Error::internal)?;
    }
    Ok(statement)
}

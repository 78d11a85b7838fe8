use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sea_orm::{Value, sea_query::Query};

use super::{
    Endpoint, Operation, Write, absent_parent, addressable::check_addressable, detached, endpoint::json_response,
    row_values, storable::check_storable, write::bound,
};
use crate::{
    Error, Result,
    access::{Permission, Predicate, callers_value},
    body::{self, Mode},
    clock,
    database::Rows,
    descriptor::Flags,
    error::{Place, Violation, code, pointer_to},
    http::RequestHead,
    input::Cells,
    query::write_key,
    validation,
    value::{is_null, null},
};

/// `POST /posts`: one statement, and a transaction only where a hook or a rule needs one.
pub async fn create(
    endpoint: &Arc<Endpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
) -> Result<Response> {
    head.parameters()?.refuse_all()?;
    let (input, violations) = read(endpoint, head, &bytes)?;
    let (endpoint, head) = (Arc::clone(endpoint), Arc::clone(head));
    detached(&Arc::clone(&endpoint), async move {
        let mut write = Write::new(&endpoint, &head, Operation::Create);
        let rows = insert(&mut write, permission.rule(), input, violations).await?;
        write.cx.commit().await?;
        answer(&endpoint, &head, &permission, &rows)
    })
    .await
}

/// The body with what it leaves out filled in, and all that is wrong with it.
fn read(endpoint: &Endpoint, head: &RequestHead, bytes: &[u8]) -> Result<(Cells, Vec<Violation>)> {
    let descriptor = endpoint.descriptor;
    let body = body::read(bytes, descriptor, Mode::Create)?;
    let (mut input, mut violations) = (body.cells, body.violations);
    violations.extend(validation::check_cells(descriptor, &input));
    violations.extend(check_storable(descriptor, endpoint.shared.database.backend(), &input));
    for (position, field) in descriptor.fields.iter().enumerate() {
        let pointer = pointer_to(field.wire);
        let is_given = input.get(position).is_some()
            || violations.iter().any(|violation| *violation.place() == Place::Pointer(pointer.clone()));
        if is_given || !field.is_creatable() {
            continue;
        }
        if let Some(value) = left_out(endpoint, head, position) {
            input.set(position, value);
        } else if field.is(Flags::CALLER) {
            violations.push(Violation::at(pointer, code::REQUIRED, "must be given"));
        }
    }
    if let Some(found) = check_addressable(descriptor, &input)
        && !violations.iter().any(|earlier| earlier.place() == found.place())
    {
        violations.push(found);
    }
    Ok((input, violations))
}

/// The value of a field that the client left out: the caller's id or tenant, its default, null.
fn left_out(endpoint: &Endpoint, head: &RequestHead, position: usize) -> Option<Value> {
    let field = &endpoint.descriptor.fields[position];
    let value = of_caller(endpoint, head, position).or_else(|| field.default.map(|default| (default.make)()));
    value.or_else(|| field.nullable.then(|| null(field.kind)))
}

/// The caller's id or tenant, for a field in which the rule of creates asks for it.
fn of_caller(endpoint: &Endpoint, head: &RequestHead, position: usize) -> Option<Value> {
    let descriptor = endpoint.descriptor;
    if !descriptor.fields[position].is(Flags::CALLER) {
        return None;
    }
    callers_value(descriptor, descriptor.access.create?, position, head.principal.as_ref())
}

async fn insert(write: &mut Write<'_>, rule: &Predicate, mut input: Cells, violations: Vec<Violation>) -> Result<Rows> {
    let mut row = clock::standing_still(|| server_values(write.endpoint, write.head));
    if !violations.is_empty() {
        return Err(write.refusal(&write.merged(None, &input, &row), &input, violations));
    }
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.before_create {
            let answer = hook(&mut input, &mut row, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    let merged = write.merged(None, &input, &row);
    write.check(&merged, &input, &row)?;
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

/// What the server sets at creation.
fn server_values(endpoint: &Endpoint, head: &RequestHead) -> Cells {
    let mut row = Cells::new(endpoint.descriptor);
    for (position, field) in endpoint.descriptor.columns() {
        let value = match field.on_create {
            Some(make) => Some(make()),
            None if field.is_creatable() || field.is(Flags::AUTO) => None,
            None => of_caller(endpoint, head, position).or_else(|| field.default.map(|default| (default.make)())),
        };
        if let Some(value) = value {
            row.set(position, value);
        }
    }
    row
}

/// Whether a column that only the caller could have filled is empty: this caller is no value of its type.
fn is_nobodys(endpoint: &Endpoint, row: &[Value]) -> bool {
    endpoint.descriptor.columns().any(|(position, field)| {
        let from_caller_alone = field.is(Flags::CALLER) && !field.is_creatable() && !field.is(Flags::AUTO);
        from_caller_alone && !field.nullable && is_null(&row[position])
    })
}

async fn insert_row(write: &Write<'_>, input: &Cells, row: &Cells) -> Result<Rows> {
    let (endpoint, descriptor) = (write.endpoint, write.endpoint.descriptor);
    let given = descriptor.columns().filter_map(|(position, field)| {
        row.get(position).or_else(|| input.get(position)).map(|value| (field.column, bound(value)))
    });
    let (columns, values): (Vec<_>, Vec<_>) = given.unzip();
    let mut statement = Query::insert();
    statement.into_table(descriptor.table);
    if columns.is_empty() {
        statement.or_default_values();
    } else {
        // As many values as columns, so this cannot fail.
        statement.columns(columns).values(values).map_err(Error::internal)?;
    }
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

/// 201 with the new row; with its address alone where its maker may not read it.
fn answer(endpoint: &Endpoint, head: &RequestHead, permission: &Permission, rows: &Rows) -> Result<Response> {
    let mut response = match endpoint.readable_row(permission, rows)? {
        Some(body) => json_response(body),
        None => ().into_response(),
    };
    *response.status_mut() = StatusCode::CREATED;
    let location = format!("{}/{}", head.path, written_key(endpoint, rows)?);
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

fn written_key(endpoint: &Endpoint, rows: &Rows) -> Result<String> {
    let descriptor = endpoint.descriptor;
    let key = descriptor.key.iter().map(|position| {
        let column = endpoint.columns.iter().position(|column| column == position).unwrap_or_default();
        rows.value(0, column, descriptor.fields[*position].kind).map_err(|fault| fault.into_plain_error())
    });
    Ok(write_key(&key.collect::<Result<Vec<_>>>()?))
}

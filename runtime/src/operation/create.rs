use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sea_orm::{
    Value,
    sea_query::{InsertStatement, OnConflict, Query},
};

use super::{
    Endpoint, Operation, Write, addressable::check_addressable, detached, endpoint::json_response, references,
    row_values, storable::check_storable, write::bound,
};
use crate::{
    Error, Result,
    access::{Permission, Predicate, callers_value},
    body::{self, Mode},
    clock,
    database::Rows,
    descriptor::{Descriptor, Flags},
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
    create_with(endpoint, head, permission, bytes, Vec::new(), head.path.clone()).await
}

/// The same with fields that are filled in whoever may set them, of which the body says nothing, and the address under which
/// the new row is found.
///
/// # Errors
/// Those of a create; 422 where the body gives one of the fields.
pub(super) async fn create_with(
    endpoint: &Arc<Endpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
    filled: Vec<(usize, Value)>,
    collection: String,
) -> Result<Response> {
    head.parameters()?.refuse_all()?;
    let new = read(endpoint, head, &bytes, filled)?;
    let (endpoint, head) = (Arc::clone(endpoint), Arc::clone(head));
    detached(&Arc::clone(&endpoint), async move {
        let mut write = Write::new(&endpoint, &head, Operation::Create);
        let rows = insert(&mut write, permission.rule(), new).await?;
        write.cx.commit().await?;
        answer(&endpoint, &collection, &permission, &rows)
    })
    .await
}

/// A row that is to be made.
struct NewRow {
    /// What a client may set.
    input: Cells,
    /// What is set whoever may set it, of the fields that no client may.
    filled: Vec<(usize, Value)>,
    /// The fields that the client itself has given.
    given: Vec<usize>,
    /// All that is wrong with single fields.
    violations: Vec<Violation>,
}

/// Makes rows of which clients say nothing but these fields, which they may set whatever the rules say, in a transaction;
/// one that is there already, by the same fields, stays. One statement, where no hook wants to see them.
///
/// # Errors
/// Those of a create.
pub(super) async fn insert_filled(write: &mut Write<'_>, rows: Vec<Vec<(usize, Value)>>) -> Result<()> {
    let (endpoint, head) = (write.endpoint, write.head);
    let Some(first) = rows.first() else { return Ok(()) };
    let fields: Vec<&str> = first.iter().map(|(position, _)| endpoint.descriptor.fields[*position].column).collect();
    let new = |filled| complete(endpoint, head, Cells::new(endpoint.descriptor), Vec::new(), filled);
    if endpoint.hooks.iter().any(|hooks| hooks.before_create.is_some() || hooks.after_create.is_some()) {
        for filled in rows {
            insert(write, &Predicate::Always, new(filled)).await?;
        }
        return Ok(());
    }
    let cells = rows.into_iter().map(|filled| {
        let new = new(filled);
        let row = new.server_values(endpoint, head);
        (new.input, row)
    });
    let cells: Vec<(Cells, Cells)> = cells.collect();
    let cells: Vec<(&Cells, &Cells)> = cells.iter().map(|(input, row)| (input, row)).collect();
    let mut statement = insert_statement(endpoint.descriptor, &cells)?;
    statement.on_conflict(OnConflict::columns(fields).do_nothing().to_owned());
    let statement = endpoint.shared.database.backend().build(&statement);
    write.executor().execute(statement).await.map_err(|fault| write.fault(fault)).map(drop)
}

/// The body with what it leaves out filled in, and all that is wrong with it.
fn read(endpoint: &Endpoint, head: &RequestHead, bytes: &[u8], filled: Vec<(usize, Value)>) -> Result<NewRow> {
    let body = body::read(bytes, endpoint.descriptor, Mode::Create)?;
    Ok(complete(endpoint, head, body.cells, body.violations, filled))
}

/// What a client has given, with all that it leaves out.
fn complete(
    endpoint: &Endpoint,
    head: &RequestHead,
    mut input: Cells,
    mut violations: Vec<Violation>,
    filled: Vec<(usize, Value)>,
) -> NewRow {
    let descriptor = endpoint.descriptor;
    let given = input.given().map(|(position, _)| position).collect();
    for (position, value) in filled.iter().filter(|(position, _)| descriptor.fields[*position].is_creatable()) {
        let place = Place::Pointer(pointer_to(descriptor.fields[*position].wire));
        violations.retain(|violation| *violation.place() != place || violation.code() != code::REQUIRED);
        if input.get(*position).is_some() {
            violations.push(Violation::at(
                pointer_to(descriptor.fields[*position].wire),
                code::READ_ONLY,
                "is set by the path",
            ));
        }
        input.set(*position, value.clone());
    }
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
    NewRow { input, filled, given, violations }
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

async fn insert(write: &mut Write<'_>, rule: &Predicate, new: NewRow) -> Result<Rows> {
    let mut row = new.server_values(write.endpoint, write.head);
    let NewRow { mut input, given, violations, .. } = new;
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

impl NewRow {
    /// What is set at creation whatever a client says.
    fn server_values(&self, endpoint: &Endpoint, head: &RequestHead) -> Cells {
        let mut row = clock::standing_still(|| server_values(endpoint, head));
        for (position, value) in &self.filled {
            if !endpoint.descriptor.fields[*position].is_creatable() {
                row.set(*position, value.clone());
            }
        }
        row
    }
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
    let mut statement = insert_statement(descriptor, &[(input, row)])?;
    let returning = endpoint.columns.iter().map(|position| descriptor.fields[*position].column);
    statement.returning(Query::returning().columns(returning));
    let statement = endpoint.shared.database.backend().build(&statement);
    write.executor().query(statement).await.map_err(|fault| write.fault(fault))
}

/// Inserts rows that all set the same columns: what clients say, and what the server does.
fn insert_statement(descriptor: &'static Descriptor, rows: &[(&Cells, &Cells)]) -> Result<InsertStatement> {
    let mut statement = Query::insert();
    statement.into_table(descriptor.table);
    let value = |position, (input, row): &(&Cells, &Cells)| row.get(position).or_else(|| input.get(position)).map(bound);
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

/// 201 with the new row; with its address alone where its maker may not read it.
fn answer(endpoint: &Endpoint, collection: &str, permission: &Permission, rows: &Rows) -> Result<Response> {
    let mut response = match endpoint.readable_row(permission, rows)? {
        Some(body) => json_response(body),
        None => ().into_response(),
    };
    *response.status_mut() = StatusCode::CREATED;
    let location = format!("{collection}/{}", written_key(endpoint, rows)?);
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

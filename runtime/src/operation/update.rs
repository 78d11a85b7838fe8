use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sea_orm::{
    Value,
    sea_query::{BinOper, ExprTrait},
};

use super::{
    Endpoint, Operation, Write, absent_parent,
    changes::{Changes, changed_columns, differs},
    detached,
    endpoint::json_response,
    references, row_values,
    storable::check_storable,
    stored_row::stored_row,
    write::bound,
};
use crate::{
    Error, Result,
    access::{Permission, column},
    body::{self, Body, Mode},
    database::{DatabaseError, Rows},
    descriptor::{Check, Descriptor, Field, Flags, Kind},
    error::{Violation, code, pointer_to},
    http::RequestHead,
    input::Cells,
    query::parse_key,
    validation,
    value::{null, same},
};

/// `PATCH /posts/{id}` (RFC 7396).
pub async fn update(
    endpoint: &Arc<Endpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
) -> Result<Response> {
    change(endpoint, head, permission, bytes, Mode::Update).await
}

/// `PUT /posts/{id}`: what is left out gets its default, or null.
pub async fn replace(
    endpoint: &Arc<Endpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
) -> Result<Response> {
    change(endpoint, head, permission, bytes, Mode::Replace).await
}

async fn change(
    endpoint: &Arc<Endpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
    mode: Mode,
) -> Result<Response> {
    head.parameters()?.refuse_all()?;
    let key = parse_key(endpoint.descriptor, head.segment())?;
    let mut body = body::read(&bytes, endpoint.descriptor, mode)?;
    body.violations.extend(validation::check_cells(endpoint.descriptor, &body.cells));
    let backend = endpoint.shared.database.backend();
    body.violations.extend(check_storable(endpoint.descriptor, backend, &body.cells));
    if mode == Mode::Replace {
        fill(endpoint, &mut body);
    }
    // What the stored row alone can tell to be wrong is told together with the rest.
    if !body.violations.is_empty() && body.tolerated.is_empty() && !has_row_rules(endpoint.descriptor) {
        return Err(Error::from_violations(body.violations));
    }
    let (endpoint, head) = (Arc::clone(endpoint), Arc::clone(head));
    detached(&Arc::clone(&endpoint), async move {
        let operation = if mode == Mode::Replace { Operation::Replace } else { Operation::Update };
        let write = Write::new(&endpoint, &head, operation);
        let change = UpdateOf { permission, key, body };
        if change.fits_one_statement(&write) {
            change.in_one_statement(write).await
        } else {
            change.with_row(write).await
        }
    })
    .await
}

/// What a replace leaves out: the default, or null. A write-only or immutable field keeps its value: the client cannot
/// send back what it has not read, and may not change what it could.
fn fill(endpoint: &Endpoint, body: &mut Body) {
    for (position, field) in endpoint.descriptor.fields.iter().enumerate() {
        let kept = field.is(Flags::WRITE_ONLY | Flags::INPUT);
        if !field.is_updatable() || kept || body.cells.get(position).is_some() {
            continue;
        }
        match field.default {
            Some(default) => body.cells.set(position, (default.make)()),
            None if field.nullable => body.cells.set(position, null(field.kind)),
            None => {}
        }
    }
}

struct UpdateOf {
    permission: Permission,
    key: Vec<Value>,
    body: Body,
}

impl UpdateOf {
    /// Whether the database can do it without our seeing the row: nothing but a version must equal what is stored,
    /// nobody wants to look at the row, and the change leads to no row that the rule might refuse.
    fn fits_one_statement(&self, write: &Write<'_>) -> bool {
        let (endpoint, descriptor) = (write.endpoint, write.endpoint.descriptor);
        let hooked = endpoint.hooks.iter().any(|hooks| hooks.before_update.is_some() || hooks.after_update.is_some());
        let of_row = has_row_rules(descriptor);
        let is_version = |position: usize| descriptor.fields[position].is(Flags::VERSION);
        let only_version = self.body.tolerated.iter().all(|(position, _)| is_version(*position));
        let changes = |position: usize| {
            self.body.cells.get(position).is_some()
                || descriptor.fields[position].on_update.is_some()
                || is_version(position)
        };
        let comparable = self.body.cells.given().all(|(position, _)| {
            let field = &descriptor.fields[position];
            field.is_column() && !matches!(field.kind, Kind::Json)
        });
        let empty = self.body.cells.given().next().is_none();
        let given = |position: usize| self.body.cells.get(position).is_some();
        let unguarded = references::guarded(write, given).is_empty();
        let valid = self.body.violations.is_empty();
        valid
            && !hooked
            && !of_row
            && only_version
            && comparable
            && !empty
            && unguarded
            && !self.permission.rule().mentions(&changes)
    }

    async fn in_one_statement(self, write: Write<'_>) -> Result<Response> {
        let (endpoint, descriptor) = (write.endpoint, write.endpoint.descriptor);
        let mut scope = self.permission.writable_rows(write.head.principal.as_ref()).with_key(&self.key);
        for (position, value) in &self.body.tolerated {
            scope = scope.narrow(column(&descriptor.fields[*position]).binary(BinOper::Equal, bound(value)));
        }
        scope = scope.narrow(differs(endpoint, &self.body.cells));
        let changes = Changes::of(endpoint, self.body.cells.given());
        let rows = scope.update(changes.assignments, &endpoint.columns).returning(write.executor()).await;
        let rows = match rows {
            Ok(rows) => rows,
            Err(fault) => return Err(self.broken(&write, fault).await),
        };
        let rows = if rows.is_empty() {
            // Absent, out of scope, of another version, or nothing to change.
            let stored = stored_row(&write, &self.permission, &self.key).await?;
            check_version(endpoint, &self.body.tolerated, &stored.values)?;
            if self.body.cells.given().any(|(position, value)| !same(value, &stored.values[position])) {
                // The row appeared, became the caller's or was changed between the two statements.
                return self.with_row(write).await;
            }
            stored.rows
        } else {
            rows
        };
        write.cx.commit().await?;
        answer(endpoint, &self.permission, &rows)
    }

    /// Of a foreign key of several columns the client may have sent some.
    async fn broken(&self, write: &Write<'_>, fault: DatabaseError) -> Error {
        let is_open = fault.leaves_key_open(write.endpoint.descriptor);
        let stored = if is_open { stored_row(write, &self.permission, &self.key).await.ok() } else { None };
        let of_row = |field: usize| stored.as_ref().and_then(|row| row.values.get(field));
        absent_parent::answer(write, fault, |field| self.body.cells.get(field).or_else(|| of_row(field))).await
    }

    async fn with_row(mut self, mut write: Write<'_>) -> Result<Response> {
        write.cx.transaction().await?;
        let endpoint = write.endpoint;
        let unchanged = stored_row(&write, &self.permission, &self.key).await?;
        let stored = unchanged.values;
        self.check_tolerated(endpoint, &stored)?;
        let mut row = Cells::new(endpoint.descriptor);
        if !self.body.violations.is_empty() {
            let merged = write.merged(Some(&stored), &self.body.cells, &row);
            return Err(write.refusal(&merged, &self.body.cells, self.body.violations));
        }
        let cells = &self.body.cells;
        let is_changed = |position: usize| cells.get(position).is_some_and(|value| !same(value, &stored[position]));
        references::must_be_readable(&write, is_changed, &write.merged(Some(&stored), cells, &row)).await?;
        for hooks in &endpoint.hooks {
            if let Some(hook) = hooks.before_update {
                let answer = hook(&stored, &mut self.body.cells, &mut row, &mut write.cx).await;
                write.after_hook(answer)?;
            }
        }
        let merged = write.merged(Some(&stored), &self.body.cells, &row);
        write.check(&merged, &self.body.cells, &row)?;
        let changed = changed_columns(endpoint, &stored, &merged);
        let rows = if changed.is_empty() {
            unchanged.rows
        } else {
            self.write_row(&mut write, &changed, &stored, merged).await?
        };
        write.cx.commit().await?;
        answer(endpoint, &self.permission, &rows)
    }

    async fn write_row(
        &self,
        write: &mut Write<'_>,
        changed: &[(usize, Value)],
        stored: &[Value],
        mut new: Vec<Value>,
    ) -> Result<Rows> {
        let (endpoint, descriptor) = (write.endpoint, write.endpoint.descriptor);
        let changes = Changes::of(endpoint, changed.iter().map(|(position, value)| (*position, value)));
        changes.complete(&mut new);
        if !self.permission.allows(&new) {
            return Err(Error::forbidden());
        }
        let scope = self.permission.writable_rows(write.head.principal.as_ref()).with_key(&self.key);
        let rows = scope.update(changes.assignments, &endpoint.columns).returning(write.executor()).await;
        let rows = match rows {
            Ok(rows) => rows,
            Err(fault) => return Err(absent_parent::answer(write, fault, |field| new.get(field)).await),
        };
        if rows.is_empty() {
            return Err(Error::not_found());
        }
        let after: Vec<_> = endpoint.hooks.iter().filter_map(|hooks| hooks.after_update).collect();
        if !after.is_empty() {
            let new = row_values(descriptor, &endpoint.columns, &rows, 0)?;
            for hook in after {
                let answer = hook(stored, &new, &mut write.cx).await;
                write.after_hook(answer)?;
            }
        }
        Ok(rows)
    }

    /// Read-only, immutable and key fields may be sent back as they were read; a version that is not the stored one is
    /// a conflict.
    fn check_tolerated(&mut self, endpoint: &Endpoint, stored: &[Value]) -> Result<()> {
        check_version(endpoint, &self.body.tolerated, stored)?;
        for (position, value) in &self.body.tolerated {
            let field = &endpoint.descriptor.fields[*position];
            if same(value, &stored[*position]) {
                continue;
            }
            let refusal = body::refusal_of_change(field);
            self.body.violations.push(Violation::at(pointer_to(field.wire), refusal.code, refusal.detail));
        }
        Ok(())
    }
}

/// Whether some rule sees several fields, and so the stored row.
fn has_row_rules(descriptor: &Descriptor) -> bool {
    let of_fields = |field: &Field| field.validations.iter().any(|rule| matches!(rule.check, Check::MustMatch(_)));
    !descriptor.row_checks.is_empty() || descriptor.fields.iter().any(of_fields)
}

fn check_version(endpoint: &Endpoint, tolerated: &[(usize, Value)], stored: &[Value]) -> Result<()> {
    for (position, value) in tolerated {
        let field = &endpoint.descriptor.fields[*position];
        if field.is(Flags::VERSION) && !same(value, &stored[*position]) {
            let violation = Violation::at(pointer_to(field.wire), code::CONFLICT, "is not the stored version");
            return Err(Error::conflict(code::CONFLICT, "The row has been changed since it was read.")
                .with_violation(violation));
        }
    }
    Ok(())
}

/// 200 with the row; 204 where the caller may not read what it has made of it.
fn answer(endpoint: &Endpoint, permission: &Permission, rows: &Rows) -> Result<Response> {
    Ok(match endpoint.readable_row(permission, rows)? {
        Some(body) => json_response(body),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

use std::{future::Future, panic::AssertUnwindSafe, sync::Arc};

use axum::http::StatusCode;
use futures_util::FutureExt;
use sea_orm::{
    Value,
    sea_query::{Expr, SimpleExpr},
};
use tokio::sync::oneshot;
use tracing::Instrument;

use super::{Endpoint, Operation, addressable::check_addressable, storable::check_storable};
use crate::{
    Context, Error, Result,
    database::{DatabaseError, Execute},
    descriptor::{Field, Flags, Kind},
    error::Violation,
    http::RequestHead,
    input::Cells,
    validation,
    value::null,
};

/// What a write has to do with: the resource, the request, and the transaction where there is one.
pub struct Write<'w> {
    pub endpoint: &'w Endpoint,
    pub head: &'w RequestHead,
    pub cx: Context<'w>,
}

impl<'w> Write<'w> {
    pub fn new(endpoint: &'w Endpoint, head: &'w RequestHead, operation: Operation) -> Self {
        Self { endpoint, head, cx: Context::new(&endpoint.shared, head, operation) }
    }

    /// Where a statement runs: in the transaction, if something has begun one.
    pub fn executor(&self) -> &dyn Execute {
        match self.cx.in_transaction() {
            Some(transaction) => transaction,
            None => self.endpoint.shared.database.writer(),
        }
    }

    /// Where a row is looked at: in the transaction, if something has begun one.
    pub fn reader(&self) -> &dyn Execute {
        match self.cx.in_transaction() {
            Some(transaction) => transaction,
            None => self.endpoint.shared.database.reader(),
        }
    }

    pub fn fault(&self, fault: DatabaseError) -> Error {
        self.endpoint.database_error(fault)
    }

    /// What a hook answered. An error that it got from the database and passed on is told apart like one of ours.
    ///
    /// # Errors
    /// The hook's.
    pub fn after_hook(&self, answer: Result<()>) -> Result<()> {
        answer.map_err(|error| match error.database_cause() {
            Some(cause) if error.status() == StatusCode::INTERNAL_SERVER_ERROR => {
                self.fault(self.endpoint.shared.database.error(cause.clone()))
            }
            _ => error,
        })
    }

    /// The row as it would be: what is stored (nothing, for a create), what the client sent, what the server sets. A key
    /// that the database will make is zero, so that rules of the whole row can see it as its struct.
    pub fn merged(&self, stored: Option<&[Value]>, input: &Cells, row: &Cells) -> Vec<Value> {
        let fields = self.endpoint.descriptor.fields.iter().enumerate();
        let cell = |(position, field): (usize, &Field)| {
            let given = row.get(position).or_else(|| input.get(position)).cloned();
            given.or_else(|| stored.map(|row| row[position].clone())).unwrap_or_else(|| not_given(field))
        };
        fields.map(cell).collect()
    }

    /// Validates what hooks have left, and the rules of several fields.
    ///
    /// # Errors
    /// 422 with all that is wrong.
    pub fn check(&self, merged: &[Value], input: &Cells, row: &Cells) -> Result<()> {
        let descriptor = self.endpoint.descriptor;
        let mut violations = Vec::new();
        if !self.endpoint.hooks.is_empty() {
            let mut changed = input.clone();
            for (position, value) in row.given() {
                changed.set(position, value.clone());
            }
            violations.extend(validation::check_cells(descriptor, &changed));
            violations.extend(check_storable(descriptor, self.endpoint.shared.database.backend(), &changed));
            violations.extend(check_addressable(descriptor, &changed));
        }
        let of_row = validation::check_row(descriptor, merged, input, &violations);
        violations.extend(of_row);
        if violations.is_empty() { Ok(()) } else { Err(Error::from_violations(violations)) }
    }

    /// What is wrong with single fields, and with the row as it would be without regard to them: all in one answer.
    pub fn refusal(&self, merged: &[Value], input: &Cells, mut violations: Vec<Violation>) -> Error {
        let of_row = validation::check_row(self.endpoint.descriptor, merged, input, &violations);
        violations.extend(of_row);
        Error::from_violations(violations)
    }
}

fn not_given(field: &Field) -> Value {
    match field.kind {
        Kind::I16 if field.is(Flags::AUTO) => Value::SmallInt(Some(0)),
        Kind::I32 if field.is(Flags::AUTO) => Value::Int(Some(0)),
        Kind::I64 | Kind::U32 if field.is(Flags::AUTO) => Value::BigInt(Some(0)),
        kind => null(kind),
    }
}

/// A value as it is bound, for a column of a statement.
pub fn bound(value: &Value) -> SimpleExpr {
    Expr::val(value.clone())
}

/// Runs a write in a task of its own, which goes on when the client goes away or its time is up. What it comes to is
/// logged then, since no answer tells it.
///
/// # Errors
/// Those of the write; 500 where it panics.
pub async fn detached<F, T>(endpoint: &Arc<Endpoint>, write: F) -> Result<T>
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let (answer, waiting) = oneshot::channel();
    // Once in its place, for it is large and what is around it is moved several times.
    let write = Box::pin(write);
    let task = async move {
        let caught = AssertUnwindSafe(write).catch_unwind().await;
        let result = caught.unwrap_or_else(|panic| Err(Error::from_panic(&*panic)));
        if let Err(Err(error)) = answer.send(result) {
            log_unheard(&error);
        }
    };
    endpoint.shared.writes.spawn(task.in_current_span());
    waiting.await.unwrap_or_else(|_| Err(Error::internal("the server stopped before the write had ended")))
}

fn log_unheard(error: &Error) {
    let (status, code, cause) = (error.status().as_u16(), error.code(), error.causes());
    if error.status().is_server_error() {
        tracing::error!(status, code, cause, "a write failed for whose answer nobody waits any more");
    } else {
        tracing::info!(status, code, cause, "a write was refused for whose answer nobody waits any more");
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;

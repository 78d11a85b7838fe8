use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use sea_orm::Value;

use super::{Endpoint, Operation, Write, detached, stored_row::stored_row};
use crate::{
    Error, Result,
    access::{AccessKind, Permission, Scope},
    http::RequestHead,
    query::parse_key,
};

/// `DELETE /posts/{id}`: one statement where the row may be deleted and no hook wants to see it.
pub async fn delete(endpoint: &Arc<Endpoint>, head: &Arc<RequestHead>, segment: &str) -> Result<Response> {
    let permission = endpoint.permission(head, AccessKind::Delete)?;
    head.parameters()?.refuse_all()?;
    let key = parse_key(endpoint.descriptor, segment)?;
    let (endpoint, head) = (Arc::clone(endpoint), Arc::clone(head));
    detached(&Arc::clone(&endpoint), async move {
        let mut write = Write::new(&endpoint, &head, Operation::Delete);
        let rows = permission.writable_rows(head.principal.as_ref());
        if has_hooks(&endpoint) {
            with_hooks(&mut write, &permission, &key).await?;
        } else if remove(&write, &rows.with_key(&key)).await? == 0 {
            stored_row(&write, &permission, &key).await?;
            // The row appeared, or became the caller's, between the two statements.
            return Err(Error::not_found());
        }
        write.cx.commit().await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}

pub(super) fn has_hooks(endpoint: &Endpoint) -> bool {
    endpoint.hooks.iter().any(|hooks| hooks.before_delete.is_some() || hooks.after_delete.is_some())
}

async fn with_hooks(write: &mut Write<'_>, permission: &Permission, key: &[Value]) -> Result<()> {
    write.cx.transaction().await?;
    let row = stored_row(write, permission, key).await?.values;
    let rows = permission.writable_rows(write.head.principal.as_ref());
    let rows = rows.with_key(key);
    if remove_hooked(write, &row, &rows).await? { Ok(()) } else { Err(Error::not_found()) }
}

/// Deletes a row of a scope, with what its resource's hooks do around that, and says whether it was there.
pub(super) async fn remove_hooked(write: &mut Write<'_>, row: &[Value], rows: &Scope<'_>) -> Result<bool> {
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.before_delete {
            let answer = hook(row, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    if remove(write, rows).await? == 0 {
        return Ok(false);
    }
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.after_delete {
            let answer = hook(row, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    Ok(true)
}

/// Deletes the rows of a scope, and says how many there were.
pub(super) async fn remove(write: &Write<'_>, rows: &Scope<'_>) -> Result<u64> {
    let deleted = rows.delete().execute(write.executor()).await;
    deleted.map_err(|fault| fault.into_error_of_delete(write.endpoint.descriptor))
}

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use sea_orm::Value;

use super::{Endpoint, Operation, Write, detached, stored_row::stored_row};
use crate::{
    Error, Result,
    access::{AccessKind, Permission},
    http::RequestHead,
    query::{key_condition, parse_key},
};

/// `DELETE /posts/{id}`: one statement where the row may be deleted and no hook wants to see it.
pub async fn delete(endpoint: &Arc<Endpoint>, head: &Arc<RequestHead>, segment: &str) -> Result<Response> {
    let permission = endpoint.permission(head, AccessKind::Delete)?;
    head.parameters()?.refuse_all()?;
    let key = parse_key(endpoint.descriptor, segment)?;
    let (endpoint, head) = (Arc::clone(endpoint), Arc::clone(head));
    detached(&Arc::clone(&endpoint), async move {
        let mut write = Write::new(&endpoint, &head, Operation::Delete);
        if endpoint.hooks.iter().any(|hooks| hooks.before_delete.is_some() || hooks.after_delete.is_some()) {
            with_hooks(&mut write, &permission, &key).await?;
        } else if !remove(&write, &permission, &key).await? {
            stored_row(&write, &permission, &key).await?;
            // The row appeared, or became the caller's, between the two statements.
            return Err(Error::not_found());
        }
        write.cx.commit().await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}

async fn with_hooks(write: &mut Write<'_>, permission: &Permission, key: &[Value]) -> Result<()> {
    write.cx.transaction().await?;
    let row = stored_row(write, permission, key).await?.values;
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.before_delete {
            let answer = hook(&row, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    if !remove(write, permission, key).await? {
        return Err(Error::not_found());
    }
    for hooks in &write.endpoint.hooks {
        if let Some(hook) = hooks.after_delete {
            let answer = hook(&row, &mut write.cx).await;
            write.after_hook(answer)?;
        }
    }
    Ok(())
}

/// Deletes the row where the caller may see and delete it, and says whether it did.
async fn remove(write: &Write<'_>, permission: &Permission, key: &[Value]) -> Result<bool> {
    let descriptor = write.endpoint.descriptor;
    let scope = permission.writable_rows(write.head.principal.as_ref()).narrow(key_condition(descriptor, key));
    let deleted = scope.delete().execute(write.executor()).await;
    let deleted = deleted.map_err(|fault| fault.into_error_of_delete(descriptor))?;
    Ok(deleted > 0)
}

use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sea_orm::Value;

use super::{
    Endpoint, Operation, Write, detached,
    endpoint::json_response,
    insert::insert,
    new_row::{NewRow, complete},
};
use crate::{
    Result,
    access::Permission,
    body::{self, Mode},
    database::Rows,
    error::{Place, pointer_to},
    http::RequestHead,
    query::write_key,
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
    let pointer = |position: usize| Place::Pointer(pointer_to(endpoint.descriptor.fields[position].wire));
    let path: Vec<Place> = filled.iter().map(|(position, _)| pointer(*position)).collect();
    let new = read(endpoint, head, &bytes, filled)?;
    let (endpoint, head) = (Arc::clone(endpoint), Arc::clone(head));
    detached(&Arc::clone(&endpoint), async move {
        let mut write = Write::new(&endpoint, &head, Operation::Create);
        let rows = insert(&mut write, permission.rule(), new).await;
        // The row that the path names may be gone meanwhile.
        let rows = rows.map_err(|error| error.or_not_found(|place| path.contains(place)))?;
        write.cx.commit().await?;
        answer(&endpoint, &collection, &permission, &rows)
    })
    .await
}

/// The body with what it leaves out filled in, and all that is wrong with it.
fn read(endpoint: &Endpoint, head: &RequestHead, bytes: &[u8], filled: Vec<(usize, Value)>) -> Result<NewRow> {
    let body = body::read(bytes, endpoint.descriptor, Mode::Create)?;
    Ok(complete(endpoint, head, body.cells, body.violations, filled))
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

use axum::response::Response;

use super::{Endpoint, endpoint::json_response};
use crate::{
    Error, Result,
    access::AccessKind,
    http::RequestHead,
    query::{key_condition, parse_fields, parse_key},
};

/// `GET /posts/{id}`: one statement.
pub async fn get(endpoint: &Endpoint, head: &RequestHead, segment: &str) -> Result<Response> {
    let scope = endpoint.scope(head, AccessKind::Read)?;
    let parameters = head.parameters()?;
    let fields = parameters.only("fields")?.map(|names| parse_fields(endpoint.descriptor, names)).transpose()?;
    let fields = fields.as_ref().unwrap_or(&endpoint.shown);
    let key = parse_key(endpoint.descriptor, segment)?;
    let scope = scope.narrow(key_condition(endpoint.descriptor, &key));
    let rows = scope.select(fields, &[], false).all(endpoint.shared.database.reader()).await;
    let rows = rows.map_err(|fault| endpoint.database_error(fault))?;
    if rows.is_empty() {
        return Err(Error::not_found());
    }
    let mut body = Vec::with_capacity(1024);
    endpoint.write_row(&mut body, fields, &rows, 0)?;
    Ok(json_response(body))
}

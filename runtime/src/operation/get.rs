use axum::response::Response;

use super::{Endpoint, endpoint::json_response};
use crate::{
    Error, Result,
    access::AccessKind,
    expansion::{Budget, fetch, joined, selected},
    http::RequestHead,
    query::{Parameters, Selection, followed, parse_key},
};

/// `GET /posts/{id}`: one statement, and one at most for each relation that is expanded.
pub async fn get(endpoint: &Endpoint, head: &RequestHead, segment: &str) -> Result<Response> {
    let scope = endpoint.scope(head, AccessKind::Read)?;
    let selection = selection(endpoint, &head.parameters()?)?;
    let key = parse_key(endpoint.descriptor, segment)?;
    let scope = scope.with_key(&key);
    let representation = endpoint.representation()?;
    let (fields, shown) = selected(representation, &selection, std::iter::empty());
    let (edges, beside) = joined(&scope, &selection, &endpoint.shared.representations)?;
    let select = scope.select_beside(&fields, &[], false, &beside);
    let rows = select.all(endpoint.shared.database.reader()).await;
    let rows = rows.map_err(|fault| endpoint.database_error(fault))?;
    if rows.is_empty() {
        return Err(Error::not_found());
    }
    let mut node = endpoint.node(representation, &selection, rows, fields, shown);
    let mut budget = Budget::new(endpoint.shared.settings.query_limits.rows);
    budget.take(1)?;
    let behind = node.fields.len();
    fetch(endpoint.reading(head), &mut node, (&edges, behind), vec![1], &mut budget).await?;
    let mut body = Vec::with_capacity(1024);
    node.write_row(&mut body, 0)?;
    Ok(json_response(body))
}

fn selection(endpoint: &Endpoint, parameters: &Parameters) -> Result<Selection> {
    let (descriptor, limits) = (endpoint.descriptor, &endpoint.shared.settings.query_limits);
    let (expand, fields) = if followed(descriptor).next().is_some() {
        parameters.only(["expand", "fields"]).map(|[expand, fields]| (expand, fields))?
    } else {
        parameters.only(["fields"]).map(|[fields]| (None, fields))?
    };
    Selection::parse(descriptor, limits, expand, fields)
}

//! The links of a many-to-many relation: `PUT /posts/{id}/tags`, `PUT` and `DELETE /posts/{id}/tags/{tag}`.
//!
//! They are under the rule of updates of the row that they belong to, and under what its caller may read of the rows on the
//! other side; a link to a row that it may not read is to it as if it were not there, and stays.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sea_orm::Value;

use super::{
    RelatedEndpoint, detached,
    link_keys::{self, Keys},
    link_rows::LinkRows,
};
use crate::{
    Error, Result,
    access::Permission,
    error::{Violation, code},
    http::RequestHead,
    query::parse_key,
};

/// `PUT /posts/{id}/tags`: there are links to these rows and to no others.
pub async fn replace_links(
    related: &Arc<RelatedEndpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
) -> Result<Response> {
    head.parameters()?.refuse_all()?;
    let key = related.key(head, 1)?;
    let wanted = link_keys::read(related.far.descriptor, &bytes)?;
    change(related, head, permission, key, Change::Replace(wanted)).await
}

/// `PUT /posts/{id}/tags/{tag}`: there is a link to this row.
pub async fn add_link(
    related: &Arc<RelatedEndpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
) -> Result<Response> {
    let (key, far) = one_link(related, head)?;
    change(related, head, permission, key, Change::Add(far)).await
}

/// `DELETE /posts/{id}/tags/{tag}`: there is no link to this row.
pub async fn remove_link(
    related: &Arc<RelatedEndpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
) -> Result<Response> {
    let (key, far) = one_link(related, head)?;
    change(related, head, permission, key, Change::Remove(far)).await
}

/// The keys in the path: of the row that has the link, and of the row that it leads to.
fn one_link(related: &RelatedEndpoint, head: &RequestHead) -> Result<(Vec<Value>, Keys)> {
    head.parameters()?.refuse_all()?;
    Ok((related.key(head, 2)?, Keys::of([parse_key(related.far.descriptor, head.segment())?])))
}

enum Change {
    Replace(Keys),
    Add(Keys),
    Remove(Keys),
}

async fn change(
    related: &Arc<RelatedEndpoint>,
    head: &Arc<RequestHead>,
    permission: Permission,
    key: Vec<Value>,
    change: Change,
) -> Result<Response> {
    let (related, head) = (Arc::clone(related), Arc::clone(head));
    detached(&Arc::clone(&related.parent), async move {
        let mut links = LinkRows::of(&related, &head, &permission, &key).await?;
        match change {
            Change::Replace(wanted) => replace(&mut links, &wanted).await?,
            Change::Add(wanted) => add(&mut links, &wanted).await?,
            Change::Remove(unwanted) => links.remove(&unwanted).await?,
        }
        links.commit().await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}

async fn replace(links: &mut LinkRows<'_>, wanted: &Keys) -> Result<()> {
    let absent = wanted.without(&links.readable(wanted).await?);
    if !absent.is_empty() {
        let violation = |place| Violation::at(format!("/{place}"), code::NOT_FOUND, "refers to no row");
        return Err(Error::from_violations(absent.places().map(violation).collect()));
    }
    links.remove_others(wanted).await?;
    links.add(wanted).await
}

async fn add(links: &mut LinkRows<'_>, wanted: &Keys) -> Result<()> {
    if links.readable(wanted).await?.is_empty() {
        return Err(Error::not_found());
    }
    // The row may be gone meanwhile.
    links.add(wanted).await.map_err(|error| error.or_not_found(|_| true))
}

//! What belongs to a row: `/posts/{id}/comments`.

use std::sync::Arc;

use axum::response::Response;
use bytes::Bytes;
use sea_orm::Value;

use super::{Endpoint, create, list};
use crate::{
    Error, Result,
    access::{AccessKind, Permission, Scope},
    descriptor::{Descriptor, Field, Flags, Operations, Relation},
    http::RequestHead,
    query::{ListQuery, Within, key_condition, parse_key},
};

/// A relation of a resource as it is served under its rows.
pub struct RelatedEndpoint {
    /// The resource that has the relation.
    pub parent: Arc<Endpoint>,
    pub relation: &'static Relation,
    /// The resource that it leads to.
    pub far: Arc<Endpoint>,
    /// The one whose rows link the two, of a relation through a third.
    pub link: Option<Arc<Endpoint>>,
}

impl RelatedEndpoint {
    /// Whether the rows can be listed there: they can elsewhere, too.
    pub fn has_list(&self) -> bool {
        self.far.descriptor.operations.has(Operations::LIST)
    }

    /// Whether rows can be made there. What is made has an address of its own; and what no client may set in a body, none
    /// sets by a path.
    pub fn has_create(&self) -> bool {
        let fields = self.far.descriptor.fields;
        let sets_key = || self.relation.keys.iter().all(|pair| fields[pair.far].is_creatable());
        let is_served = self.far.path.is_some() && self.far.descriptor.operations.has(Operations::CREATE);
        self.link.is_none() && is_served && sets_key()
    }

    /// Whether links can be made and removed there: nothing of one but its keys has to come from a client.
    pub fn has_links(&self) -> bool {
        let Some(link) = &self.link else { return false };
        let access = self.parent.descriptor.access.update.is_some();
        let keys: Vec<usize> = self.link_fields().collect();
        let is_filled = |position: usize, field: &Field| {
            let by_server = field.default.is_some() || field.on_create.is_some() || field.is(Flags::AUTO);
            field.nullable || by_server || keys.contains(&position)
        };
        let hooked = link.hooks.iter().any(|hooks| hooks.before_create.is_some());
        let mut fields = link.descriptor.fields.iter().enumerate();
        access
            && self.parent.descriptor.operations.has(Operations::UPDATE)
            && (hooked || fields.all(|(position, field)| is_filled(position, field)))
    }

    /// The fields of a link that hold the keys of both rows.
    fn link_fields(&self) -> impl Iterator<Item = usize> {
        let near = self.relation.keys.iter().map(|pair| pair.far);
        near.chain(self.relation.through.iter().flat_map(|through| through.keys).map(|pair| pair.near))
    }

    /// The key in the path of the row that all is about; `behind` segments stand behind it.
    pub(super) fn key(&self, head: &RequestHead, behind: usize) -> Result<Vec<Value>> {
        parse_key(self.parent.descriptor, head.segment_before(behind))
    }

    /// The row itself, where the caller may read it.
    fn row<'h>(&self, head: &'h RequestHead, key: &[Value]) -> Result<Scope<'h>> {
        let rows = self.parent.scope(head, AccessKind::Read)?;
        Ok(rows.narrow(key_condition(self.parent.descriptor, key)))
    }

    /// # Errors
    /// 404 where there is no such row, or the caller may not read it.
    async fn must_be_there(&self, row: &Scope<'_>) -> Result<()> {
        let select = row.select(self.parent.descriptor.key, &[], false);
        let rows = select.first(1, self.parent.shared.database.reader()).await;
        let rows = rows.map_err(|fault| self.parent.database_error(fault))?;
        if rows.is_empty() { Err(Error::not_found()) } else { Ok(()) }
    }

    /// The values of the fields that the relation starts from, which are parts of the key.
    pub(super) fn near(&self, key: &[Value]) -> Vec<Value> {
        self.relation.near().filter_map(|field| part(self.parent.descriptor, key, field)).collect()
    }
}

fn part(descriptor: &'static Descriptor, key: &[Value], field: usize) -> Option<Value> {
    descriptor.key.iter().position(|part| *part == field).and_then(|part| key.get(part)).cloned()
}

/// `GET /posts/{id}/comments`: as a list of comments; one statement more where a page is empty, to see whether the post is
/// there at all.
pub async fn list_related(related: &RelatedEndpoint, head: &RequestHead) -> Result<Response> {
    let key = related.key(head, 1)?;
    let row = related.row(head, &key)?;
    related.far.scope(head, AccessKind::Read)?;
    let rows = row.belonging_to(related.relation, &related.near(&key)).narrow(row.is_there());
    let within = Within { descriptor: related.parent.descriptor, relation: related.relation, key: &key };
    let limits = &related.far.shared.settings.query_limits;
    let query = ListQuery::parse_within(Some(&within), &rows, limits, &head.parameters()?)?;
    let (response, length) = list::answer(&related.far, head, &query, rows).await?;
    if length == 0 {
        related.must_be_there(&row).await?;
    }
    Ok(response)
}

/// `POST /posts/{id}/comments`: as a create of a comment, whose key to the post is filled in.
pub async fn create_related(
    related: &RelatedEndpoint,
    head: &Arc<RequestHead>,
    permission: Permission,
    bytes: Bytes,
) -> Result<Response> {
    let key = related.key(head, 1)?;
    related.must_be_there(&related.row(head, &key)?).await?;
    let filled = related.relation.keys.iter().zip(related.near(&key)).map(|(pair, value)| (pair.far, value));
    let location = related.location(head);
    create::create_with(&related.far, head, permission, bytes, filled.collect(), location).await
}

impl RelatedEndpoint {
    /// Where the rows themselves are served, with any prefix that the router is nested under.
    fn location(&self, head: &RequestHead) -> String {
        let template = self.parent.path.as_deref().unwrap_or_default();
        let segments = template.matches('/').count() + 2;
        let prefix =
            (0..segments).fold(head.path.as_str(), |path, _| path.rsplit_once('/').map_or("", |(path, _)| path));
        format!("{prefix}{}", self.far.path.as_deref().unwrap_or_default())
    }
}

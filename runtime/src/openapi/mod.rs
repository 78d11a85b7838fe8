//! The API as an OpenAPI 3.1 document, made from the descriptors that the handlers go by. There is no second description
//! that could differ.

mod access_words;
mod answers;
mod clashes;
mod definitions;
mod dotted;
mod example;
mod filter_parameter;
mod filter_subject;
mod names;
mod operation;
mod parameter;
mod problem;
mod refusal;
mod related;
mod schema;
mod security;
#[cfg(test)]
mod tests;

mod served;

pub use self::{
    clashes::faults as clashes,
    security::{asks_who_calls, bearer},
    served::Served,
};

use std::ptr;

use utoipa::openapi::{Components, Info, OpenApi, Paths, RefOr, path::PathItem, security::SecurityScheme, tag::Tag};

use self::{operation::Endpoint, related::Related};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Relation},
    operation::{Operation, RelatedOperations},
    query::QueryLimits,
};

/// What of an application its document tells.
pub struct Api<'a> {
    pub title: &'a str,
    pub version: &'a str,
    /// Paths, each with the resource that is served there.
    pub resources: Vec<(&'a str, &'static Descriptor)>,
    pub backend: Backend,
    pub limits: &'a QueryLimits,
    /// How callers say who they are, where something finds that out.
    pub scheme: Option<SecurityScheme>,
}

/// What holds for all operations, so that none has to say it.
const DESCRIPTION: &str = "`HEAD` is `GET` without the body; `OPTIONS` answers 204 with `Allow`. Any other method of a path is \
    405 with `Allow`, any other path of the API 404. Every refusal of a request is a problem document (RFC 9457); what is no request of HTTP is refused with an empty body. Every other answer has the id of the \
    request in `X-Request-Id`, the client's own if it sent one of at most 64 letters, digits, `-`, `_` and `.`.";

/// The whole document.
pub fn document(api: &Api<'_>) -> OpenApi {
    let mut components = problem::shared_components();
    let mut paths = Paths::new();
    let mut tags: Vec<Tag> = Vec::new();
    let mut asks = false;
    for (path, descriptor) in &api.resources {
        let endpoint = api.endpoint(path, descriptor);
        if !tags.iter().any(|tag| tag.name == descriptor.tag) {
            tags.push(tag(descriptor));
        }
        let related = api.related(endpoint).collect::<Vec<_>>();
        let items = path_items(&endpoint, &mut components).into_iter();
        let items = items.chain(related.iter().flat_map(|related| related.path_items(&mut components)));
        paths.paths.extend(items.collect::<Vec<_>>());
        asks |= security::asks_who_calls(descriptor);
    }
    if asks || api.scheme.is_some() {
        let scheme = api.scheme.clone().unwrap_or_else(security::bearer);
        components.security_schemes.insert(security::SCHEME.to_owned(), RefOr::T(scheme));
    }
    let mut info = Info::new(api.title, api.version);
    info.description = Some(DESCRIPTION.to_owned());
    let mut document = OpenApi::new(info, paths);
    document.components = Some(components);
    document.tags = Some(tags);
    document
}

impl<'a> Api<'a> {
    fn endpoint(&self, path: &'a str, descriptor: &'static Descriptor) -> Endpoint<'a> {
        let (backend, limits, authenticates) = (self.backend, self.limits, self.scheme.is_some());
        Endpoint { descriptor, path, backend, limits, authenticates, is_repeated: self.is_repeated(descriptor) }
    }

    /// What is served under the rows of a resource.
    fn related(&self, parent: Endpoint<'a>) -> impl Iterator<Item = Related<'a>> {
        related_operations(&self.resources, parent.descriptor).map(move |(relation, operations)| {
            let far = self.endpoint(parent.path, (relation.target)());
            Related { parent, relation, far, operations }
        })
    }

    /// Whether a resource's list stands at several paths.
    fn is_repeated(&self, descriptor: &'static Descriptor) -> bool {
        let own = self.resources.iter().map(|(_, resource)| *resource);
        let below = self.resources.iter().flat_map(|(_, resource)| related_operations(&self.resources, resource));
        let below = below.filter(|(_, operations)| operations.list).map(|(relation, _)| (relation.target)());
        own.chain(below).filter(|listed| ptr::eq(*listed, descriptor)).count() > 1
    }
}

/// What is served under the rows of a resource, where these are served at their paths.
fn related_operations(
    resources: &[(&str, &'static Descriptor)],
    descriptor: &'static Descriptor,
) -> impl Iterator<Item = (&'static Relation, RelatedOperations)> {
    let is_served = |far: &'static Descriptor| resources.iter().any(|(_, served)| ptr::eq(*served, far));
    RelatedOperations::of_resource(descriptor, is_served)
}

fn tag(descriptor: &Descriptor) -> Tag {
    let mut tag = Tag::new(descriptor.tag);
    // A tag that several resources share is none of theirs alone.
    if descriptor.tag == descriptor.name && !descriptor.description.is_empty() {
        tag.description = Some(descriptor.description.to_owned());
    }
    tag
}

fn path_items(endpoint: &Endpoint<'_>, components: &mut Components) -> Vec<(String, PathItem)> {
    let (mut collection, mut item) = (PathItem::default(), PathItem::default());
    let has = |operation: Operation| endpoint.descriptor.operations.has(operation.bit());
    let mut described = |operation: Operation| has(operation).then(|| endpoint.operation(operation, components));
    collection.get = described(Operation::List);
    collection.post = described(Operation::Create);
    item.get = described(Operation::Get);
    item.put = described(Operation::Replace);
    item.patch = described(Operation::Update);
    item.delete = described(Operation::Delete);
    let item_path = format!("{}/{}", endpoint.path, parameter::key_template(endpoint.descriptor));
    let all = [(endpoint.path.to_owned(), collection), (item_path, item)];
    all.into_iter().filter(|(_, item)| *item != PathItem::default()).collect()
}

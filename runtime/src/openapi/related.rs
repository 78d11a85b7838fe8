//! The operations under the rows of a resource: what belongs to a row, listed and made there, and its links.

use axum::http::StatusCode;
use utoipa::openapi::{
    Components, RefOr,
    path::{Operation as Described, Parameter, PathItem},
    request_body::RequestBody,
};

use super::{
    access_words,
    answers::{Application, Refusable, answer, responses},
    definitions, example,
    names::{self, RelatedOperation},
    operation::{Endpoint, body},
    parameter,
    refusal::Refusal,
    schema::{Shape, create_schema_name, keys_schema, resource_schema_without},
    security::AccessTerms,
};
use crate::{
    access::AccessKind,
    body::Mode,
    descriptor::Relation,
    http::media_types,
    operation::{Operation, RelatedOperations},
};

/// A relation under the rows of its resource, as far as the document is concerned.
pub struct Related<'a> {
    pub parent: Endpoint<'a>,
    pub relation: &'static Relation,
    /// The resource that it leads to.
    pub far: Endpoint<'a>,
    pub operations: RelatedOperations,
}

impl Related<'_> {
    pub fn path_items(&self, components: &mut Components) -> Vec<(String, PathItem)> {
        let RelatedOperations { list, create, links } = self.operations;
        let (mut collection, mut item) = (PathItem::default(), PathItem::default());
        collection.get = list.then(|| self.list(components));
        collection.post = create.then(|| self.create(components));
        collection.put = links.then(|| self.change(RelatedOperation::Replace, components));
        item.put = links.then(|| self.change(RelatedOperation::Add, components));
        item.delete = links.then(|| self.change(RelatedOperation::Remove, components));
        let parent = self.parent.descriptor;
        let path = format!("{}/{}/{}", self.parent.path, parameter::key_template(parent), self.relation.wire);
        let item_path = format!("{path}/{}", parameter::far_key_template(parent, self.far.descriptor));
        let all = [(path, collection), (item_path, item)];
        all.into_iter().filter(|(_, item)| *item != PathItem::default()).collect()
    }

    fn list(&self, components: &mut Components) -> Described {
        let terms = self.terms(AccessKind::Read);
        let mut described = self.described(RelatedOperation::List, terms);
        described.description = self.far.description(Operation::List);
        let mut parameters = self.key();
        parameters.extend(self.far.list_parameters(components));
        described.parameters = Some(parameters);
        let page = self.far.page(components);
        let refusable = Refusable { is_at_row: true, ..self.far.refusable(Operation::List, terms) };
        let application = self.far.application(Operation::List);
        described.responses = responses(vec![(StatusCode::OK, page)], refusable, application, components);
        described
    }

    fn create(&self, components: &mut Components) -> Described {
        let terms = self.terms(AccessKind::Create);
        let mut described = self.described(RelatedOperation::Create, terms);
        described.description = self.far.description(Operation::Create);
        described.parameters = Some(self.key());
        described.request_body = Some(RefOr::T(self.create_body(components)));
        let made = self.far.made(components);
        let refusable = Refusable { is_at_row: true, ..self.far.refusable(Operation::Create, terms) };
        let application = self.far.application(Operation::Create);
        described.responses = responses(vec![(StatusCode::CREATED, made)], refusable, application, components);
        described
    }

    /// That of a create, without what the path says.
    fn create_body(&self, components: &mut Components) -> RequestBody {
        let (far, backend, shape) = (self.far.descriptor, self.far.backend, Shape::Body(Mode::Create));
        let filled: Vec<usize> = self.relation.keys.iter().map(|pair| pair.far).collect();
        let name = create_schema_name(self.parent.descriptor, self.relation).unwrap_or_else(|| shape.name(far.name));
        let schema = || resource_schema_without(far, shape, backend, &filled);
        let schema = definitions::define(&name, schema, components);
        let mut example = example::object(far, shape, backend);
        if let Some(serde_json::Value::Object(members)) = &mut example {
            filled.iter().for_each(|position| drop(members.remove(far.fields[*position].wire)));
        }
        body(media_types(Operation::Create), &schema, example.as_ref())
    }

    /// A change of links.
    fn change(&self, operation: RelatedOperation, components: &mut Components) -> Described {
        let (parent, far) = (self.parent.descriptor, self.far.descriptor);
        let terms = AccessTerms::of_links(parent);
        let mut described = self.described(operation, terms);
        described.description = parent.access.update.and_then(|rule| access_words::who(parent, rule));
        let mut parameters = self.key();
        let replaces = operation == RelatedOperation::Replace;
        if replaces {
            let schema = keys_schema(far, self.far.backend);
            let example = example::keys(far, self.far.backend);
            let body = body(media_types(Operation::Replace), &RefOr::T(schema), example.as_ref());
            described.request_body = Some(RefOr::T(body));
        } else {
            parameters.extend(parameter::far_key_parameters(parent, far).into_iter().map(RefOr::T));
        }
        described.parameters = Some(parameters);
        let done = vec![(StatusCode::NO_CONTENT, answer(operation.done()))];
        let refusable = Refusable {
            bad_request: if replaces { Refusal::Body } else { Refusal::NoParameters },
            unauthorized: terms.needs_caller || self.parent.authenticates,
            forbidden: terms.forbids,
            is_at_row: true,
            has_body: replaces,
            writes: true,
            unprocessable: replaces,
        };
        described.responses = responses(done, refusable, self.application(operation), components);
        described
    }

    /// The hooks of links run where links are made and removed.
    fn application(&self, operation: RelatedOperation) -> Application {
        let hooks = self.relation.through.as_ref().map(|through| ((through.join)().hooks)()).unwrap_or_default();
        let adds = operation != RelatedOperation::Remove;
        let removes = operation != RelatedOperation::Add;
        let is_hooked = hooks.iter().any(|hooks| {
            adds && (hooks.before_create.is_some() || hooks.after_create.is_some())
                || removes && (hooks.before_delete.is_some() || hooks.after_delete.is_some())
        });
        Application { is_hooked, authenticates: self.parent.authenticates }
    }

    fn described(&self, operation: RelatedOperation, terms: AccessTerms) -> Described {
        let parent = self.parent.descriptor;
        let mut described = Described::new();
        described.operation_id = Some(names::related_operation_id(parent, self.parent.path, self.relation, operation));
        described.tags = Some(vec![parent.tag.to_owned()]);
        described.summary = Some(operation.summary(parent, self.relation));
        described.security = Some(terms.requirements());
        described
    }

    /// Of the rows of the other side, below a row that must be there for the caller.
    fn terms(&self, kind: AccessKind) -> AccessTerms {
        let row = AccessTerms::of(self.parent.descriptor, AccessKind::Read);
        row.and(AccessTerms::of(self.far.descriptor, kind))
    }

    fn key(&self) -> Vec<RefOr<Parameter>> {
        parameter::key_parameters(self.parent.descriptor).into_iter().map(RefOr::T).collect()
    }
}

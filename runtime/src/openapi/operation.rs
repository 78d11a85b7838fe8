//! One operation of a resource with all that it takes and answers.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};
use utoipa::openapi::{
    Components, Content, RefOr, Required, Response,
    path::{Operation as Described, Parameter},
    request_body::RequestBody,
    schema::Schema,
};

use super::{
    access_words,
    answers::{Application, Refusable, answer, answer_of, responses, with_header},
    definitions, example,
    filter_parameter::deeper_filters,
    names, parameter,
    refusal::Refusal,
    schema::{Shape, resource_schema},
    security::{AccessTerms, implies},
};
use crate::{
    access::AccessKind,
    body::Mode,
    database::Backend,
    descriptor::Descriptor,
    hooks::HookTable,
    http::media_types,
    operation::Operation,
    query::{QueryLimits, followed},
};

/// A resource at its path, as far as the document is concerned.
#[derive(Clone, Copy)]
pub struct Endpoint<'a> {
    pub descriptor: &'static Descriptor,
    pub path: &'a str,
    pub backend: Backend,
    pub limits: &'a QueryLimits,
    /// Whether something finds out who calls, and so can find that a token is not valid.
    pub authenticates: bool,
    /// Whether its list stands at several paths.
    pub is_repeated: bool,
}

impl Endpoint<'_> {
    pub fn operation(&self, operation: Operation, components: &mut Components) -> Described {
        let descriptor = self.descriptor;
        let terms = AccessTerms::of(descriptor, kind(operation));
        let mut described = Described::new();
        described.operation_id = Some(names::operation_id(descriptor, self.path, operation));
        described.tags = Some(vec![descriptor.tag.to_owned()]);
        described.summary = Some(summary(descriptor, operation));
        described.description = self.description(operation);
        let parameters = self.parameters(operation, components);
        described.parameters = (!parameters.is_empty()).then_some(parameters);
        described.request_body = self.body(operation, components).map(RefOr::T);
        let (refusable, application) = (self.refusable(operation, terms), self.application(operation));
        described.responses = responses(self.successes(operation, components), refusable, application, components);
        described.security = Some(terms.requirements());
        described
    }

    /// Who may, and what a list takes beside its parameters.
    pub fn description(&self, operation: Operation) -> Option<String> {
        let rule = self.descriptor.access.rule(kind(operation));
        let who = rule.and_then(|rule| access_words::who(self.descriptor, rule));
        let filters = (operation == Operation::List).then(|| deeper_filters(self.descriptor)).flatten();
        let said: Vec<String> = who.into_iter().chain(filters).collect();
        (!said.is_empty()).then(|| said.join("\n\n"))
    }

    fn parameters(&self, operation: Operation, components: &mut Components) -> Vec<RefOr<Parameter>> {
        let key = || parameter::key_parameters(self.descriptor).into_iter().map(RefOr::T);
        match operation {
            Operation::List => self.list_parameters(components),
            Operation::Create => Vec::new(),
            Operation::Get => {
                let asked = parameter::get_parameters(self.descriptor, self.limits);
                key().chain(self.defined(asked, components)).collect()
            }
            _ => key().collect(),
        }
    }

    /// What the list takes, wherever it stands.
    pub fn list_parameters(&self, components: &mut Components) -> Vec<RefOr<Parameter>> {
        self.defined(parameter::list_parameters(self.descriptor, self.backend, self.limits), components)
    }

    fn defined(&self, parameters: Vec<Parameter>, components: &mut Components) -> Vec<RefOr<Parameter>> {
        if self.is_repeated {
            definitions::shared(self.descriptor, parameters, components)
        } else {
            parameters.into_iter().map(RefOr::T).collect()
        }
    }

    fn body(&self, operation: Operation, components: &mut Components) -> Option<RequestBody> {
        let shape = Shape::Body(mode(operation)?);
        let schema = || resource_schema(self.descriptor, shape, self.backend);
        let schema = definitions::define(&shape.name(self.descriptor.name), schema, components);
        let example = example::object(self.descriptor, shape, self.backend);
        Some(body(media_types(operation), &schema, example.as_ref()))
    }

    fn successes(&self, operation: Operation, components: &mut Components) -> Vec<(StatusCode, Response)> {
        match operation {
            Operation::List => vec![(StatusCode::OK, self.page(components))],
            Operation::Get => vec![(StatusCode::OK, self.object("The object.", components))],
            Operation::Create => vec![(StatusCode::CREATED, self.made(components))],
            Operation::Update | Operation::Replace => {
                let is_readable = self.descriptor.access.read.is_some();
                let may_hide = !is_readable || self.may_hide_what_is_written(operation);
                let hidden =
                    || (StatusCode::NO_CONTENT, answer("It is changed, and the caller may not read what it is now."));
                let shown = is_readable.then(|| (StatusCode::OK, self.object("The object as it is now.", components)));
                shown.into_iter().chain(may_hide.then(hidden)).collect()
            }
            Operation::Delete => vec![(StatusCode::NO_CONTENT, answer("It is deleted."))],
        }
    }

    /// The answer to a create, wherever it stands.
    pub fn made(&self, components: &mut Components) -> Response {
        let is_readable = self.descriptor.access.read.is_some();
        let may_hide = !is_readable || self.may_hide_what_is_written(Operation::Create);
        let said = if may_hide { " Without a body where its maker may not read it." } else { "" };
        let said = format!("The new object.{said}");
        let response = if is_readable { self.object(&said, components) } else { answer("It is made.") };
        with_header(response, "Location")
    }

    /// Whether somebody may write a row that they may not read.
    fn may_hide_what_is_written(&self, operation: Operation) -> bool {
        let access = &self.descriptor.access;
        let written = if operation == Operation::Create { access.create } else { access.update };
        !implies(written, access.read)
    }

    pub fn refusable(&self, operation: Operation, terms: AccessTerms) -> Refusable {
        let has_body = mode(operation).is_some();
        let expands = followed(self.descriptor).next().is_some();
        Refusable {
            bad_request: match operation {
                Operation::List if expands => Refusal::ExpandingListParameters,
                Operation::List => Refusal::ListParameters,
                Operation::Get if expands => Refusal::ExpandingGetParameters,
                Operation::Get => Refusal::GetParameters,
                Operation::Delete => Refusal::NoParameters,
                _ => Refusal::Body,
            },
            unauthorized: terms.needs_caller || self.authenticates,
            forbidden: terms.forbids,
            is_at_row: !matches!(operation, Operation::List | Operation::Create),
            has_body,
            writes: has_body || operation == Operation::Delete,
            unprocessable: has_body,
        }
    }

    pub fn application(&self, operation: Operation) -> Application {
        let runs = |hooks: &HookTable| match operation {
            Operation::List | Operation::Get => false,
            Operation::Create => hooks.before_create.is_some() || hooks.after_create.is_some(),
            Operation::Update | Operation::Replace => hooks.before_update.is_some() || hooks.after_update.is_some(),
            Operation::Delete => hooks.before_delete.is_some() || hooks.after_delete.is_some(),
        };
        let is_hooked = (self.descriptor.hooks)().iter().any(runs);
        Application { is_hooked, authenticates: self.authenticates }
    }

    /// The answer to a list, wherever it stands.
    pub fn page(&self, components: &mut Components) -> Response {
        let schema = definitions::page(self.descriptor, self.backend, components);
        let example = example::object(self.descriptor, Shape::Answer, self.backend)
            .map(|item| json!({"items": [item], "next": null, "prev": null, "total": null}));
        with_header(answer_of("One page of the list.", schema, example), "Link")
    }

    fn object(&self, description: &str, components: &mut Components) -> Response {
        let schema = definitions::answer(self.descriptor, self.backend, components);
        answer_of(description, schema, example::object(self.descriptor, Shape::Answer, self.backend))
    }
}

/// A body that must be there.
pub fn body(media_types: &[&str], schema: &RefOr<Schema>, example: Option<&Json>) -> RequestBody {
    let mut body = RequestBody::new();
    body.required = Some(Required::True);
    for media_type in media_types {
        let mut content = Content::new(Some(schema.clone()));
        content.example = example.cloned();
        body.content.insert((*media_type).to_owned(), RefOr::T(content));
    }
    body
}

fn kind(operation: Operation) -> AccessKind {
    match operation {
        Operation::List | Operation::Get => AccessKind::Read,
        Operation::Create => AccessKind::Create,
        Operation::Update | Operation::Replace => AccessKind::Update,
        Operation::Delete => AccessKind::Delete,
    }
}

fn mode(operation: Operation) -> Option<Mode> {
    match operation {
        Operation::Create => Some(Mode::Create),
        Operation::Update => Some(Mode::Update),
        Operation::Replace => Some(Mode::Replace),
        Operation::List | Operation::Get | Operation::Delete => None,
    }
}

fn summary(descriptor: &Descriptor, operation: Operation) -> String {
    match operation {
        Operation::List => format!("List {}", names::many(descriptor)),
        Operation::Get => format!("Get {}", names::one(descriptor)),
        Operation::Create => format!("Create {}", names::one(descriptor)),
        Operation::Update => format!("Change parts of {}", names::one(descriptor)),
        Operation::Replace => format!("Replace {}", names::one(descriptor)),
        Operation::Delete => format!("Delete {}", names::one(descriptor)),
    }
}

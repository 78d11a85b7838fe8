//! One operation with all that it takes and answers.

use axum::http::StatusCode;
use utoipa::openapi::{
    Components, Content, Ref, RefOr, Required, Response, Responses,
    path::{Operation as Described, Parameter},
    request_body::RequestBody,
    schema::Schema,
};

use super::{
    access_words, example, names, parameter,
    problem::{of_application, request_id},
    refusal::Refusal,
    schema::{Shape, page_name, page_schema, resource_schema},
    security::{AccessTerms, implies},
};
use crate::{
    access::AccessKind, body::Mode, database::Backend, descriptor::Descriptor, hooks::HookTable, http::media_types,
    operation::Operation, query::QueryLimits,
};

/// A resource at its path, as far as the document is concerned.
pub struct Endpoint<'a> {
    pub descriptor: &'static Descriptor,
    pub path: &'a str,
    pub backend: Backend,
    pub limits: &'a QueryLimits,
    /// Whether something finds out who calls, and so can find that a token is not valid.
    pub authenticates: bool,
}

impl Endpoint<'_> {
    pub fn operation(&self, operation: Operation, components: &mut Components) -> Described {
        let descriptor = self.descriptor;
        let terms = AccessTerms::of(descriptor, kind(operation));
        let mut described = Described::new();
        described.operation_id = Some(names::operation_id(descriptor, self.path, operation));
        described.tags = Some(vec![descriptor.tag.to_owned()]);
        described.summary = Some(summary(descriptor, operation));
        described.description =
            descriptor.access.rule(kind(operation)).and_then(|rule| access_words::who(descriptor, rule));
        let parameters = self.parameters(operation);
        described.parameters = (!parameters.is_empty()).then_some(parameters);
        described.request_body = self.body(operation, components).map(RefOr::T);
        described.responses = self.responses(operation, terms, components);
        described.security = Some(terms.requirements());
        described
    }

    fn parameters(&self, operation: Operation) -> Vec<RefOr<Parameter>> {
        let parameters = match operation {
            Operation::List => parameter::list_parameters(self.descriptor, self.backend, self.limits),
            Operation::Create => Vec::new(),
            Operation::Get => {
                let key = parameter::key_parameters(self.descriptor).into_iter();
                key.chain([parameter::fields_parameter(self.descriptor)]).collect()
            }
            _ => parameter::key_parameters(self.descriptor),
        };
        parameters.into_iter().map(RefOr::T).collect()
    }

    fn body(&self, operation: Operation, components: &mut Components) -> Option<RequestBody> {
        let shape = Shape::Body(mode(operation)?);
        self.define(shape, components);
        let mut body = RequestBody::new();
        body.required = Some(Required::True);
        for media_type in media_types(operation) {
            let mut content = Content::new(Some(self.reference(shape)));
            content.example = example::object(self.descriptor, shape, self.backend);
            body.content.insert((*media_type).to_owned(), RefOr::T(content));
        }
        Some(body)
    }

    fn responses(&self, operation: Operation, terms: AccessTerms, components: &mut Components) -> Responses {
        let mut responses = Responses::new();
        for (status, response) in self.successes(operation, components) {
            responses.responses.insert(status.as_str().to_owned(), RefOr::T(response));
        }
        let is_hooked = self.is_hooked(operation);
        for refusal in self.refusals(operation, terms) {
            let status = refusal.status().as_str().to_owned();
            // Who finds out who calls may say of a token what is wrong with it.
            let is_open = is_hooked || self.authenticates && refusal == Refusal::Unauthorized;
            responses.responses.insert(status, refusal.response(components, is_open));
        }
        if is_hooked {
            for statuses in ["4XX", "5XX"] {
                responses.responses.insert(statuses.to_owned(), of_application(components));
            }
        }
        responses
    }

    fn successes(&self, operation: Operation, components: &mut Components) -> Vec<(StatusCode, Response)> {
        let is_readable = self.descriptor.access.read.is_some();
        let may_hide = !is_readable || self.may_hide_what_is_written(operation);
        match operation {
            Operation::List => vec![(StatusCode::OK, self.page(components))],
            Operation::Get => vec![(StatusCode::OK, self.object("The object.", components))],
            Operation::Create => {
                let said = if may_hide { " Without a body where its maker may not read it." } else { "" };
                let said = format!("The new object.{said}");
                let mut response = if is_readable { self.object(&said, components) } else { answer("It is made.") };
                let location = RefOr::Ref(Ref::new("#/components/headers/Location"));
                response.headers.insert("Location".to_owned(), location);
                vec![(StatusCode::CREATED, response)]
            }
            Operation::Update | Operation::Replace => {
                let hidden =
                    || (StatusCode::NO_CONTENT, answer("It is changed, and the caller may not read what it is now."));
                let shown = is_readable.then(|| (StatusCode::OK, self.object("The object as it is now.", components)));
                shown.into_iter().chain(may_hide.then(hidden)).collect()
            }
            Operation::Delete => vec![(StatusCode::NO_CONTENT, answer("It is deleted."))],
        }
    }

    /// Whether somebody may write a row that they may not read.
    fn may_hide_what_is_written(&self, operation: Operation) -> bool {
        let access = &self.descriptor.access;
        let written = if operation == Operation::Create { access.create } else { access.update };
        !implies(written, access.read)
    }

    /// In the order of their statuses.
    fn refusals(&self, operation: Operation, terms: AccessTerms) -> Vec<Refusal> {
        let writes_body = mode(operation).is_some();
        let writes = writes_body || operation == Operation::Delete;
        let at_item = !matches!(operation, Operation::List | Operation::Create);
        let bad_request = match operation {
            Operation::List => Refusal::ListParameters,
            Operation::Get => Refusal::FieldsParameter,
            Operation::Delete => Refusal::NoParameters,
            _ => Refusal::Body,
        };
        let all = [
            (true, bad_request),
            (terms.needs_caller || self.authenticates, Refusal::Unauthorized),
            (terms.forbids, Refusal::Forbidden),
            (at_item, Refusal::NotFound),
            (writes_body, Refusal::RequestTimeout),
            (writes, Refusal::Conflict),
            (writes_body, Refusal::PayloadTooLarge),
            (writes_body, Refusal::UnsupportedMediaType),
            (writes_body, Refusal::Unprocessable),
            (true, Refusal::Internal),
            (true, Refusal::Unavailable),
        ];
        all.into_iter().filter(|(is_possible, _)| *is_possible).map(|(_, refusal)| refusal).collect()
    }

    /// Whether code of the application runs, which can refuse as it likes.
    fn is_hooked(&self, operation: Operation) -> bool {
        let runs = |hooks: &HookTable| match operation {
            Operation::List | Operation::Get => false,
            Operation::Create => hooks.before_create.is_some() || hooks.after_create.is_some(),
            Operation::Update | Operation::Replace => hooks.before_update.is_some() || hooks.after_update.is_some(),
            Operation::Delete => hooks.before_delete.is_some() || hooks.after_delete.is_some(),
        };
        (self.descriptor.hooks)().iter().any(runs)
    }

    fn page(&self, components: &mut Components) -> Response {
        let name = page_name(self.descriptor.name);
        self.define(Shape::Answer, components);
        components.schemas.insert(name.clone(), RefOr::T(Schema::Object(page_schema(self.descriptor.name))));
        let mut content = Content::new(Some(RefOr::Ref(Ref::from_schema_name(name))));
        content.example = example::object(self.descriptor, Shape::Answer, self.backend)
            .map(|item| serde_json::json!({"items": [item], "next": null, "prev": null, "total": null}));
        let mut response = answer("One page of the list.");
        response.headers.insert("Link".to_owned(), RefOr::Ref(Ref::new("#/components/headers/Link")));
        response.content.insert("application/json".to_owned(), RefOr::T(content));
        response
    }

    fn object(&self, description: &str, components: &mut Components) -> Response {
        self.define(Shape::Answer, components);
        let mut content = Content::new(Some(self.reference(Shape::Answer)));
        content.example = example::object(self.descriptor, Shape::Answer, self.backend);
        let mut response = answer(description);
        response.content.insert("application/json".to_owned(), RefOr::T(content));
        response
    }

    fn define(&self, shape: Shape, components: &mut Components) {
        let schema = || RefOr::T(Schema::Object(resource_schema(self.descriptor, shape, self.backend)));
        components.schemas.entry(shape.name(self.descriptor.name)).or_insert_with(schema);
    }

    fn reference(&self, shape: Shape) -> RefOr<Schema> {
        RefOr::Ref(Ref::from_schema_name(shape.name(self.descriptor.name)))
    }
}

fn answer(description: &str) -> Response {
    let mut response = Response::new(description);
    let (name, header) = request_id();
    response.headers.insert(name.to_owned(), header);
    response
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

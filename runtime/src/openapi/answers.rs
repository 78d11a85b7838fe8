//! The answers of an operation: where all goes well, and where it does not.

use axum::http::StatusCode;
use serde_json::Value as Json;
use utoipa::openapi::{Components, Content, Ref, RefOr, Response, Responses, schema::Schema};

use super::{
    problem::{of_application, request_id},
    refusal::Refusal,
};

/// What decides in which ways a request can be refused.
#[derive(Clone, Copy, Debug)]
pub struct Refusable {
    pub bad_request: Refusal,
    pub unauthorized: bool,
    pub forbidden: bool,
    /// It is about one row.
    pub is_at_row: bool,
    pub has_body: bool,
    pub writes: bool,
    /// What it is to write can be no row.
    pub unprocessable: bool,
}

impl Refusable {
    /// In the order of their statuses.
    fn refusals(self) -> impl Iterator<Item = Refusal> {
        let all = [
            (true, self.bad_request),
            (self.unauthorized, Refusal::Unauthorized),
            (self.forbidden, Refusal::Forbidden),
            (self.is_at_row, Refusal::NotFound),
            (self.has_body, Refusal::RequestTimeout),
            (self.writes, Refusal::Conflict),
            (self.has_body, Refusal::PayloadTooLarge),
            (self.has_body, Refusal::UnsupportedMediaType),
            (self.unprocessable, Refusal::Unprocessable),
            (true, Refusal::Internal),
            (true, Refusal::Unavailable),
        ];
        all.into_iter().filter(|(is_possible, _)| *is_possible).map(|(_, refusal)| refusal)
    }
}

/// Whose code takes part beside Restruct's.
#[derive(Clone, Copy, Debug)]
pub struct Application {
    /// Hooks run, which can refuse as they like.
    pub is_hooked: bool,
    /// Something finds out who calls, and may say of a token what is wrong with it.
    pub authenticates: bool,
}

/// All answers of an operation.
pub fn responses(
    successes: Vec<(StatusCode, Response)>,
    refusable: Refusable,
    application: Application,
    components: &mut Components,
) -> Responses {
    let mut responses = Responses::new();
    for (status, response) in successes {
        responses.responses.insert(status.as_str().to_owned(), RefOr::T(response));
    }
    for refusal in refusable.refusals() {
        let status = refusal.status().as_str().to_owned();
        let is_open = application.is_hooked || application.authenticates && refusal == Refusal::Unauthorized;
        responses.responses.insert(status, refusal.response(components, is_open));
    }
    if application.is_hooked {
        for statuses in ["4XX", "5XX"] {
            responses.responses.insert(statuses.to_owned(), of_application(components));
        }
    }
    responses
}

/// An answer without a body.
pub fn answer(description: &str) -> Response {
    let mut response = Response::new(description);
    let (name, header) = request_id();
    response.headers.insert(name.to_owned(), header);
    response
}

/// An answer of this schema.
pub fn answer_of(description: &str, schema: RefOr<Schema>, example: Option<Json>) -> Response {
    let mut content = Content::new(Some(schema));
    content.example = example;
    let mut response = answer(description);
    response.content.insert("application/json".to_owned(), RefOr::T(content));
    response
}

/// The same with one of the headers that the document defines.
pub fn with_header(mut response: Response, name: &str) -> Response {
    response.headers.insert(name.to_owned(), RefOr::Ref(Ref::new(format!("#/components/headers/{name}"))));
    response
}

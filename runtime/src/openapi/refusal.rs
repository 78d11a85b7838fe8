//! The ways in which a request is refused, one response for each status with the codes that it has.

use axum::http::StatusCode;
use utoipa::openapi::{
    Components, Content, Ref, RefOr, Response,
    schema::{AllOf, Schema, Type},
};

use super::{
    problem::{MEDIA_TYPE, SCHEMA, one_of, request_id},
    schema::of_type,
};
use crate::{
    Error, Violation,
    error::{code, problem_body},
};

/// One way in which a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The parameters of an operation that has none.
    NoParameters,
    /// The parameters of an operation that has `fields` alone.
    GetParameters,
    /// The parameters of an operation that has `expand` beside it.
    ExpandingGetParameters,
    ListParameters,
    /// Those of a list that has `expand` among them.
    ExpandingListParameters,
    Body,
    Unauthorized,
    Forbidden,
    NotFound,
    RequestTimeout,
    Conflict,
    PayloadTooLarge,
    UnsupportedMediaType,
    Unprocessable,
    Internal,
    Unavailable,
}

impl Refusal {
    pub fn status(self) -> StatusCode {
        match self {
            Refusal::NoParameters
            | Refusal::GetParameters
            | Refusal::ExpandingGetParameters
            | Refusal::ListParameters
            | Refusal::ExpandingListParameters
            | Refusal::Body => StatusCode::BAD_REQUEST,
            Refusal::Unauthorized => StatusCode::UNAUTHORIZED,
            Refusal::Forbidden => StatusCode::FORBIDDEN,
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Refusal::Conflict => StatusCode::CONFLICT,
            Refusal::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The name among the document's responses.
    fn name(self) -> &'static str {
        match self {
            Refusal::NoParameters => "BadRequest",
            Refusal::GetParameters => "BadGetRequest",
            Refusal::ExpandingGetParameters => "BadExpandingGetRequest",
            Refusal::ListParameters => "BadListRequest",
            Refusal::ExpandingListParameters => "BadExpandingListRequest",
            Refusal::Body => "BadBody",
            Refusal::Unauthorized => "Unauthorized",
            Refusal::Forbidden => "Forbidden",
            Refusal::NotFound => "NotFound",
            Refusal::RequestTimeout => "RequestTimeout",
            Refusal::Conflict => "Conflict",
            Refusal::PayloadTooLarge => "PayloadTooLarge",
            Refusal::UnsupportedMediaType => "UnsupportedMediaType",
            Refusal::Unprocessable => "UnprocessableEntity",
            Refusal::Internal => "InternalServerError",
            Refusal::Unavailable => "ServiceUnavailable",
        }
    }

    fn description(self) -> &'static str {
        match self {
            Refusal::NoParameters => "The path or a parameter cannot be understood; the operation has no parameters.",
            Refusal::GetParameters => "The path or a parameter cannot be understood; there is `fields` alone.",
            Refusal::ExpandingGetParameters => {
                "The path or a parameter cannot be understood; there are `expand` and `fields`. Or the answer would have too many \
                 rows."
            }
            Refusal::ListParameters => "A parameter cannot be understood.",
            Refusal::ExpandingListParameters => {
                "A parameter cannot be understood, or the answer would have too many rows."
            }
            Refusal::Body => {
                "The body is no JSON, which `detail` says with line and column; or the path or a parameter cannot be understood."
            }
            Refusal::Unauthorized => "Nobody is signed in, or the token is not valid.",
            Refusal::Forbidden => "The caller may not do this.",
            Refusal::NotFound => "There is nothing at this path, or the caller may not see it.",
            Refusal::RequestTimeout => "The body did not come to its end in time.",
            Refusal::Conflict => "What is stored stands against it.",
            Refusal::PayloadTooLarge => "The body is larger than the server takes.",
            Refusal::UnsupportedMediaType => "The body does not say that it is JSON, or it is coded.",
            Refusal::Unprocessable => "The body says what cannot be; `errors` tells all of it.",
            Refusal::Internal => "A fault of the server, whose log has more under the request's id.",
            Refusal::Unavailable => "The server or its database cannot answer now.",
        }
    }

    /// The codes of the problem as a whole.
    fn codes(self) -> Vec<&'static str> {
        match self {
            Refusal::NoParameters | Refusal::Body => UNREAD.to_vec(),
            Refusal::GetParameters => [UNREAD, &[code::NOT_ALLOWED]].concat(),
            Refusal::ExpandingGetParameters => [UNREAD, &[code::NOT_ALLOWED], UNEXPANDED].concat(),
            Refusal::ListParameters => [UNREAD, UNLISTED].concat(),
            Refusal::ExpandingListParameters => [UNREAD, UNLISTED, UNEXPANDED].concat(),
            other => other.codes_of_status().to_vec(),
        }
    }

    /// Those of refusals that have a status of their own.
    fn codes_of_status(self) -> &'static [&'static str] {
        match self {
            Refusal::Unauthorized => &[code::UNAUTHORIZED],
            Refusal::Forbidden => &[code::FORBIDDEN],
            Refusal::NotFound => &[code::NOT_FOUND],
            Refusal::RequestTimeout => &[code::REQUEST_TIMEOUT],
            Refusal::Conflict => &[code::NOT_UNIQUE, code::IN_USE, code::CONFLICT],
            Refusal::PayloadTooLarge => &[code::PAYLOAD_TOO_LARGE],
            Refusal::UnsupportedMediaType => &[code::UNSUPPORTED_MEDIA_TYPE],
            Refusal::Unprocessable => &[code::INVALID],
            Refusal::Internal => &[code::INTERNAL],
            Refusal::Unavailable => &[code::UNAVAILABLE],
            _ => &[],
        }
    }

    /// The header that the status comes with.
    fn header(self) -> Option<(&'static str, &'static str)> {
        match self {
            Refusal::Unauthorized => Some(("WWW-Authenticate", "Challenge")),
            Refusal::Unavailable => Some(("Retry-After", "RetryAfter")),
            _ => None,
        }
    }

    /// One of them, as the server makes it.
    fn example(self) -> Error {
        match self {
            Refusal::NoParameters => {
                Error::bad_parameter("page", code::UNKNOWN_PARAMETER, "is no parameter: there are none here")
            }
            Refusal::GetParameters | Refusal::ExpandingGetParameters => {
                Error::bad_parameter("field", code::UNKNOWN_PARAMETER, "is no parameter; did you mean `fields`?")
            }
            Refusal::ListParameters | Refusal::ExpandingListParameters => {
                Error::bad_parameter("page_size", code::BAD_VALUE, "must be a whole number of at least 1, such as 20")
            }
            Refusal::Body => Error::bad_request(
                code::MALFORMED,
                "The body cannot be read as JSON: expected value, at line 1, column 11.",
            ),
            Refusal::Unauthorized => Error::unauthorized(),
            Refusal::Forbidden => Error::forbidden(),
            Refusal::NotFound => Error::not_found(),
            Refusal::Conflict => Error::conflict(code::CONFLICT, "The row has been changed since it was read."),
            Refusal::Unprocessable => Error::from_violations(vec![
                Violation::at("/title", code::REQUIRED, "must be given"),
                Violation::at("/pages", code::TOO_SMALL, "must be at least 1").param("min", 1),
            ]),
            Refusal::Internal => Error::internal("an example"),
            Refusal::Unavailable => Error::unavailable(1),
            Refusal::RequestTimeout => Error::request_timeout(),
            Refusal::PayloadTooLarge | Refusal::UnsupportedMediaType => {
                Error::new(self.status(), self.codes()[0], self.description())
            }
        }
    }

    /// A reference to the response, which is added to the document where it is not there yet. Where the application's own
    /// code can refuse with the same status, its codes are its own.
    pub fn response(self, components: &mut Components, is_open: bool) -> RefOr<Response> {
        let name = if is_open { format!("{}OrOther", self.name()) } else { self.name().to_owned() };
        if !components.responses.contains_key(&name) {
            components.responses.insert(name.clone(), RefOr::T(self.build(is_open)));
        }
        RefOr::Ref(Ref::from_response_name(name))
    }

    fn build(self, is_open: bool) -> Response {
        let mut response = Response::new(self.description());
        let (name, header) = request_id();
        response.headers.insert(name.to_owned(), header);
        if let Some((name, header)) = self.header() {
            response.headers.insert(name.to_owned(), RefOr::Ref(Ref::new(format!("#/components/headers/{header}"))));
        }
        let mut narrower = of_type(Type::Object);
        narrower.properties.insert("status".to_owned(), one_of(&[self.status().as_u16()]));
        if !is_open {
            narrower.properties.insert("code".to_owned(), one_of(&self.codes()));
        }
        let mut all = AllOf::new();
        all.items = vec![RefOr::Ref(Ref::from_schema_name(SCHEMA)), RefOr::T(Schema::Object(narrower))];
        let mut content = Content::new(Some(Schema::AllOf(all)));
        content.example = serde_json::from_slice(&problem_body(&self.example(), Some("/path"))).ok();
        response.content.insert(MEDIA_TYPE.to_owned(), RefOr::T(content));
        response
    }
}

/// Of a request that is not understood.
const UNREAD: &[&str] =
    &[code::MALFORMED, code::UNKNOWN_PARAMETER, code::REPEATED_PARAMETER, code::BAD_VALUE, code::TOO_MANY];

/// Of what a list is asked for and does not do.
const UNLISTED: &[&str] = &[
    code::NOT_ALLOWED,
    code::BAD_CURSOR,
    code::TOO_MANY_FILTERS,
    code::TOO_MANY_VALUES,
    code::TOO_MANY_TERMS,
    code::TOO_MANY_SORT_KEYS,
    code::TOO_MANY_CHARACTERS,
];

/// Of relations that are not followed.
const UNEXPANDED: &[&str] = &[code::TOO_MANY_PATHS, code::TOO_MANY_ROWS];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_have_a_code_that_the_response_names() {
        for refusal in [
            Refusal::NoParameters,
            Refusal::GetParameters,
            Refusal::ExpandingGetParameters,
            Refusal::ListParameters,
            Refusal::ExpandingListParameters,
            Refusal::Body,
            Refusal::Unauthorized,
            Refusal::Forbidden,
            Refusal::NotFound,
            Refusal::RequestTimeout,
            Refusal::Conflict,
            Refusal::PayloadTooLarge,
            Refusal::UnsupportedMediaType,
            Refusal::Unprocessable,
            Refusal::Internal,
            Refusal::Unavailable,
        ] {
            let error = refusal.example();
            assert_eq!(error.status(), refusal.status(), "{refusal:?}");
            assert!(refusal.codes().contains(&error.code()), "{refusal:?} {}", error.code());
        }
    }
}

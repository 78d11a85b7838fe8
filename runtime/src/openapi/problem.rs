//! Refusals: the schema of problem documents, and one response for each status with the codes that it has.

use axum::http::StatusCode;
use serde_json::Value;
use utoipa::openapi::{
    Components, Content, Header, Ref, RefOr, Response,
    schema::{AllOf, Array, Object, Schema, SchemaFormat, Type},
};

use super::schema::{integer, of_type};
use crate::{
    Error, Violation,
    error::{code, problem_body},
};

pub const MEDIA_TYPE: &str = "application/problem+json";
const SCHEMA: &str = "Problem";

/// One way in which a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The parameters of an operation that has none.
    NoParameters,
    ListParameters,
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
            Refusal::NoParameters | Refusal::ListParameters | Refusal::Body => StatusCode::BAD_REQUEST,
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
            Refusal::ListParameters => "BadListRequest",
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
            Refusal::ListParameters => "A parameter cannot be understood.",
            Refusal::Body => "The body is no JSON, which `detail` says with line and column; or there is a parameter.",
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
    fn codes(self) -> &'static [&'static str] {
        match self {
            Refusal::NoParameters => {
                &[code::UNKNOWN_PARAMETER, code::REPEATED_PARAMETER, code::BAD_VALUE, code::TOO_MANY]
            }
            Refusal::ListParameters => &[
                code::UNKNOWN_PARAMETER,
                code::REPEATED_PARAMETER,
                code::BAD_VALUE,
                code::NOT_ALLOWED,
                code::BAD_CURSOR,
                code::TOO_MANY,
            ],
            Refusal::Body => {
                &[code::MALFORMED, code::UNKNOWN_PARAMETER, code::REPEATED_PARAMETER, code::BAD_VALUE, code::TOO_MANY]
            }
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
            Refusal::ListParameters => {
                Error::bad_parameter("page_size", code::BAD_VALUE, "must be a whole number of at least 1, such as 20")
            }
            Refusal::Body => {
                Error::bad_request(code::MALFORMED, "The body is no JSON: it breaks off at line 1, column 9.")
            }
            Refusal::Unauthorized => Error::unauthorized(),
            Refusal::Forbidden => Error::forbidden(),
            Refusal::NotFound => Error::not_found(),
            Refusal::Conflict => Error::conflict(code::CONFLICT, "What is stored has changed meanwhile."),
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
    pub fn response(self, components: &mut Components, is_hooked: bool) -> RefOr<Response> {
        let is_open = is_hooked && matches!(self.status().as_u16(), 400 | 401 | 403 | 404 | 409 | 422);
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
            narrower.properties.insert("code".to_owned(), one_of(self.codes()));
        }
        let mut all = AllOf::new();
        all.items = vec![RefOr::Ref(Ref::from_schema_name(SCHEMA)), RefOr::T(Schema::Object(narrower))];
        let mut content = Content::new(Some(Schema::AllOf(all)));
        content.example = serde_json::from_slice(&problem_body(&self.example(), Some("/path"))).ok();
        response.content.insert(MEDIA_TYPE.to_owned(), RefOr::T(content));
        response
    }
}

/// What the application's own code can answer beside these.
pub fn of_application(components: &mut Components) -> RefOr<Response> {
    const NAME: &str = "OtherRefusal";
    components.responses.entry(NAME.to_owned()).or_insert_with(|| {
        let mut response = Response::new("The application's own code refuses it; `code` says why.");
        let (name, header) = request_id();
        response.headers.insert(name.to_owned(), header);
        let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name(SCHEMA))));
        response.content.insert(MEDIA_TYPE.to_owned(), RefOr::T(content));
        RefOr::T(response)
    });
    RefOr::Ref(Ref::from_response_name(NAME))
}

/// The header that every answer has.
pub fn request_id() -> (&'static str, RefOr<Header>) {
    ("X-Request-Id", RefOr::Ref(Ref::new("#/components/headers/RequestId")))
}

/// The schemas and headers that all responses share.
pub fn shared_components() -> Components {
    let mut components = Components::new();
    components.schemas.insert(SCHEMA.to_owned(), RefOr::T(Schema::Object(problem())));
    components.schemas.insert("Violation".to_owned(), RefOr::T(Schema::Object(violation())));
    let headers = [
        ("RequestId", text("The id of the request, under which the server's log has it.")),
        ("Challenge", text("How to say who one is (RFC 9110, section 11.6.1).")),
        ("RetryAfter", {
            let mut seconds =
                described(Type::Integer, "Seconds to wait before asking again (RFC 9110, section 10.2.3).");
            seconds.minimum = Some(integer(0));
            seconds
        }),
        ("Location", located("The path of the new object (RFC 9110, section 10.2.2).")),
        (
            "Link",
            text(
                "The relations `first`, `prev`, `next` and `last` to other pages (RFC 8288); left out where it would be too long.",
            ),
        ),
    ];
    for (name, schema) in headers {
        let mut header = Header::new(schema.clone());
        header.description = schema.description;
        components.headers.insert(name.to_owned(), RefOr::T(header));
    }
    components
}

fn problem() -> Object {
    let mut errors = Array::new(RefOr::Ref(Ref::from_schema_name("Violation")));
    errors.description = Some("What is wrong, each with its place.".to_owned());
    let mut status = described(Type::Integer, "The status of the answer.");
    (status.minimum, status.maximum) = (Some(integer(400)), Some(integer(599)));
    let members: [(&str, bool, Schema); 7] = [
        ("type", true, located("Always `about:blank`; `code` says what it would.").into()),
        ("title", true, text("The phrase of the status.").into()),
        ("status", true, status.into()),
        ("detail", true, text("A text for people, which may change.").into()),
        ("instance", false, located("The path that was asked.").into()),
        ("code", true, text("Stable, for programs.").into()),
        ("errors", false, Schema::Array(errors)),
    ];
    object("A refusal (RFC 9457).", members)
}

fn violation() -> Object {
    let mut params = described(Type::Object, "What the text speaks of, for translation.");
    params.additional_properties = Some(Box::new(utoipa::openapi::schema::AdditionalProperties::FreeForm(true)));
    let codes: Vec<String> = code::CODES
        .iter()
        .filter(|(_, status, _)| matches!(status, 400 | 409 | 422))
        .map(|(code, ..)| format!("`{code}`"))
        .collect();
    let codes = format!("Stable, for programs: {}, or one of the application's own.", codes.join(", "));
    let mut pointer = text("The place in the body, as a JSON pointer (RFC 6901).");
    pointer.format = Some(SchemaFormat::Custom("json-pointer".to_owned()));
    let members: [(&str, bool, Schema); 5] = [
        ("pointer", false, pointer.into()),
        ("parameter", false, text("In place of `pointer`: the name of a parameter.").into()),
        ("code", true, text(&codes).into()),
        ("detail", true, text("A text that reads on from the name of the field or parameter.").into()),
        ("params", false, params.into()),
    ];
    object("Something that is wrong, and where.", members)
}

fn object<const N: usize>(description: &str, members: [(&str, bool, Schema); N]) -> Object {
    let mut object = described(Type::Object, description);
    for (name, required, schema) in members {
        if required {
            object.required.push(name.to_owned());
        }
        object.properties.insert(name.to_owned(), RefOr::T(schema));
    }
    object
}

fn described(kind: Type, description: &str) -> Object {
    let mut schema = of_type(kind);
    schema.description = Some(description.to_owned());
    schema
}

fn text(description: &str) -> Object {
    described(Type::String, description)
}

fn located(description: &str) -> Object {
    let mut schema = text(description);
    schema.format = Some(SchemaFormat::Custom("uri-reference".to_owned()));
    schema
}

fn one_of<T: Clone + Into<Value>>(values: &[T]) -> RefOr<Schema> {
    let mut schema = Object::default();
    schema.schema_type = utoipa::openapi::schema::SchemaType::AnyValue;
    schema.enum_values = Some(values.iter().cloned().map(Into::into).collect());
    RefOr::T(Schema::Object(schema))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_have_a_code_that_the_response_names() {
        for refusal in [
            Refusal::NoParameters,
            Refusal::ListParameters,
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

//! Problem documents as schemas, and what else all responses share.

use serde_json::Value;
use utoipa::openapi::{
    Components, Content, Header, Ref, RefOr, Response,
    schema::{Array, Object, Schema, SchemaFormat, Type},
};

use super::schema::{integer, of_type};
use crate::error::code;

pub const MEDIA_TYPE: &str = "application/problem+json";
pub const SCHEMA: &str = "Problem";

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
    // What a field or a key of a link refers to may not be there, too.
    let is_placed = |name: &str, status: u16| matches!(status, 400 | 409 | 422) || name == code::NOT_FOUND;
    let codes: Vec<String> = code::CODES
        .iter()
        .filter(|(code, status, _)| is_placed(code, *status))
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

pub fn one_of<T: Clone + Into<Value>>(values: &[T]) -> RefOr<Schema> {
    let mut schema = Object::default();
    schema.schema_type = utoipa::openapi::schema::SchemaType::AnyValue;
    schema.enum_values = Some(values.iter().cloned().map(Into::into).collect());
    RefOr::T(Schema::Object(schema))
}

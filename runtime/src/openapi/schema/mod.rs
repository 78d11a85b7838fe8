//! What a value looks like, said in JSON Schema (2020-12, as OpenAPI 3.1 has it).
//!
//! Bodies are described as exactly as the reader of bodies reads them. Answers hold what is stored, which an older table
//! may have from others: of them only the form on the wire is said.

mod bytes;
mod field;
mod kind;
mod object;
mod parameter;
mod pattern;
mod relation;
mod rules;
mod time;

pub use self::{
    field::field_schema,
    kind::{integer, path_schema},
    object::{Shape, names, page_name, page_schema, resource_schema, resource_schema_without},
    parameter::{in_list, in_parameters, search_text, some_text},
    pattern::contains as exactly,
    relation::{create_schema_name, expanded_name, expanded_schema, keys_schema, relation_schema},
};

use serde_json::{Value, json};
use utoipa::openapi::{
    extensions::Extensions,
    schema::{Object, Type},
};

/// A schema of one type.
pub fn of_type(kind: Type) -> Object {
    Object::with_type(kind)
}

/// One more pattern that a text must match. JSON Schema has one `pattern` for each schema, so that further ones stand in
/// an `allOf` beside it, for which utoipa's object has no member.
pub fn also_match(schema: &mut Object, pattern: String) {
    if schema.pattern.is_none() {
        schema.pattern = Some(pattern);
        return;
    }
    let extensions = schema.extensions.get_or_insert_with(Extensions::default);
    let all = extensions.entry("allOf".to_owned()).or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(json!({ "pattern": pattern }));
    }
}

/// One more sentence of a description.
pub fn also_say(schema: &mut Object, sentence: &str) {
    let description = schema.description.get_or_insert_with(String::new);
    if !description.is_empty() {
        description.push_str(if description.ends_with(['.', '!', '?', ':']) { " " } else { ". " });
    }
    description.push_str(sentence);
}

use serde_json::Value;

use super::refuse;
use crate::{
    body::shape::shape,
    descriptor::Field,
    error::{Violation, code},
};

/// A document of a JSON column, which must be one that every database keeps as it is.
pub(super) fn document(field: &Field, json: &str) -> Result<Value, Violation> {
    let document: Value = serde_json::from_str(json).map_err(|error| {
        if error.to_string().starts_with("number out of range") {
            refuse(field, code::TOO_LARGE, "must not contain numbers beyond double precision")
        } else {
            refuse(field, code::BAD_FORMAT, "must be Unicode text, without half surrogate pairs")
        }
    })?;
    if json.contains("\\u0000") && contains_nul(&document) {
        return Err(refuse(field, code::BAD_FORMAT, "must not contain NUL"));
    }
    if members(&document) != shape(json).members {
        return Err(refuse(field, code::DUPLICATE_KEY, "must not contain an object with the same key twice"));
    }
    Ok(document)
}

fn contains_nul(document: &Value) -> bool {
    match document {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(contains_nul),
        Value::Object(members) => members.iter().any(|(key, value)| key.contains('\0') || contains_nul(value)),
        _ => false,
    }
}

fn members(document: &Value) -> usize {
    match document {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

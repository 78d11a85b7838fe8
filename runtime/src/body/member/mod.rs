//! One value of a body, by its field's kind.

mod document;
mod number;
mod text;

use std::borrow::Cow;

use sea_orm::Value;

use crate::{
    descriptor::{Field, Kind},
    error::{Violation, code, pointer_to},
    json as form,
};

/// The value of a field that is to be stored: of its kind, and one of the user's type.
pub(super) fn read_accepted(field: &Field, json: &str) -> Result<Value, Violation> {
    let value = read(field, json)?;
    let Some(accepts) = field.accepts else { return Ok(value) };
    accepts(value).map_err(|fault| {
        let pointer = pointer_to(field.wire) + &fault.pointer;
        Violation::at(pointer, code::INVALID, fault.reason)
    })
}

/// The value of a field, from a text that is known to be a JSON value.
pub(super) fn read(field: &Field, json: &str) -> Result<Value, Violation> {
    if json == "null" {
        return match field.nullable {
            true => Ok(crate::value::null(field.kind)),
            false => Err(refuse(field, code::NULL_NOT_ALLOWED, "must not be null")),
        };
    }
    match field.kind {
        Kind::Bool => match json {
            "true" => Ok(Value::Bool(Some(true))),
            "false" => Ok(Value::Bool(Some(false))),
            _ => Err(wrong_type(field)),
        },
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => number::integer(field, json),
        Kind::F32 => number::number(field, json, form::read_f32).map(|number| Value::Float(Some(number))),
        Kind::F64 => number::number(field, json, form::read_f64).map(|number| Value::Double(Some(number))),
        Kind::Decimal => number::decimal(field, json).map(|number| Value::Decimal(Some(number))),
        Kind::Json => document::document(field, json).map(|document| Value::Json(Some(Box::new(document)))),
        _ => text::text_kind(field, text::text(field, json)?),
    }
}

fn wrong_type(field: &Field) -> Violation {
    match field.kind {
        Kind::String => refuse(field, code::WRONG_TYPE, "must be a text"),
        kind => must_be(field, code::WRONG_TYPE, kind),
    }
}

fn must_be(field: &Field, code: &'static str, kind: Kind) -> Violation {
    refuse(field, code, format!("must be {}", form::expected(kind)))
}

fn refuse(field: &Field, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Violation {
    Violation::at(pointer_to(field.wire), code, detail)
}

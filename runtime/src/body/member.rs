use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::STANDARD};
use sea_orm::Value;
use serde_json::json;

use super::shape::shape;
use crate::{
    descriptor::{Field, Kind},
    error::{Violation, code, pointer_to},
    json::{self as form, NumberFault},
};

/// The value of a field that is to be stored: of its kind, and one of the user's type.
pub(super) fn read_accepted(field: &Field, json: &str) -> Result<Value, Violation> {
    let value = read(field, json)?;
    match field.accepts.map(|accepts| accepts(&value)) {
        Some(Err(reason)) => Err(refuse(field, code::INVALID, reason)),
        Some(Ok(())) | None => Ok(value),
    }
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
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => integer(field, json),
        Kind::F32 => number(field, json, form::read_f32).map(|number| Value::Float(Some(number))),
        Kind::F64 => number(field, json, form::read_f64).map(|number| Value::Double(Some(number))),
        Kind::Decimal => decimal(field, json).map(|number| Value::Decimal(Some(number))),
        Kind::Json => document(field, json).map(|document| Value::Json(Some(Box::new(document)))),
        _ => text_kind(field, text(field, json)?),
    }
}

fn integer(field: &Field, json: &str) -> Result<Value, Violation> {
    let bounds = field.kind.integer_bounds().unwrap_or((i64::MIN, i64::MAX));
    let value = number(field, json, |json| form::read_integer(json, bounds))?;
    // Within its bounds, the number is one of its kind.
    Ok(match field.kind {
        Kind::I16 => Value::SmallInt(i16::try_from(value).ok()),
        Kind::I32 => Value::Int(i32::try_from(value).ok()),
        _ => Value::BigInt(Some(value)),
    })
}

fn number<T>(field: &Field, json: &str, read: impl Fn(&str) -> Result<T, NumberFault>) -> Result<T, Violation> {
    if !is_number(json) {
        return Err(wrong_type(field));
    }
    read(json).map_err(|fault| number_fault(field, fault))
}

fn is_number(json: &str) -> bool {
    matches!(json.as_bytes(), [b'-' | b'0'..=b'9', ..])
}

/// A decimal may come as a text, which no client rounds, or as a number.
fn decimal(field: &Field, json: &str) -> Result<rust_decimal::Decimal, Violation> {
    let outcome = if is_number(json) {
        form::read_decimal_number(json, field.decimal)
    } else {
        form::read_decimal_text(&text(field, json)?, field.decimal)
    };
    outcome.map_err(|fault| number_fault(field, fault))
}

fn number_fault(field: &Field, fault: NumberFault) -> Violation {
    let code = match fault {
        NumberFault::NotWhole => code::WRONG_TYPE,
        NumberFault::BadForm | NumberFault::TooPrecise => code::BAD_FORMAT,
        NumberFault::TooSmall => code::TOO_SMALL,
        NumberFault::TooLarge => code::TOO_LARGE,
    };
    let (precision, scale) = field.decimal;
    let violation = match field.kind {
        Kind::Decimal => refuse(field, code, decimal_detail(precision, scale)),
        kind => must_be(field, code, kind),
    };
    match (fault, field.kind) {
        (NumberFault::TooPrecise, _) => violation.param("scale", scale),
        (NumberFault::TooSmall | NumberFault::TooLarge, kind) => {
            let [least, greatest] = bounds(kind, precision, scale);
            violation.param("min", least).param("max", greatest)
        }
        _ => violation,
    }
}

fn decimal_detail(precision: u32, scale: u32) -> String {
    format!(
        "must be a decimal number with at most {} digits before the point and {scale} behind it, such as \"12.5\"",
        precision.saturating_sub(scale)
    )
}

/// The least and greatest number of a kind, in its form on the wire.
fn bounds(kind: Kind, precision: u32, scale: u32) -> [serde_json::Value; 2] {
    match kind {
        Kind::F32 => [json!(f32::MIN), json!(f32::MAX)],
        Kind::F64 => [json!(f64::MIN), json!(f64::MAX)],
        Kind::Decimal => {
            let integer = "9".repeat(precision.saturating_sub(scale).max(1) as usize);
            let greatest = match scale {
                0 => integer,
                _ if scale >= precision => format!("0.{}", "9".repeat(scale as usize)),
                _ => format!("{integer}.{}", "9".repeat(scale as usize)),
            };
            [format!("-{greatest}").into(), greatest.into()]
        }
        kind => kind.integer_bounds().map_or([json!(i64::MIN), json!(i64::MAX)], |(least, most)| [least.into(), most.into()]),
    }
}

/// The text of a JSON string. A lone surrogate is JSON, but no Unicode (RFC 8259, section 8.2).
fn text<'a>(field: &Field, json: &'a str) -> Result<Cow<'a, str>, Violation> {
    let Some(quoted) = json.strip_prefix('"') else { return Err(wrong_type(field)) };
    let inner = quoted.strip_suffix('"').unwrap_or(quoted);
    if !inner.as_bytes().contains(&b'\\') {
        return Ok(Cow::Borrowed(inner));
    }
    let text: String = serde_json::from_str(json)
        .map_err(|_| refuse(field, code::BAD_FORMAT, "must be Unicode text, without half surrogate pairs"))?;
    if text.as_bytes().contains(&0) {
        return Err(refuse(field, code::BAD_FORMAT, "must not contain NUL"));
    }
    Ok(Cow::Owned(text))
}

/// A value whose JSON form is a string.
fn text_kind(field: &Field, text: Cow<'_, str>) -> Result<Value, Violation> {
    let bad_format = |format: &str| must_be(field, code::BAD_FORMAT, field.kind).param("format", format);
    match field.kind {
        Kind::Choice(choices) if !choices.contains(&&*text) => {
            let list = choices.join(", ");
            Err(refuse(field, code::NOT_A_CHOICE, format!("must be one of: {list}")).param("choices", choices))
        }
        Kind::Uuid => form::read_uuid(&text).map(|value| Value::Uuid(Some(value))).ok_or_else(|| bad_format("uuid")),
        Kind::DateTimeUtc => form::read_date_time_utc(&text)
            .map(|value| Value::ChronoDateTimeUtc(Some(value)))
            .ok_or_else(|| bad_format("date-time")),
        Kind::NaiveDateTime => form::read_naive_date_time(&text)
            .map(|value| Value::ChronoDateTime(Some(value)))
            .ok_or_else(|| bad_format("local-date-time")),
        Kind::NaiveDate => {
            form::read_date(&text).map(|value| Value::ChronoDate(Some(value))).ok_or_else(|| bad_format("date"))
        }
        Kind::NaiveTime => {
            form::read_time(&text).map(|value| Value::ChronoTime(Some(value))).ok_or_else(|| bad_format("local-time"))
        }
        Kind::Bytes => {
            STANDARD.decode(&*text).map(|value| Value::Bytes(Some(value))).map_err(|_| bad_format("byte"))
        }
        _ => Ok(Value::String(Some(text.into_owned()))),
    }
}

/// A document of a JSON column, which must be one that every database keeps as it is.
fn document(field: &Field, json: &str) -> Result<serde_json::Value, Violation> {
    let document: serde_json::Value = serde_json::from_str(json).map_err(|error| {
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

fn contains_nul(document: &serde_json::Value) -> bool {
    match document {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(contains_nul),
        serde_json::Value::Object(members) => {
            members.iter().any(|(key, value)| key.contains('\0') || contains_nul(value))
        }
        _ => false,
    }
}

fn members(document: &serde_json::Value) -> usize {
    match document {
        serde_json::Value::Array(items) => items.iter().map(members).sum(),
        serde_json::Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        _ => 0,
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

use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::STANDARD};
use sea_orm::Value;

use super::{must_be, refuse, wrong_type};
use crate::{
    descriptor::{Field, Kind},
    error::{Violation, code},
    json as form,
};

/// The text of a JSON string. A lone surrogate is JSON, but no Unicode (RFC 8259, section 8.2).
pub(super) fn text<'a>(field: &Field, json: &'a str) -> Result<Cow<'a, str>, Violation> {
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
pub(super) fn text_kind(field: &Field, text: Cow<'_, str>) -> Result<Value, Violation> {
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
        Kind::Bytes => STANDARD.decode(&*text).map(|value| Value::Bytes(Some(value))).map_err(|_| bad_format("byte")),
        _ => Ok(Value::String(Some(text.into_owned()))),
    }
}

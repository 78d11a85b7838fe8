use base64::{Engine, engine::general_purpose::STANDARD};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    number::{read_decimal_text, read_f32, read_f64, read_integer},
    time::{read_date, read_date_time_utc, read_naive_date_time, read_time},
};
use crate::descriptor::Kind;

/// A value from a path segment, a query parameter or a principal's id, which are texts. `decimal` is the column's
/// precision and scale.
///
/// # Errors
/// The text does not have the one form of its kind; the error says which that is, to be put behind "must be".
pub fn parse_text(kind: Kind, decimal: (u32, u32), text: &str) -> Result<Value, &'static str> {
    read(kind, decimal, text).ok_or_else(|| expected(kind))
}

fn read(kind: Kind, decimal: (u32, u32), text: &str) -> Option<Value> {
    let integer = || {
        let bounds = kind.integer_bounds().filter(|_| is_canonical_integer(text))?;
        read_integer(text, bounds).ok()
    };
    let value = match kind {
        Kind::Bool => Value::Bool(Some(text.parse().ok()?)),
        Kind::I16 => Value::SmallInt(Some(i16::try_from(integer()?).ok()?)),
        Kind::I32 => Value::Int(Some(i32::try_from(integer()?).ok()?)),
        Kind::I64 | Kind::U32 => Value::BigInt(Some(integer()?)),
        Kind::F32 => Value::Float(Some(read_f32(text).ok()?)),
        Kind::F64 => Value::Double(Some(read_f64(text).ok()?)),
        Kind::Decimal => Value::Decimal(Some(read_decimal_text(text, decimal).ok()?)),
        Kind::String => Value::String(Some(without_nul(text)?.to_owned())),
        Kind::Choice(choices) => Value::String(Some(choices.iter().find(|choice| **choice == text)?.to_string())),
        Kind::Uuid => Value::Uuid(Some(read_uuid(text)?)),
        Kind::DateTimeUtc => Value::ChronoDateTimeUtc(Some(read_date_time_utc(text)?)),
        Kind::NaiveDateTime => Value::ChronoDateTime(Some(read_naive_date_time(text)?)),
        Kind::NaiveDate => Value::ChronoDate(Some(read_date(text)?)),
        Kind::NaiveTime => Value::ChronoTime(Some(read_time(text)?)),
        Kind::Json => Value::Json(Some(Box::new(serde_json::from_str(text).ok()?))),
        Kind::Bytes => Value::Bytes(Some(STANDARD.decode(text).ok()?)),
    };
    Some(value)
}

/// One integer has one text here: `7`, and not `07`, `+7`, `-0` or `7.0`.
fn is_canonical_integer(text: &str) -> bool {
    match text.strip_prefix('-').unwrap_or(text).as_bytes() {
        [b'0'] => text == "0",
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// PostgreSQL has no NUL in texts, so nobody has.
fn without_nul(text: &str) -> Option<&str> {
    (!text.as_bytes().contains(&0)).then_some(text)
}

/// A UUID in the hyphenated form only (RFC 9562, section 4), in upper or lower case.
pub fn read_uuid(text: &str) -> Option<Uuid> {
    if text.len() != uuid::fmt::Hyphenated::LENGTH {
        return None;
    }
    Uuid::try_parse(text).ok()
}

/// What a value of the kind looks like, to be put behind "must be".
pub fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "true or false",
        Kind::I16 => "an integer from -32768 to 32767",
        Kind::I32 => "an integer from -2147483648 to 2147483647",
        Kind::I64 => "an integer from -9223372036854775808 to 9223372036854775807",
        Kind::U32 => "an integer from 0 to 4294967295",
        Kind::F32 => "a number within single precision",
        Kind::F64 => "a number within double precision",
        Kind::Decimal => "a decimal number with no more digits than the field keeps",
        Kind::String => "a text without NUL",
        Kind::Choice(_) => "one of the choices",
        Kind::Uuid => "a UUID, such as 018f4e2a-7b1c-7def-8a3b-0123456789ab",
        Kind::DateTimeUtc => "an existing date and time with an offset, such as 2025-04-30T12:00:00Z",
        Kind::NaiveDateTime => "an existing date and time without an offset, such as 2025-04-30T12:00:00",
        Kind::NaiveDate => "an existing date, such as 2025-04-30",
        Kind::NaiveTime => "a time, such as 12:00:00",
        Kind::Json => "a JSON value",
        Kind::Bytes => "base64 with padding",
    }
}

use sea_orm::Value;
use serde::{Serialize, Serializer};

use super::write;

/// Any cell in its form on the wire.
pub fn write_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Bool(Some(v)) => write::write_bool(out, *v),
        Value::SmallInt(Some(v)) => write::write_i64(out, (*v).into()),
        Value::Int(Some(v)) => write::write_i64(out, (*v).into()),
        Value::BigInt(Some(v)) => write::write_i64(out, *v),
        Value::Unsigned(Some(v)) => write::write_i64(out, (*v).into()),
        Value::Float(Some(v)) => write::write_f32(out, *v),
        Value::Double(Some(v)) => write::write_f64(out, *v),
        Value::Decimal(Some(v)) => write::write_decimal(out, v),
        Value::String(Some(v)) => write::write_string(out, v),
        Value::Uuid(Some(v)) => write::write_uuid(out, v),
        Value::ChronoDateTimeUtc(Some(v)) => write::write_date_time_utc(out, v),
        Value::ChronoDateTimeWithTimeZone(Some(v)) => write::write_date_time_utc(out, &v.to_utc()),
        Value::ChronoDateTime(Some(v)) => write::write_naive_date_time(out, v),
        Value::ChronoDate(Some(v)) => write::write_naive_date(out, v),
        Value::ChronoTime(Some(v)) => write::write_naive_time(out, v),
        Value::Json(Some(v)) => write::write_json(out, v),
        Value::Bytes(Some(v)) => write::write_bytes(out, v),
        // What is left is null, or of a kind that no field has.
        _ => out.extend_from_slice(b"null"),
    }
}

/// What tells the key of a row from those of others.
pub fn key_text(key: &[Value]) -> Vec<u8> {
    let mut text = Vec::with_capacity(key.len() * 20);
    for value in key {
        match value {
            // One number may be written in several ways.
            Value::Decimal(Some(number)) => write::write_decimal(&mut text, &number.normalize()),
            value => write_value(&mut text, value),
        }
        text.push(b',');
    }
    text
}

/// The same form as a document.
pub fn to_json(value: &Value) -> serde_json::Value {
    match value {
        // Widened, 0.1 would show as 0.10000000149011612; its own digits are what the wire has.
        Value::Float(Some(number)) => {
            let digits = zmij::Buffer::new().format(*number).parse().unwrap_or(f64::from(*number));
            serde_json::Value::from(digits)
        }
        _ => serde_json::to_value(Wire(value)).unwrap_or_default(),
    }
}

/// A cell that serialises in its form on the wire.
pub struct Wire<'a>(pub &'a Value);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(Some(v)) => serializer.serialize_bool(*v),
            Value::SmallInt(Some(v)) => serializer.serialize_i16(*v),
            Value::Int(Some(v)) => serializer.serialize_i32(*v),
            Value::BigInt(Some(v)) => serializer.serialize_i64(*v),
            Value::Unsigned(Some(v)) => serializer.serialize_u32(*v),
            Value::Float(Some(v)) => serializer.serialize_f32(*v),
            Value::Double(Some(v)) => serializer.serialize_f64(*v),
            Value::String(Some(v)) => serializer.serialize_str(v),
            Value::Json(Some(v)) => v.serialize(serializer),
            value if crate::value::is_null(value) => serializer.serialize_none(),
            value => serializer.serialize_str(&quoted_text(value)),
        }
    }
}

/// The text of a kind that is a JSON string and needs no escapes.
fn quoted_text(value: &Value) -> String {
    let mut out = Vec::with_capacity(40);
    write_value(&mut out, value);
    let text = out.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")).unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}

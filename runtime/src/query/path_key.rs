use sea_orm::Value;

use super::decode;
use crate::{Error, Result, descriptor::Descriptor, error::code, json};

/// The key in a path segment: parts of a composite one are split at commas before they are decoded.
///
/// # Errors
/// 400 where the segment is not UTF-8 after percent-decoding, 404 where no row can have such a key.
pub fn parse_key(descriptor: &'static Descriptor, segment: &str) -> Result<Vec<Value>> {
    let parts: Vec<&str> = if descriptor.key.len() == 1 { vec![segment] } else { segment.split(',').collect() };
    if parts.len() != descriptor.key.len() {
        return Err(Error::not_found());
    }
    descriptor.key.iter().zip(parts).map(|(position, part)| parse_part(descriptor, *position, part)).collect()
}

fn parse_part(descriptor: &'static Descriptor, position: usize, part: &str) -> Result<Value> {
    let text = decode(part, false).ok_or_else(|| {
        Error::bad_request(code::BAD_VALUE, "The key in the path is not UTF-8 after percent-decoding.")
    })?;
    let field = &descriptor.fields[position];
    json::parse_text(field.kind, field.decimal, &text).map_err(|_| Error::not_found())
}

/// A key as a path segment.
pub fn write_key(key: &[Value]) -> String {
    let mut segment = String::new();
    for (index, value) in key.iter().enumerate() {
        if index > 0 {
            segment.push(',');
        }
        let mut bytes = Vec::new();
        json::write_value(&mut bytes, value);
        let text = match serde_json::from_slice(&bytes) {
            Ok(serde_json::Value::String(text)) => text,
            _ => String::from_utf8(bytes).unwrap_or_default(),
        };
        encode(&mut segment, &text);
    }
    segment
}

/// A text as a path segment.
pub fn encoded(text: &str) -> String {
    let mut segment = String::new();
    encode(&mut segment, text);
    segment
}

/// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3) and the colon, which times have.
fn encode(output: &mut String, text: &str) {
    use std::fmt::Write;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            output.push(char::from(byte));
        } else {
            let _ = write!(output, "%{byte:02X}");
        }
    }
}

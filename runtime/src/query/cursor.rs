use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::Value;

use crate::{
    Error, Result,
    descriptor::{Descriptor, SortTerm},
    error::code,
    json,
    value::{is_null, null},
};

const VERSION: u8 = 1;

/// Which way a cursor leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Backward,
}

/// A place between two rows of an order. It holds the values that the order looks at, and a digest of order and
/// filters; it grants nothing, so it needs no signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    pub direction: Direction,
    pub values: Vec<Value>,
}

impl Cursor {
    /// The cursor as text: URL-safe base64 of version, direction, digest and a JSON array.
    pub fn encode(&self, digest: u64) -> String {
        let mut bytes = vec![VERSION, u8::from(self.direction == Direction::Backward)];
        bytes.extend(digest.to_be_bytes());
        bytes.push(b'[');
        for (index, value) in self.values.iter().enumerate() {
            if index > 0 {
                bytes.push(b',');
            }
            json::write_value(&mut bytes, value);
        }
        bytes.push(b']');
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// # Errors
    /// 400 `bad_cursor`: made up, of another version, or of another order or filter.
    pub fn decode(text: &str, descriptor: &'static Descriptor, sort: &[SortTerm], digest: u64) -> Result<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| unknown())?;
        let (&[version, direction], rest) = bytes.split_first_chunk::<2>().ok_or_else(unknown)?;
        let (found, values) = rest.split_first_chunk::<8>().ok_or_else(unknown)?;
        if version != VERSION || direction > 1 {
            return Err(unknown());
        }
        if u64::from_be_bytes(*found) != digest {
            return Err(bad("belongs to another order or other filters"));
        }
        let values: Vec<serde_json::Value> = serde_json::from_slice(values).map_err(|_| unknown())?;
        if values.len() != sort.len() {
            return Err(unknown());
        }
        let values = sort.iter().zip(values).map(|(term, value)| read(descriptor, *term, &value));
        Ok(Self {
            direction: if direction == 1 { Direction::Backward } else { Direction::Forward },
            values: values.collect::<Option<_>>().ok_or_else(unknown)?,
        })
    }
}

fn read(descriptor: &'static Descriptor, term: SortTerm, value: &serde_json::Value) -> Option<Value> {
    let field = &descriptor.fields[term.field];
    let text = match value {
        serde_json::Value::Null => return field.nullable.then(|| null(field.kind)),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    json::parse_text(field.kind, field.decimal, &text).ok().filter(|value| !is_null(value))
}

fn unknown() -> Error {
    bad("is none that this list has given out")
}

fn bad(detail: &'static str) -> Error {
    Error::bad_parameter("cursor", code::BAD_CURSOR, detail)
}

/// A digest of the order (and, with filters, of what they say), the same on every server. FNV-1a, 64 bit: it protects
/// from mistakes, not from malice, which could change nothing but the place where a list begins.
pub fn digest(descriptor: &'static Descriptor, sort: &[SortTerm]) -> u64 {
    let terms = sort.iter().flat_map(|term| {
        let sign: &[u8] = if term.descending { b"-" } else { b"+" };
        sign.iter().chain(descriptor.fields[term.field].wire.as_bytes())
    });
    let bytes = descriptor.name.as_bytes().iter().chain(terms);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

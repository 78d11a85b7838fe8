use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rust_decimal::Decimal;
use sea_orm::Value;

use super::{
    complete,
    filter::{Subject, Target},
    path::{reached, written},
    write_key,
};
use crate::{
    Error, Result,
    access::{OrderSource, OrderTerm, own_terms},
    database::Backend,
    descriptor::{Descriptor, Kind, Relation, SortTerm},
    error::code,
    json,
    value::{is_null, null},
};

/// Of the form in which cursors are written.
pub const VERSION: u8 = 2;

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
            write(&mut bytes, value);
        }
        bytes.push(b']');
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// # Errors
    /// 400 `bad_cursor`: made up, of another version, or of another order or filter.
    pub fn decode(text: &str, backend: Backend, sort: &[OrderTerm], digest: u64) -> Result<Self> {
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
        let values = sort.iter().zip(values).map(|(term, value)| read(term, backend, &value));
        Ok(Self {
            direction: if direction == 1 { Direction::Backward } else { Direction::Forward },
            values: values.collect::<Option<_>>().ok_or_else(unknown)?,
        })
    }
}

/// What JSON has no number for is a text.
fn write(bytes: &mut Vec<u8>, value: &Value) {
    let number = match value {
        Value::Float(Some(number)) => f64::from(*number),
        Value::Double(Some(number)) => *number,
        _ => 0.0,
    };
    if number.is_finite() {
        json::write_value(bytes, value);
    } else {
        json::write_string(bytes, &number.to_string());
    }
}

/// What a cursor keeps of a column. SQLite orders times as the texts that are stored, and a table that exists may have
/// them in other forms than ours.
pub fn kept_kind(kind: Kind, backend: Backend) -> Kind {
    match (kind, backend) {
        (Kind::DateTimeUtc | Kind::NaiveDateTime | Kind::NaiveDate | Kind::NaiveTime, Backend::Sqlite) => Kind::String,
        (kind, _) => kind,
    }
}

fn read(term: &OrderTerm, backend: Backend, value: &serde_json::Value) -> Option<Value> {
    let kind = kept_kind(term.field.kind, backend);
    let text = match (value, kind) {
        (serde_json::Value::Null, _) => return term.is_nullable().then(|| null(term.field.kind)),
        (serde_json::Value::Bool(flag), Kind::Bool) => flag.to_string(),
        (serde_json::Value::Number(number), kind) if kind.is_number() => number.to_string(),
        // Of the numbers, what JSON has no number for.
        (serde_json::Value::String(text), kind) if !kind.is_integer() && kind != Kind::Bool => text.clone(),
        _ => return None,
    };
    read_stored(kind, &text).filter(|value| !is_null(value))
}

/// A value that some row has, in a table that may exist already and hold what no client could send.
fn read_stored(kind: Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Decimal => Decimal::from_str_exact(text).ok().map(|number| Value::Decimal(Some(number))),
        Kind::F32 => text.parse().ok().map(|number| Value::Float(Some(number))),
        Kind::F64 => text.parse().ok().map(|number| Value::Double(Some(number))),
        Kind::Choice(_) => json::parse_text(Kind::String, (0, 0), text).ok(),
        kind => json::parse_text(kind, (0, 0), text).ok(),
    }
}

fn unknown() -> Error {
    bad("is none that this list has given out")
}

fn bad(detail: &'static str) -> Error {
    Error::bad_parameter("cursor", code::BAD_CURSOR, detail)
}

/// One row, and the relation by which a list has the rows that belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    pub descriptor: &'static Descriptor,
    pub relation: &'static Relation,
    /// Of the row.
    pub key: &'a [Value],
}

/// The cursor behind a row of a relation's list as it is without parameters. `value` gives what the row has of a field, as
/// the kind that a cursor keeps of it.
///
/// # Errors
/// Those of `value`.
pub fn child_cursor(
    within: &Within<'_>,
    backend: Backend,
    value: impl Fn(usize, Kind) -> Result<Value>,
) -> Result<String> {
    let target = (within.relation.target)();
    let sort = complete(target, target.sort);
    let kept = |term: &SortTerm| value(term.field, kept_kind(target.fields[term.field].kind, backend));
    let values = sort.iter().map(kept).collect::<Result<_>>()?;
    let digest = digest(target, &own_terms(target, &sort), Vec::new(), &[], Some(within));
    Ok(Cursor { direction: Direction::Forward, values }.encode(digest))
}

/// A digest of the order and of which rows there are, the same on every server; the order in which filters are given does
/// not matter. FNV-1a, 64 bit: it protects from mistakes, not from malice, which could change nothing but the place where a
/// list begins.
pub fn digest(
    descriptor: &'static Descriptor,
    sort: &[OrderTerm],
    filters: Vec<(Target, &str)>,
    terms: &[String],
    within: Option<&Within<'_>>,
) -> u64 {
    let mut digest = Digest::default();
    digest.add("of", descriptor.name);
    if let Some(within) = within {
        digest.add(within.descriptor.name, within.relation.wire);
        digest.add("within", &write_key(within.key));
    }
    for term in sort {
        let far = match &term.source {
            OrderSource::Own(_) => String::new(),
            OrderSource::Far { steps, .. } => written(descriptor, steps),
        };
        digest.add(if term.descending { "-" } else { "+" }, &(far + term.field.wire));
    }
    let mut filters: Vec<_> = filters
        .into_iter()
        .map(|(target, said)| (name_of(descriptor, &target), target.operator.name(), said))
        .collect();
    filters.sort_unstable();
    for (name, operator, said) in filters {
        digest.add("by", &name);
        digest.add(operator, said);
    }
    for term in terms {
        digest.add("search", term);
    }
    digest.0
}

fn name_of(descriptor: &'static Descriptor, target: &Target) -> String {
    let at = reached(descriptor, &target.steps);
    let name = match target.subject {
        Subject::Field(field) => at.fields[field].wire,
        Subject::Relation(relation) => at.relations[relation].wire,
    };
    written(descriptor, &target.steps) + name
}

struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// The length goes in too, so that what stands together is told from what stands apart.
    fn add(&mut self, what: &str, text: &str) {
        let bytes = what.bytes().chain((text.len() as u64).to_be_bytes()).chain(text.bytes());
        self.0 = bytes.fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rows_hold_is_read_back_whether_a_client_could_send_it_or_not() {
        let decimal = |text: &str| Value::Decimal(Some(text.parse().unwrap()));
        for (kind, value) in [
            (Kind::Decimal, decimal("1234567890.12345678")),
            (Kind::Choice(&["draft"]), Value::String(Some("Not \"a\" choice".to_owned()))),
            (Kind::F64, Value::Double(Some(f64::INFINITY))),
            (Kind::F64, Value::Double(Some(f64::NEG_INFINITY))),
            (Kind::F64, Value::Double(Some(0.1))),
            (Kind::F32, Value::Float(Some(0.1))),
            (Kind::F32, Value::Float(Some(f32::NEG_INFINITY))),
        ] {
            let mut bytes = Vec::new();
            write(&mut bytes, &value);
            let text = match serde_json::from_slice(&bytes).unwrap() {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            };
            assert_eq!(read_stored(kind, &text), Some(value));
        }
        let mut bytes = Vec::new();
        write(&mut bytes, &Value::Double(Some(f64::NAN)));
        assert_eq!(bytes, b"\"NaN\"");
        assert!(matches!(read_stored(Kind::F64, "NaN"), Some(Value::Double(Some(number))) if number.is_nan()));
    }
}

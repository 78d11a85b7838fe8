//! Examples that hold: each goes through the checks that a client's value goes through, and one that does not pass them
//! is left out.

use rust_decimal::Decimal;
use sea_orm::Value;
use serde_json::{Map, Value as Json, json};

use super::schema::Shape;
use crate::{
    body::{self, Mode, is_in_document, is_required},
    database::Backend,
    descriptor::{Check, Descriptor, Field, Flags, Kind, Number},
    input::Cells,
    json,
    operation::{check_addressable, check_storable},
    validation,
};

/// An example of a field; `None` where none can be made up that the field's rules take.
pub fn field_value(descriptor: &'static Descriptor, position: usize, backend: Backend) -> Option<Json> {
    let field = &descriptor.fields[position];
    let candidates = match field.example {
        Some(make) => vec![make()],
        None => made_up(field),
    };
    candidates.iter().map(json::to_json).find(|value| is_taken(descriptor, position, value, backend))
}

/// Whether a create could hold this value.
fn is_taken(descriptor: &'static Descriptor, position: usize, value: &Json, backend: Backend) -> bool {
    let Ok(value) = body::read_value(&descriptor.fields[position], &value.to_string()) else { return false };
    let mut cells = Cells::new(descriptor);
    cells.set(position, value);
    validation::check_cells(descriptor, &cells).is_empty()
        && check_storable(descriptor, backend, &cells).is_empty()
        && check_addressable(descriptor, &cells).is_none()
}

/// An example of a list of keys.
pub fn keys(descriptor: &'static Descriptor, backend: Backend) -> Option<Json> {
    let parts = descriptor.key.iter().map(|part| field_value(descriptor, *part, backend));
    let parts = parts.collect::<Option<Vec<Json>>>()?;
    match parts.as_slice() {
        [only] => Some(json!([only])),
        parts => Some(json!([parts])),
    }
}

/// An example of a whole object; `None` where some field that must be there has none, or where the body as a whole would
/// be refused.
pub fn object(descriptor: &'static Descriptor, shape: Shape, backend: Backend) -> Option<Json> {
    let mut members = Map::new();
    for (position, field) in descriptor.fields.iter().enumerate() {
        let (is_wanted, is_needed) = match shape {
            Shape::Answer => (field.is_shown(), true),
            // The version is what a client has read: one that is made up is a conflict.
            Shape::Body(mode) => {
                (is_in_document(field, mode) && !field.is(Flags::VERSION | Flags::CALLER), is_required(field, mode))
            }
        };
        if !is_wanted {
            continue;
        }
        match field_value(descriptor, position, backend) {
            Some(value) => drop(members.insert(field.wire.to_owned(), value)),
            None if !is_needed => {}
            None if field.nullable => drop(members.insert(field.wire.to_owned(), Json::Null)),
            None => return None,
        }
        if shape == Shape::Body(Mode::Update) && !members.is_empty() {
            break;
        }
    }
    let object = Json::Object(members);
    let holds = match shape {
        Shape::Answer => true,
        Shape::Body(mode) => is_read(descriptor, &object, mode),
    };
    holds.then_some(object)
}

/// Whether the reader of bodies takes the object, and the rules that see several fields do.
fn is_read(descriptor: &'static Descriptor, object: &Json, mode: Mode) -> bool {
    let Ok(body) = body::read(object.to_string().as_bytes(), descriptor, mode) else { return false };
    if !body.violations.is_empty() {
        return false;
    }
    if mode == Mode::Update {
        return true;
    }
    let null = |field: &Field| crate::value::null(field.kind);
    let row: Vec<Value> = (descriptor.fields.iter().enumerate())
        .map(|(position, field)| body.cells.get(position).cloned().unwrap_or_else(|| null(field)))
        .collect();
    validation::check_row(descriptor, &row, &body.cells, &[]).is_empty()
}

/// What may do, the likeliest first. A default does, unless it is one that nobody sees.
fn made_up(field: &Field) -> Vec<Value> {
    let default = field.default.filter(|default| default.constant && !field.is(Flags::WRITE_ONLY | Flags::SENSITIVE));
    if let Some(value) = default.map(|default| (default.make)()).filter(|value| !crate::value::is_null(value)) {
        return vec![value];
    }
    let text = match field.kind {
        Kind::Bool => return vec![Value::Bool(Some(true))],
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => return vec![integer(field)],
        Kind::F32 => return vec![Value::Float(Some(number(field) as f32))],
        Kind::F64 => return vec![Value::Double(Some(number(field)))],
        // How many digits it may have on either side of its point is the field's matter.
        Kind::Decimal => {
            let decimal = |number: f64| Decimal::try_from(number).ok().map(|number| Value::Decimal(Some(number)));
            return [number(field), 1.0, 0.5, 0.0].into_iter().filter_map(decimal).collect();
        }
        Kind::String => return vec![Value::String(Some(text(field)))],
        Kind::Json => return vec![Value::Json(Some(Box::new(json!({}))))],
        Kind::Bytes => return vec![Value::Bytes(Some(bytes(field)))],
        Kind::Choice(choices) => choices.first().copied().unwrap_or_default(),
        Kind::Uuid => "01890a5d-ac96-774b-bcce-b302099a8057",
        Kind::DateTimeUtc => "2026-04-30T12:00:00Z",
        Kind::NaiveDateTime => "2026-04-30T12:00:00",
        Kind::NaiveDate => "2026-04-30",
        Kind::NaiveTime => "12:00:00",
    };
    json::parse_text(field.kind, field.decimal, text).into_iter().collect()
}

/// The least number that the rules take, but 1 where they take that.
fn number(field: &Field) -> f64 {
    let as_float = |number: Number| match number {
        Number::Integer(number) => number as f64,
        Number::Float(number) => number,
        Number::Decimal(number) => number.to_string().parse().unwrap_or_default(),
    };
    let (mut least, mut most) = (f64::MIN, f64::MAX);
    for rule in field.validations {
        if let Check::Range { min, max, exclusive_min, exclusive_max } = rule.check {
            let bound = |make: Option<fn() -> Number>| make.map(|make| as_float(make()));
            least = bound(min).or(bound(exclusive_min).map(|bound| bound + 1.0)).unwrap_or(least);
            most = bound(max).or(bound(exclusive_max).map(|bound| bound - 1.0)).unwrap_or(most);
        }
    }
    let usual = if field.kind == Kind::Decimal && field.decimal.1 > 0 { 12.5 } else { 1.0 };
    if (least..=most).contains(&usual) {
        usual
    } else if least > usual {
        least
    } else {
        most
    }
}

fn integer(field: &Field) -> Value {
    let value = number(field).ceil() as i64;
    match field.kind {
        Kind::I16 => Value::SmallInt(i16::try_from(value).ok()),
        Kind::I32 => Value::Int(i32::try_from(value).ok()),
        _ => Value::BigInt(Some(value)),
    }
}

fn bytes(field: &Field) -> Vec<u8> {
    let (least, most) = lengths(field);
    let mut bytes = b"Hello".to_vec();
    bytes.resize(bytes.len().clamp(least, most.max(least)), b'!');
    bytes
}

fn lengths(field: &Field) -> (usize, usize) {
    let lengths = field.validations.iter().find_map(|rule| match rule.check {
        Check::Length { min, max, equal } => Some((equal.or(min).unwrap_or(0), equal.or(max).unwrap_or(u64::MAX))),
        _ => None,
    });
    let (least, most) = lengths.unwrap_or((0, u64::MAX));
    // Nobody wants to read an example of a thousand characters, even where a shorter one is refused.
    (usize::try_from(least).unwrap_or(usize::MAX).min(1_000), usize::try_from(most).unwrap_or(usize::MAX))
}

/// A text of the form that a rule asks for, or the field's name in words.
fn text(field: &Field) -> String {
    let of_form = field.validations.iter().find_map(|rule| match rule.check {
        Check::Email => Some("ada@example.com"),
        Check::Url => Some("https://example.com/"),
        Check::Ip | Check::IpV4 => Some("192.0.2.1"),
        Check::IpV6 => Some("2001:db8::1"),
        Check::CreditCard => Some("4242424242424242"),
        _ => None,
    });
    if let Some(text) = of_form {
        return text.to_owned();
    }
    let words = field.name.replace('_', " ");
    let mut letters = words.chars();
    let words: String = letters.next().iter().flat_map(|first| first.to_uppercase()).chain(letters).collect();
    let (least, most) = lengths(field);
    let repeated = words.chars().chain([' ']).cycle();
    repeated.take(words.chars().count().clamp(least, most.max(least))).collect()
}

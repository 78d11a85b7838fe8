use utoipa::{
    Number,
    openapi::schema::{KnownFormat, Object, SchemaFormat, SchemaType, Type},
};

use super::{also_match, also_say, bytes, of_type, time};
use crate::{
    database::Backend,
    descriptor::{Field, Kind},
    operation::{MOST_IN_ADDRESS, SQLITE_DIGITS},
};

/// What no text of a body may hold.
pub const NO_NUL: &str = r"^[^\u0000]*$";

/// The least number that is rounded to infinity: half a step beyond the greatest float of 32 bits.
const BEYOND_F32: f64 = 340_282_356_779_733_661_637_539_395_458_142_568_448.0;

/// The form of a kind in answers.
pub fn in_answers(field: &Field) -> Object {
    match field.kind {
        Kind::Bool => of_type(Type::Boolean),
        Kind::I16 => number(Type::Integer, "int16"),
        Kind::I32 => number(Type::Integer, "int32"),
        Kind::I64 => number(Type::Integer, "int64"),
        Kind::U32 => number(Type::Integer, "uint32"),
        Kind::F32 => number(Type::Number, "float"),
        Kind::F64 => number(Type::Number, "double"),
        Kind::Decimal => {
            let mut schema = text("decimal");
            schema.pattern = Some(r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$".to_owned());
            schema
        }
        Kind::String => of_type(Type::String),
        Kind::Uuid => text("uuid"),
        Kind::DateTimeUtc => text("date-time"),
        Kind::NaiveDateTime => matching("date-time-local", time::date_time()),
        Kind::NaiveDate => text("date"),
        Kind::NaiveTime => matching("time-local", time::time()),
        Kind::Json => any(),
        Kind::Bytes => bytes::in_answers(),
        Kind::Choice(choices) => {
            let mut schema = of_type(Type::String);
            schema.enum_values = Some(choices.iter().map(|choice| (*choice).into()).collect());
            schema
        }
    }
}

/// The form of a kind in bodies: just what the reader of bodies takes.
pub fn in_bodies(field: &Field, backend: Backend) -> Object {
    let mut schema = in_answers(field);
    match field.kind {
        Kind::String => schema.pattern = Some(NO_NUL.to_owned()),
        Kind::Json => {
            schema.pattern = Some(NO_NUL.to_owned());
            also_say(&mut schema, "No text in it may hold NUL.");
        }
        Kind::DateTimeUtc => schema.pattern = Some(time::moment()),
        Kind::NaiveDate => schema.pattern = Some(time::date()),
        Kind::F32 => bound_single(&mut schema),
        Kind::Decimal => return decimal(field.decimal, backend),
        _ => bound_integer(&mut schema, field),
    }
    schema
}

/// What 32 bits hold, of a number.
pub fn bound_single(schema: &mut Object) {
    schema.exclusive_minimum = Some(Number::Float(-BEYOND_F32));
    schema.exclusive_maximum = Some(Number::Float(BEYOND_F32));
}

/// What the field's integers hold.
pub fn bound_integer(schema: &mut Object, field: &Field) {
    if let Some((least, most)) = field.kind.integer_bounds() {
        schema.minimum = Some(integer(least));
        schema.maximum = Some(integer(most));
    }
}

/// A part of a key in a path.
pub fn path_schema(field: &Field, is_alone: bool) -> Object {
    let mut schema = in_answers(field);
    if field.kind == Kind::String {
        schema.pattern = Some(NO_NUL.to_owned());
        schema.max_length = Some(MOST_IN_ADDRESS);
    }
    if is_alone && field.kind == Kind::String {
        addressable(&mut schema);
    }
    bound_integer(&mut schema, field);
    schema
}

/// What a path can name: neither nothing nor the directory itself or the one above.
pub fn addressable(schema: &mut Object) {
    schema.min_length = Some(schema.min_length.unwrap_or(1).max(1));
    also_match(schema, r"^(?!\.{1,2}$)".to_owned());
}

/// A text, or a number whose digits are taken as they are written.
fn decimal((precision, scale): (u32, u32), backend: Backend) -> Object {
    let before = precision.saturating_sub(scale);
    let mut schema = Object::default();
    schema.schema_type = [Type::String, Type::Number].into_iter().collect();
    schema.format = format("decimal");
    schema.pattern = Some(decimal_pattern((precision, scale)));
    let beyond = 10_f64.powi(i32::try_from(before).unwrap_or(i32::MAX));
    schema.exclusive_minimum = Some(Number::Float(-beyond));
    schema.exclusive_maximum = Some(Number::Float(beyond));
    if scale == 0 {
        schema.multiple_of = Some(integer(1));
    } else {
        // Most validators divide by a `multipleOf` in doubles, by which 19.99 is none of 0.01.
        also_say(&mut schema, &format!("At most {scale} digits behind the point."));
    }
    bound_digits(&mut schema, backend);
    schema
}

/// What the database keeps, of a decimal.
pub fn bound_digits(schema: &mut Object, backend: Backend) {
    if backend == Backend::Sqlite {
        also_match(schema, format!(r"^(?!.*[1-9]\.?([0-9]\.?){{{},}}[1-9])", SQLITE_DIGITS - 1));
        also_say(schema, &format!("At most {SQLITE_DIGITS} significant digits."));
    }
}

/// The text of a decimal.
pub fn decimal_pattern((precision, scale): (u32, u32)) -> String {
    let before = precision.saturating_sub(scale);
    let whole = if before == 0 { "0".to_owned() } else { format!("(0|[1-9][0-9]{{0,{}}})", before - 1) };
    let fraction = if scale == 0 { String::new() } else { format!(r"(\.[0-9]{{1,{scale}}})?") };
    format!("^-?{whole}{fraction}$")
}

fn any() -> Object {
    let mut schema = Object::default();
    schema.schema_type = SchemaType::AnyValue;
    schema
}

fn number(kind: Type, name: &str) -> Object {
    let mut schema = of_type(kind);
    schema.format = format(name);
    schema
}

fn text(name: &str) -> Object {
    number(Type::String, name)
}

fn matching(name: &str, pattern: String) -> Object {
    let mut schema = text(name);
    schema.pattern = Some(pattern);
    schema
}

/// The registry of formats (OpenAPI, section 4.4.1) has more names than utoipa.
fn format(name: &str) -> Option<SchemaFormat> {
    Some(match name {
        "int32" => SchemaFormat::KnownFormat(KnownFormat::Int32),
        "int64" => SchemaFormat::KnownFormat(KnownFormat::Int64),
        name => SchemaFormat::Custom(name.to_owned()),
    })
}

/// Bounds of 64 bits are integers of the machine on every platform that the server runs on.
pub fn integer(value: i64) -> Number {
    isize::try_from(value).map_or(Number::Float(value as f64), Number::Int)
}

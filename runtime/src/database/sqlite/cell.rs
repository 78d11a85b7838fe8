use rust_decimal::Decimal;
use sea_orm::Value;
use serde_json::value::RawValue;
use sqlx::{
    Column, Decode, Row, Sqlite, TypeInfo, ValueRef,
    sqlite::{SqliteRow, SqliteValueRef},
};
use uuid::Uuid;

use super::{
    arena::{Arena, Stored},
    text_time,
};
use crate::{
    database::{DatabaseError, rows::unreadable},
    descriptor::Kind,
    json,
    value::null,
};

pub fn value(row: &SqliteRow, column: usize, kind: Kind) -> Result<Value, DatabaseError> {
    stored(row, column).and_then(|stored| to_value(stored, kind)).ok_or_else(|| wrong(row, column, kind))
}

pub fn write_json(row: &SqliteRow, column: usize, kind: Kind, out: &mut Vec<u8>) -> Result<(), DatabaseError> {
    stored(row, column).and_then(|stored| write(stored, kind, out)).ok_or_else(|| wrong(row, column, kind))
}

/// A cell of rows that were read past sqlx.
pub fn value_of(rows: &Arena, row: usize, column: usize, kind: Kind) -> Result<Value, DatabaseError> {
    rows.stored(row, column)
        .and_then(|stored| to_value(stored, kind))
        .ok_or_else(|| unreadable(rows.name(column), kind))
}

pub fn write_json_of(
    rows: &Arena,
    row: usize,
    column: usize,
    kind: Kind,
    out: &mut Vec<u8>,
) -> Result<(), DatabaseError> {
    rows.stored(row, column)
        .and_then(|stored| write(stored, kind, out))
        .ok_or_else(|| unreadable(rows.name(column), kind))
}

fn write(stored: Stored<'_>, kind: Kind, out: &mut Vec<u8>) -> Option<()> {
    match (kind, stored) {
        (_, Stored::Null) => out.extend_from_slice(b"null"),
        (Kind::I64, Stored::Integer(number)) => json::write_i64(out, number),
        (Kind::String | Kind::Choice(_), Stored::Text(text)) => json::write_string(out, text),
        (Kind::DateTimeUtc, Stored::Text(text)) if text_time::write_utc(text, out) => {}
        (Kind::Bytes, Stored::Blob(bytes)) => json::write_bytes(out, bytes),
        (Kind::Json, Stored::Text(text)) => {
            // Another program may have written it: only what is JSON goes out.
            let raw: &RawValue = serde_json::from_str(text).ok()?;
            out.extend_from_slice(raw.get().as_bytes());
        }
        _ => json::write_value(out, &to_value(stored, kind)?),
    }
    Some(())
}

fn wrong(row: &SqliteRow, column: usize, kind: Kind) -> DatabaseError {
    unreadable(row.columns().get(column).map_or("?", |column| column.name()), kind)
}

fn stored(row: &SqliteRow, column: usize) -> Option<Stored<'_>> {
    fn decode<'a, T: Decode<'a, Sqlite>>(cell: SqliteValueRef<'a>) -> Option<T> {
        T::decode(cell).ok()
    }
    if column >= row.columns().len() {
        return None;
    }
    let cell = row.try_get_raw(column).ok()?;
    let class = cell.type_info().name().as_bytes()[0];
    // INTEGER, REAL, TEXT, BLOB; of a null the column's declared type is given.
    match class {
        _ if cell.is_null() => Some(Stored::Null),
        b'I' => decode(cell).map(Stored::Integer),
        b'R' => decode(cell).map(Stored::Real),
        b'T' => decode(cell).map(Stored::Text),
        _ => decode(cell).map(Stored::Blob),
    }
}

fn to_value(stored: Stored<'_>, kind: Kind) -> Option<Value> {
    if let Stored::Null = stored {
        return Some(null(kind));
    }
    Some(match kind {
        Kind::Bool => Value::Bool(Some(integer(stored)? != 0)),
        Kind::I16 => Value::SmallInt(Some(integer(stored)?.try_into().ok()?)),
        Kind::I32 => Value::Int(Some(integer(stored)?.try_into().ok()?)),
        Kind::I64 => Value::BigInt(Some(integer(stored)?)),
        Kind::U32 => Value::BigInt(Some(u32::try_from(integer(stored)?).ok()?.into())),
        Kind::F32 => Value::Float(Some(narrow(real(stored)?)?)),
        Kind::F64 => Value::Double(Some(real(stored)?)),
        Kind::Decimal => Value::Decimal(Some(decimal(stored)?)),
        Kind::String | Kind::Choice(_) => Value::String(Some(text(stored)?)),
        Kind::Uuid => Value::Uuid(Some(uuid(stored)?)),
        Kind::DateTimeUtc => Value::ChronoDateTimeUtc(Some(text_time::date_time_utc(str_of(stored)?)?)),
        Kind::NaiveDateTime => Value::ChronoDateTime(Some(text_time::naive_date_time(str_of(stored)?)?)),
        Kind::NaiveDate => Value::ChronoDate(Some(text_time::naive_date(str_of(stored)?)?)),
        Kind::NaiveTime => Value::ChronoTime(Some(text_time::naive_time(str_of(stored)?)?)),
        Kind::Json => Value::Json(Some(Box::new(json_of(stored)?))),
        Kind::Bytes => Value::Bytes(Some(bytes(stored)?)),
    })
}

/// A whole number in a column without a whole-number affinity may be stored as a real one.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
fn integer(stored: Stored<'_>) -> Option<i64> {
    match stored {
        Stored::Integer(number) => Some(number),
        Stored::Real(number) if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 => Some(number as i64),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a floating-point field in an integer column")]
fn real(stored: Stored<'_>) -> Option<f64> {
    match stored {
        Stored::Real(number) => Some(number),
        Stored::Integer(number) => Some(number as f64),
        _ => None,
    }
}

/// SQLite has double precision only; what was written with less comes back.
#[expect(clippy::cast_possible_truncation, reason = "it is checked that nothing overflows")]
fn narrow(number: f64) -> Option<f32> {
    let narrowed = number as f32;
    (narrowed.is_finite() || !number.is_finite()).then_some(narrowed)
}

/// The shortest text of a double that was made from at most 15 digits has those digits.
fn decimal(stored: Stored<'_>) -> Option<Decimal> {
    match stored {
        Stored::Integer(number) => Some(Decimal::from(number)),
        Stored::Real(number) if number.is_finite() => {
            let text = format!("{number:?}");
            let read = if text.contains('e') { Decimal::from_scientific(&text) } else { text.parse() };
            read.ok().map(|number| number.normalize())
        }
        Stored::Text(text) => text.parse::<Decimal>().ok().map(|number| number.normalize()),
        _ => None,
    }
}

fn str_of(stored: Stored<'_>) -> Option<&str> {
    match stored {
        Stored::Text(text) => Some(text),
        _ => None,
    }
}

/// A column declared `STRING` makes numbers of texts that look like some.
fn text(stored: Stored<'_>) -> Option<String> {
    match stored {
        Stored::Text(text) => Some(text.to_owned()),
        Stored::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

fn uuid(stored: Stored<'_>) -> Option<Uuid> {
    match stored {
        Stored::Blob(bytes) => Uuid::from_slice(bytes).ok(),
        Stored::Text(text) => Uuid::parse_str(text).ok(),
        _ => None,
    }
}

fn json_of(stored: Stored<'_>) -> Option<serde_json::Value> {
    match stored {
        Stored::Text(text) => serde_json::from_str(text).ok(),
        Stored::Integer(number) => Some(number.into()),
        Stored::Real(number) => serde_json::Number::from_f64(number).map(Into::into),
        _ => None,
    }
}

fn bytes(stored: Stored<'_>) -> Option<Vec<u8>> {
    match stored {
        Stored::Blob(bytes) => Some(bytes.to_vec()),
        Stored::Text(text) => Some(text.as_bytes().to_vec()),
        _ => None,
    }
}

//! What can be asked of a cell, whatever it holds. A null cell keeps its kind: `Value::BigInt(None)`.

use std::cmp::Ordering;

use sea_orm::Value;

use crate::descriptor::Kind;

/// The null cell of a kind.
pub fn null(kind: Kind) -> Value {
    match kind {
        Kind::Bool => Value::Bool(None),
        Kind::I16 => Value::SmallInt(None),
        Kind::I32 => Value::Int(None),
        Kind::I64 | Kind::U32 => Value::BigInt(None),
        Kind::F32 => Value::Float(None),
        Kind::F64 => Value::Double(None),
        Kind::Decimal => Value::Decimal(None),
        Kind::String | Kind::Choice(_) => Value::String(None),
        Kind::Uuid => Value::Uuid(None),
        Kind::DateTimeUtc => Value::ChronoDateTimeUtc(None),
        Kind::NaiveDateTime => Value::ChronoDateTime(None),
        Kind::NaiveDate => Value::ChronoDate(None),
        Kind::NaiveTime => Value::ChronoTime(None),
        Kind::Json => Value::Json(None),
        Kind::Bytes => Value::Bytes(None),
    }
}

/// Whether a cell is null.
pub fn is_null(value: &Value) -> bool {
    match value {
        Value::Bool(v) => v.is_none(),
        Value::SmallInt(v) => v.is_none(),
        Value::Int(v) => v.is_none(),
        Value::BigInt(v) => v.is_none(),
        Value::Unsigned(v) => v.is_none(),
        Value::Float(v) => v.is_none(),
        Value::Double(v) => v.is_none(),
        Value::Decimal(v) => v.is_none(),
        Value::String(v) => v.is_none(),
        Value::Uuid(v) => v.is_none(),
        Value::ChronoDateTimeUtc(v) => v.is_none(),
        Value::ChronoDateTimeWithTimeZone(v) => v.is_none(),
        Value::ChronoDateTime(v) => v.is_none(),
        Value::ChronoDate(v) => v.is_none(),
        Value::ChronoTime(v) => v.is_none(),
        Value::Json(v) => v.is_none(),
        Value::Bytes(v) => v.is_none(),
        _ => false,
    }
}

/// The order of two cells of one kind; texts by code point. `None` where one is null, or they are of different kinds,
/// or one is no number.
pub fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Bool(Some(l)), Value::Bool(Some(r))) => Some(l.cmp(r)),
        (Value::SmallInt(Some(l)), Value::SmallInt(Some(r))) => Some(l.cmp(r)),
        (Value::Int(Some(l)), Value::Int(Some(r))) => Some(l.cmp(r)),
        (Value::BigInt(Some(l)), Value::BigInt(Some(r))) => Some(l.cmp(r)),
        (Value::Float(Some(l)), Value::Float(Some(r))) => l.partial_cmp(r),
        (Value::Double(Some(l)), Value::Double(Some(r))) => l.partial_cmp(r),
        (Value::Decimal(Some(l)), Value::Decimal(Some(r))) => Some(l.cmp(r)),
        (Value::String(Some(l)), Value::String(Some(r))) => Some(l.cmp(r)),
        (Value::Uuid(Some(l)), Value::Uuid(Some(r))) => Some(l.cmp(r)),
        (Value::ChronoDateTimeUtc(Some(l)), Value::ChronoDateTimeUtc(Some(r))) => Some(l.cmp(r)),
        (Value::ChronoDateTime(Some(l)), Value::ChronoDateTime(Some(r))) => Some(l.cmp(r)),
        (Value::ChronoDate(Some(l)), Value::ChronoDate(Some(r))) => Some(l.cmp(r)),
        (Value::ChronoTime(Some(l)), Value::ChronoTime(Some(r))) => Some(l.cmp(r)),
        (Value::Bytes(Some(l)), Value::Bytes(Some(r))) => Some(l.cmp(r)),
        _ => None,
    }
}

/// Whether two cells hold the same, null being the same as null.
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Json(l), Value::Json(r)) => l == r,
        _ if is_null(left) || is_null(right) => is_null(left) && is_null(right),
        _ => compare(left, right) == Some(Ordering::Equal),
    }
}

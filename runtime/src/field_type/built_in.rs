use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, Utc};
use rust_decimal::Decimal;
use sea_orm::Value;
use uuid::Uuid;

use super::{Accepts, FieldType};
use crate::descriptor::Kind;

/// The types that a column can hold as they are.
#[diagnostic::on_unimplemented(
    message = "a column cannot hold a `{Self}` as it is",
    label = "not a built-in type",
    note = "`FieldType::As` is one of bool, i16, i32, i64, u32, f32, f64, Decimal, String, Uuid, DateTime<Utc>, NaiveDateTime, \
            NaiveDate, NaiveTime, serde_json::Value and Vec<u8>"
)]
pub trait BuiltIn: FieldType + sealed::Sealed {
    /// Its kind.
    const KIND: Kind;

    /// The cell of a row. Times are cut to microseconds, which every database keeps.
    fn into_value(self) -> Value;

    /// Back from a cell.
    ///
    /// # Errors
    /// The cell is null or of another kind.
    fn from_value(value: Value) -> Result<Self, String>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! built_in {
    ($($ty:ty: $kind:ident = $variant:ident ($stored:ident => $into:expr, $read:ident => $from:expr);)*) => {$(
        impl sealed::Sealed for $ty {}

        impl BuiltIn for $ty {
            const KIND: Kind = Kind::$kind;

            fn into_value(self) -> Value {
                let $stored = self;
                Value::$variant(Some($into))
            }

            fn from_value(value: Value) -> Result<Self, String> {
                match value {
                    Value::$variant(Some($read)) => Ok($from),
                    other => Self::from_other(other).ok_or_else(|| concat!("expected ", stringify!($ty)).to_owned()),
                }
            }
        }

        impl FieldType for $ty {
            type As = Self;
            const ACCEPTS: Option<Accepts> = None;

            fn into_column(self) -> Self {
                self
            }

            fn try_from_column(stored: Self) -> Result<Self, String> {
                Ok(stored)
            }
        }
    )*};
}

built_in! {
    bool: Bool = Bool(v => v, v => v);
    i16: I16 = SmallInt(v => v, v => v);
    i32: I32 = Int(v => v, v => v);
    i64: I64 = BigInt(v => v, v => v);
    u32: U32 = BigInt(v => i64::from(v), v => u32::try_from(v).map_err(|_| "out of range".to_owned())?);
    f32: F32 = Float(v => v, v => v);
    f64: F64 = Double(v => v, v => v);
    Decimal: Decimal = Decimal(v => v, v => v);
    String: String = String(v => v, v => v);
    Uuid: Uuid = Uuid(v => v, v => v);
    DateTime<Utc>: DateTimeUtc = ChronoDateTimeUtc(v => v.trunc_subsecs(6), v => v);
    NaiveDateTime: NaiveDateTime = ChronoDateTime(v => v.trunc_subsecs(6), v => v);
    NaiveDate: NaiveDate = ChronoDate(v => v, v => v);
    NaiveTime: NaiveTime = ChronoTime(v => v.trunc_subsecs(6), v => v);
    serde_json::Value: Json = Json(v => Box::new(v), v => *v);
    Vec<u8>: Bytes = Bytes(v => v, v => v);
}

/// SeaORM itself holds some kinds in another variant than we do.
trait FromOther: Sized {
    fn from_other(value: Value) -> Option<Self>;
}

macro_rules! no_other {
    ($($ty:ty),*) => {$(
        impl FromOther for $ty {
            fn from_other(_: Value) -> Option<Self> {
                None
            }
        }
    )*};
}
no_other!(
    bool,
    i16,
    i32,
    i64,
    f32,
    f64,
    Decimal,
    String,
    Uuid,
    NaiveDateTime,
    NaiveDate,
    NaiveTime,
    serde_json::Value,
    Vec<u8>
);

impl FromOther for u32 {
    fn from_other(value: Value) -> Option<Self> {
        match value {
            Value::Unsigned(number) => number,
            _ => None,
        }
    }
}

impl FromOther for DateTime<Utc> {
    fn from_other(value: Value) -> Option<Self> {
        match value {
            Value::ChronoDateTimeWithTimeZone(moment) => moment.map(Into::into),
            _ => None,
        }
    }
}

use rust_decimal::Decimal;

/// What a column holds, whatever Rust type wraps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    I16,
    I32,
    I64,
    U32,
    F32,
    F64,
    Decimal,
    String,
    Uuid,
    DateTimeUtc,
    NaiveDateTime,
    NaiveDate,
    NaiveTime,
    Json,
    Bytes,
    /// One of these texts.
    Choice(&'static [&'static str]),
}

impl Kind {
    pub fn is_integer(self) -> bool {
        matches!(self, Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32)
    }

    pub fn is_text(self) -> bool {
        matches!(self, Kind::String | Kind::Choice(_))
    }

    /// The least and greatest value of an integer kind.
    pub fn integer_bounds(self) -> Option<(i64, i64)> {
        match self {
            Kind::I16 => Some((i16::MIN.into(), i16::MAX.into())),
            Kind::I32 => Some((i32::MIN.into(), i32::MAX.into())),
            Kind::I64 => Some((i64::MIN, i64::MAX)),
            Kind::U32 => Some((0, u32::MAX.into())),
            _ => None,
        }
    }
}

/// A bound of a numeric rule, as the user wrote it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    Integer(i64),
    Float(f64),
    Decimal(Decimal),
}

macro_rules! number_from {
    ($($variant:ident: $($ty:ty),*;)*) => {$($(
        impl From<$ty> for Number {
            fn from(value: $ty) -> Self {
                Self::$variant(value.into())
            }
        }
    )*)*};
}
number_from! {
    Integer: i16, i32, i64, u32;
    Float: f32, f64;
    Decimal: Decimal;
}

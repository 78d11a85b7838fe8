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

    /// Whether its values are numbers in JSON.
    pub fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Kind::F32 | Kind::F64)
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

/// What a bound of `range` can be.
#[diagnostic::on_unimplemented(
    message = "a bound of `range` is a number, and `{Self}` is none",
    label = "not a number",
    note = "write a number, or a constant that is an i16, i32, i64, u32, f32, f64 or Decimal"
)]
pub trait Bound {
    /// The bound as it is compared with.
    fn into_number(self) -> Number;
}

/// The bound of a numeric rule.
pub fn number(bound: impl Bound) -> Number {
    bound.into_number()
}

macro_rules! bounds {
    ($($variant:ident: $($ty:ty),*;)*) => {$($(
        impl Bound for $ty {
            fn into_number(self) -> Number {
                Number::$variant(self.into())
            }
        }
    )*)*};
}
bounds! {
    Integer: i16, i32, i64, u32;
    Float: f32, f64;
    Decimal: Decimal;
}

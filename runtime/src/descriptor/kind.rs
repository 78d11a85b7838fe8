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

    /// Whether columns of the two can hold the same values. `==` is not for constants.
    pub const fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Kind::Choice(one), Kind::Choice(other)) => are_same_texts(one, other),
            (one, other) => one.rank() == other.rank(),
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Kind::Bool => 0,
            Kind::I16 => 1,
            Kind::I32 => 2,
            Kind::I64 => 3,
            Kind::U32 => 4,
            Kind::F32 => 5,
            Kind::F64 => 6,
            Kind::Decimal => 7,
            Kind::String => 8,
            Kind::Uuid => 9,
            Kind::DateTimeUtc => 10,
            Kind::NaiveDateTime => 11,
            Kind::NaiveDate => 12,
            Kind::NaiveTime => 13,
            Kind::Json => 14,
            Kind::Bytes => 15,
            Kind::Choice(_) => 16,
        }
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

const fn are_same_texts(one: &[&str], other: &[&str]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() && is_same_text(one[at], other[at]) {
        at += 1;
    }
    at == one.len()
}

/// `==` of texts, in constants.
pub(super) const fn is_same_text(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_the_same_as_they_are_equal() {
        let kinds = [
            Kind::Bool,
            Kind::I16,
            Kind::I32,
            Kind::I64,
            Kind::U32,
            Kind::F32,
            Kind::F64,
            Kind::Decimal,
            Kind::String,
            Kind::Uuid,
            Kind::DateTimeUtc,
            Kind::NaiveDateTime,
            Kind::NaiveDate,
            Kind::NaiveTime,
            Kind::Json,
            Kind::Bytes,
            Kind::Choice(&["a", "b"]),
            Kind::Choice(&["a", "c"]),
            Kind::Choice(&["a"]),
            Kind::Choice(&["a", "bb"]),
        ];
        for (one, other) in kinds.iter().flat_map(|one| kinds.iter().map(move |other| (*one, *other))) {
            assert_eq!(one.is_same(other), one == other, "{one:?} {other:?}");
        }
    }
}

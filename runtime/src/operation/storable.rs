use rust_decimal::Decimal;
use sea_orm::Value;

use crate::{
    database::Backend,
    descriptor::Descriptor,
    error::{Violation, code, pointer_to},
    input::Cells,
};

/// Significant digits that a double always keeps; SQLite stores decimals as doubles.
const SQLITE_DIGITS: usize = 15;

/// What a database could not give back as it was sent.
pub fn check_storable(descriptor: &'static Descriptor, backend: Backend, cells: &Cells) -> Vec<Violation> {
    if backend != Backend::Sqlite {
        return Vec::new();
    }
    let inexact = |value: &Value| matches!(value, Value::Decimal(Some(number)) if digits(number) > SQLITE_DIGITS);
    let fields = cells.given().filter(|(_, value)| inexact(value)).map(|(position, _)| &descriptor.fields[position]);
    fields
        .map(|field| {
            let detail = format!("must have at most {SQLITE_DIGITS} significant digits");
            Violation::at(pointer_to(field.wire), code::TOO_LARGE, detail).param("digits", SQLITE_DIGITS)
        })
        .collect()
}

fn digits(number: &Decimal) -> usize {
    number.normalize().mantissa().unsigned_abs().to_string().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_zeros_are_not_significant() {
        for (text, expected) in [("0.1000", 1), ("1234567890.12345", 15), ("-12345678901234.56", 16), ("0", 1)] {
            assert_eq!(digits(&text.parse().expect("a decimal")), expected, "{text}");
        }
    }
}

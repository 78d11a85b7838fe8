use rust_decimal::Decimal;
use sea_orm::Value;

use crate::{
    database::Backend,
    descriptor::{Descriptor, Flags, Kind},
    entity::longest,
    error::{Violation, code, pointer_to},
    input::Cells,
};

/// Significant digits that a double always keeps; SQLite stores decimals as doubles.
pub const SQLITE_DIGITS: usize = 15;
/// Characters of a text that a path or a cursor holds, unless its own rule says so: beyond a few kilobytes, servers and
/// proxies refuse an address, and a row with such a key or such a place in a list could be neither reached nor passed.
pub const MOST_IN_ADDRESS: usize = 1_000;

/// What could not be given back as it was sent: a number to which the database keeps fewer digits, and a text that no
/// address holds.
pub fn check_storable(descriptor: &'static Descriptor, backend: Backend, cells: &Cells) -> Vec<Violation> {
    let fault = |(position, value): (usize, &Value)| {
        let field = &descriptor.fields[position];
        match value {
            Value::Decimal(Some(number)) if !keeps_digits(backend, number) => {
                let detail = format!("must have at most {SQLITE_DIGITS} significant digits");
                Some(Violation::at(pointer_to(field.wire), code::TOO_LARGE, detail).param("digits", SQLITE_DIGITS))
            }
            Value::String(Some(text)) => {
                let most = most_characters(descriptor, position).filter(|most| text.chars().nth(*most).is_some())?;
                let detail = format!("must have at most {most} characters");
                Some(Violation::at(pointer_to(field.wire), code::TOO_LONG, detail).param("max", most))
            }
            _ => None,
        }
    };
    cells.given().filter_map(fault).collect()
}

/// Whether the database knows the number from all others.
pub fn keeps_digits(backend: Backend, number: &Decimal) -> bool {
    backend != Backend::Sqlite || digits(number) <= SQLITE_DIGITS
}

/// The most characters of a text that is part of the key or of an order, and has no greatest length of its own.
pub fn most_characters(descriptor: &Descriptor, position: usize) -> Option<usize> {
    let field = &descriptor.fields[position];
    let has_place = field.is(Flags::KEY | Flags::SORT) || descriptor.sort.iter().any(|term| term.field == position);
    (field.kind == Kind::String && has_place && longest(field).is_none()).then_some(MOST_IN_ADDRESS)
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

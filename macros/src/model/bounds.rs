//! The bounds of lengths and ranges, as far as literals tell.

use std::cmp::Ordering;

use syn::{Expr, Lit};

use super::filling::{is_negative, literal};
use super::types::FieldType;
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{Bounds, FieldCheck, Given};

/// Checks the bounds of a length: `min`, `max`, `equal`.
pub(super) fn of_length(given: &Given<FieldCheck>, [min, max, equal]: [&Option<Expr>; 3], errors: &Errors) {
    one_kind_of_bound(given, [("equal", equal), ("min", min)], errors);
    one_kind_of_bound(given, [("equal", equal), ("max", max)], errors);
    if lengths_are_lengths([min, max, equal], errors) {
        something_is_between(End::of(min, &None), End::of(max, &None), true, errors);
    }
}

/// BAD: `length(min = -1)`, `length(max = 1.5)`
fn lengths_are_lengths(bounds: [&Option<Expr>; 3], errors: &Errors) -> bool {
    let is_length = |bound: &Expr| match literal(bound) {
        None => true,
        Some(Lit::Int(number)) => !is_negative(bound) && number.base10_parse::<u64>().is_ok(),
        Some(_) => false,
    };
    let mut all = true;
    for bound in bounds.into_iter().flatten().filter(|bound| !is_length(bound)) {
        errors.report(bound, "a length is a whole number that is not negative", "write `length(min = 1, max = 200)`");
        all = false;
    }
    all
}

/// Checks the bounds of a range.
pub(super) fn of_range(given: &Given<FieldCheck>, bounds: &Bounds, ty: &FieldType, errors: &Errors) {
    let Bounds { min, max, exclusive_min, exclusive_max } = bounds;
    one_kind_of_bound(given, [("min", min), ("exclusive_min", exclusive_min)], errors);
    one_kind_of_bound(given, [("max", max), ("exclusive_max", exclusive_max)], errors);
    if bounds_are_numbers([min, max, exclusive_min, exclusive_max], ty, errors) {
        something_is_between(End::of(min, exclusive_min), End::of(max, exclusive_max), ty.kind.is_integer(), errors);
    }
}

/// BAD: `range(min = "a")`, `range(min = 0.5)` on an `i64`, `range(max = 1_000_000_000_000_000_000_000)`
fn bounds_are_numbers(bounds: [&Option<Expr>; 4], ty: &FieldType, errors: &Errors) -> bool {
    let mut all = true;
    for bound in bounds.into_iter().flatten() {
        let what = match literal(bound) {
            Some(Lit::Int(_)) if is_i64(bound) => continue,
            Some(Lit::Int(_)) => "this bound is wider than every integer that a database has",
            Some(Lit::Float(_)) if ty.kind.is_integer() => "the bound of an integer is an integer",
            None | Some(Lit::Float(_)) => continue,
            Some(_) => "a bound is a number",
        };
        errors.report(bound, what, "write `range(min = 0, max = 100)`");
        all = false;
    }
    all
}

fn is_i64(bound: &Expr) -> bool {
    matches!(Number::of(bound), Some(Number::Whole(number)) if i64::try_from(number).is_ok())
}

/// BAD: `length(equal = 5, min = 1)`, `range(min = 0, exclusive_min = 0)`
fn one_kind_of_bound(given: &Given<FieldCheck>, pair: [(&str, &Option<Expr>); 2], errors: &Errors) {
    if let [(first, Some(_)), (second, Some(bound))] = pair {
        let what = format!("`{}` has both `{first}` and `{second}`", plain(&given.word));
        errors.report(bound, what, "leave one of them out");
    }
}

/// One end of what is allowed, where it is a literal.
struct End<'a> {
    bound: &'a Expr,
    number: Number,
    exclusive: bool,
}

impl<'a> End<'a> {
    fn of(inclusive: &'a Option<Expr>, exclusive: &'a Option<Expr>) -> Option<Self> {
        let bound = inclusive.as_ref().or(exclusive.as_ref())?;
        Some(Self { bound, number: Number::of(bound)?, exclusive: inclusive.is_none() })
    }

    /// The end as it is compared: of whole numbers the last that is allowed, which is `step` from an exclusive bound.
    fn last(&self, step: i128, whole: bool) -> (Number, bool) {
        match self.number {
            Number::Whole(number) if whole && self.exclusive => (Number::Whole(number + step), false),
            number => (number, self.exclusive),
        }
    }
}

/// BAD: `length(min = 10, max = 5)`, `range(min = 1.0, max = 0.5)`, `range(exclusive_min = 5, max = 5)`
fn something_is_between(min: Option<End<'_>>, max: Option<End<'_>>, whole: bool, errors: &Errors) {
    let (Some(min), Some(max)) = (min, max) else { return };
    let ((least, above), (most, below)) = (min.last(1, whole), max.last(-1, whole));
    let nothing = match least.compare(most) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => above || below,
        _ => false,
    };
    if !nothing {
        return;
    }
    let least = format!("{} {}", if min.exclusive { "greater than" } else { "at least" }, min.number);
    let most = format!("{} {}", if max.exclusive { "less than" } else { "at most" }, max.number);
    let help = match min.number.compare(max.number) {
        Some(Ordering::Greater) => "write the smaller number as `min`",
        _ => "leave room between the two, or let `min` and `max` be the number itself",
    };
    errors.report(max.bound, format!("nothing is {least} and {most}"), help);
}

/// The number that a literal is.
#[derive(Clone, Copy, Debug)]
enum Number {
    Whole(i128),
    Float(f64),
}

impl Number {
    fn of(bound: &Expr) -> Option<Self> {
        let negative = is_negative(bound);
        match literal(bound)? {
            Lit::Int(number) => {
                number.base10_parse::<i128>().ok().map(|n| Number::Whole(if negative { -n } else { n }))
            }
            Lit::Float(number) => number.base10_parse().ok().map(|n: f64| Number::Float(if negative { -n } else { n })),
            _ => None,
        }
    }

    fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Number::Whole(one), Number::Whole(other)) => Some(one.cmp(&other)),
            _ => self.float().partial_cmp(&other.float()),
        }
    }

    fn float(self) -> f64 {
        match self {
            Number::Whole(number) => number as f64,
            Number::Float(number) => number,
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Whole(number) => number.fmt(f),
            Number::Float(number) => write!(f, "{number:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of_field, faults_of_field};

    #[test]
    fn bounds() {
        assert!(fault_of_field("#[validate(length)] a: String").contains("in parentheses"));
        assert!(fault_of_field("#[validate(length())] a: String").contains("`length` needs `min`, `max` or `equal`"));
        assert!(fault_of_field("#[validate(length(min = -1))] a: String").contains("not negative"));
        assert!(fault_of_field("#[validate(length(max = 18446744073709551616))] a: String").contains("a length is"));
        assert!(fault_of_field("#[validate(length(equal = 9, max = 5))] a: String").contains("both `equal` and `max`"));
        assert!(fault_of_field("#[validate(range(min = 0, exclusive_min = 0))] a: i64").contains("both `min`"));
        assert!(fault_of_field("#[validate(range(min = 0.5))] a: i64").contains("bound of an integer"));
        assert!(fault_of_field("#[validate(range(min = \"a\"))] a: i64").contains("a bound is a number"));
        assert!(fault_of_field("#[validate(range(max = 9223372036854775808))] a: i64").contains("wider than every"));
        assert!(faults_of_field("#[validate(range(min = -9223372036854775808))] a: i64").is_empty());
    }

    #[test]
    fn something_is_between_the_bounds() {
        let length = |bounds: &str| faults_of_field(&format!("#[validate(length({bounds}))] a: String"));
        let integer = |bounds: &str| faults_of_field(&format!("#[validate(range({bounds}))] a: i64"));
        let float = |bounds: &str| faults_of_field(&format!("#[validate(range({bounds}))] a: f64"));
        assert!(length("min = 9, max = 5")[0].starts_with("nothing is at least 9 and at most 5"));
        assert!(float("min = 1.0, max = 0.5")[0].starts_with("nothing is at least 1.0 and at most 0.5"));
        assert!(float("min = 1, max = -1.5")[0].starts_with("nothing is at least 1 and at most -1.5"));
        assert!(float("exclusive_min = 5, max = 5.0")[0].starts_with("nothing is greater than 5 and at most 5.0"));
        assert!(integer("exclusive_min = 5, max = 5")[0].starts_with("nothing is greater than 5 and at most 5"));
        assert!(integer("exclusive_min = 5, exclusive_max = 6")[0].contains("greater than 5 and less than 6"));
        for fits in ["min = -5, max = -1", "min = 5, max = 5", "exclusive_min = 4, max = 5", "min = LEAST, max = 5"] {
            assert!(integer(fits).is_empty() && float(fits).is_empty(), "{fits}");
        }
        assert!(float("exclusive_min = 5, exclusive_max = 6").is_empty());
    }
}

//! The bounds of lengths and ranges, as far as literals tell.

use syn::{Expr, Lit};

use super::filling::{is_negative, literal};
use super::types::FieldType;
use crate::errors::Errors;
use crate::names::plain;
use crate::parse::{Bounds, FieldCheck, Given};

/// Checks the bounds of a length: `min`, `max`, `equal`.
pub(super) fn of_length(given: &Given<FieldCheck>, [min, max, equal]: [&Option<Expr>; 3], errors: &Errors) {
    lengths_are_lengths([min, max, equal], errors);
    one_kind_of_bound(given, [("equal", equal), ("min", min)], errors);
    one_kind_of_bound(given, [("equal", equal), ("max", max)], errors);
    bounds_in_order(min.as_ref(), max.as_ref(), errors);
}

/// BAD: `length(min = -1)`, `length(max = 1.5)`
fn lengths_are_lengths(bounds: [&Option<Expr>; 3], errors: &Errors) {
    for bound in bounds.into_iter().flatten() {
        if literal(bound).is_some() && integer(bound).is_none_or(i128::is_negative) {
            errors.report(
                bound,
                "a length is a whole number that is not negative",
                "write `length(min = 1, max = 200)`",
            );
        }
    }
}

/// Checks the bounds of a range.
pub(super) fn of_range(given: &Given<FieldCheck>, bounds: &Bounds, ty: &FieldType, errors: &Errors) {
    let Bounds { min, max, exclusive_min, exclusive_max } = bounds;
    bounds_are_numbers([min, max, exclusive_min, exclusive_max], ty, errors);
    one_kind_of_bound(given, [("min", min), ("exclusive_min", exclusive_min)], errors);
    one_kind_of_bound(given, [("max", max), ("exclusive_max", exclusive_max)], errors);
    bounds_in_order(min.as_ref().or(exclusive_min.as_ref()), max.as_ref().or(exclusive_max.as_ref()), errors);
}

/// BAD: `range(min = "a")`, `range(min = 0.5)` on an `i64`
fn bounds_are_numbers(bounds: [&Option<Expr>; 4], ty: &FieldType, errors: &Errors) {
    for bound in bounds.into_iter().flatten() {
        let what = match literal(bound) {
            None | Some(Lit::Int(_)) => continue,
            Some(Lit::Float(_)) if !ty.kind.is_integer() => continue,
            Some(Lit::Float(_)) => "the bound of an integer is an integer",
            Some(_) => "a bound is a number",
        };
        errors.report(bound, what, "write `range(min = 0, max = 100)`");
    }
}

/// BAD: `length(equal = 5, min = 1)`, `range(min = 0, exclusive_min = 0)`
fn one_kind_of_bound(given: &Given<FieldCheck>, pair: [(&str, &Option<Expr>); 2], errors: &Errors) {
    if let [(first, Some(_)), (second, Some(bound))] = pair {
        let what = format!("`{}` has both `{first}` and `{second}`", plain(&given.word));
        errors.report(bound, what, "leave one of them out");
    }
}

/// BAD: `length(min = 10, max = 5)`
fn bounds_in_order(min: Option<&Expr>, max: Option<&Expr>, errors: &Errors) {
    let (Some(min), Some(max)) = (min, max) else { return };
    if let (Some(least), Some(most)) = (integer(min), integer(max))
        && least > most
    {
        errors.report(
            max,
            format!("nothing is at least {least} and at most {most}"),
            "write the smaller number as `min`",
        );
    }
}

/// The number that a literal is, where it is a whole one.
fn integer(bound: &Expr) -> Option<i128> {
    let Lit::Int(number) = literal(bound)? else { return None };
    let number: i128 = number.base10_parse().ok()?;
    Some(if is_negative(bound) { -number } else { number })
}

#[cfg(test)]
mod tests {
    use crate::testing::{fault_of_field, faults_of_field};

    #[test]
    fn bounds() {
        assert!(fault_of_field("#[validate(length)] a: String").contains("in parentheses"));
        assert!(fault_of_field("#[validate(length())] a: String").contains("`length` needs `min`, `max` or `equal`"));
        assert!(fault_of_field("#[validate(length(min = -1))] a: String").contains("not negative"));
        assert!(fault_of_field("#[validate(length(min = 9, max = 5))] a: String").contains("at least 9 and at most 5"));
        assert!(fault_of_field("#[validate(length(equal = 9, max = 5))] a: String").contains("both `equal` and `max`"));
        assert!(fault_of_field("#[validate(range(min = 0, exclusive_min = 0))] a: i64").contains("both `min`"));
        assert!(fault_of_field("#[validate(range(min = 0.5))] a: i64").contains("bound of an integer"));
        assert!(fault_of_field("#[validate(range(min = \"a\"))] a: i64").contains("a bound is a number"));
        assert!(faults_of_field("#[validate(range(min = -5, max = -1))] a: i64").is_empty());
    }
}

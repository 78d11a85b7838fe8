use std::cmp::Ordering;

use sea_orm::Value;

use super::{Comparison, Predicate};
use crate::value::{compare, is_null};

impl Predicate {
    /// Whether it holds for a row, given as one cell per field of the descriptor.
    pub fn holds(&self, row: &[Value]) -> bool {
        match self {
            Predicate::Always => true,
            Predicate::Never | Predicate::Refused => false,
            Predicate::Compare(field, comparison, value) => comparison.holds(&row[*field], value),
            Predicate::In(field, values) => values.iter().any(|value| Comparison::Equal.holds(&row[*field], value)),
            Predicate::IsNull(field) => is_null(&row[*field]),
            Predicate::And(parts) => parts.iter().all(|part| part.holds(row)),
            Predicate::Or(parts) => parts.iter().any(|part| part.holds(row)),
            Predicate::Not(inner) => !inner.holds(row),
        }
    }
}

impl Comparison {
    fn holds(self, left: &Value, right: &Value) -> bool {
        let Some(order) = compare(left, right) else { return false };
        match self {
            Comparison::Equal => order == Ordering::Equal,
            Comparison::NotEqual => order != Ordering::Equal,
            Comparison::Less => order == Ordering::Less,
            Comparison::LessOrEqual => order != Ordering::Greater,
            Comparison::Greater => order == Ordering::Greater,
            Comparison::GreaterOrEqual => order != Ordering::Less,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_equal_to_nothing_and_its_negation_is_true() {
        let equal = Predicate::Compare(0, Comparison::Equal, Value::BigInt(Some(1)));
        let row = [Value::BigInt(None)];
        assert!(!equal.holds(&row));
        assert!(!Predicate::Compare(0, Comparison::NotEqual, Value::BigInt(Some(1))).holds(&row));
        assert!(equal.negate().holds(&row));
        assert!(Predicate::IsNull(0).holds(&row));
    }

    #[test]
    fn texts_compare_by_code_point() {
        let less = Predicate::Compare(0, Comparison::Less, Value::String(Some("a".to_owned())));
        assert!(less.holds(&[Value::String(Some("Z".to_owned()))]));
        assert!(!less.holds(&[Value::String(Some("é".to_owned()))]));
    }
}

use proptest::prelude::*;
use rust_decimal::Decimal;
use sea_orm::Value;
use serde_json::json;
use validator::ValidateRange;

use super::{code, passes};
use crate::{
    descriptor::{Check, Number, number},
    validation::{check, number::compare},
};

/// A range with these bounds, both included.
macro_rules! range {
    ($min:expr, $max:expr) => {
        Check::Range {
            min: Some(|| number($min)),
            max: Some(|| number($max)),
            exclusive_min: None,
            exclusive_max: None,
        }
    };
}

#[test]
fn a_range_includes_its_bounds_unless_it_says_otherwise() {
    let rule = range!(1_i64, 3_i64);
    for (number, expected) in [(0, Some("too_small")), (1, None), (3, None), (4, Some("too_large"))] {
        assert_eq!(code(&rule, &Value::SmallInt(Some(number))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Int(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::BigInt(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Double(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Float(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Decimal(Some(number.into()))).as_deref(), expected);
    }
    let open = Check::Range {
        min: None,
        max: None,
        exclusive_min: Some(|| number(1_i64)),
        exclusive_max: Some(|| number(3_i64)),
    };
    for (number, expected) in [(1.0, Some("too_small")), (1.5, None), (3.0, Some("too_large"))] {
        assert_eq!(code(&open, &Value::Double(Some(number))).as_deref(), expected);
    }
}

#[test]
fn a_range_compares_exactly_whatever_the_types() {
    let half = range!(0.5, 0.5);
    assert!(passes(&half, &Value::Decimal(Some(Decimal::new(5, 1)))));
    assert_eq!(code(&half, &Value::BigInt(Some(0))).as_deref(), Some("too_small"));
    assert_eq!(code(&half, &Value::BigInt(Some(1))).as_deref(), Some("too_large"));
    // 0.1 is the same number for a double, a float and a decimal, as it was written.
    let tenth = range!(0.1, 0.1);
    assert!(passes(&tenth, &Value::Float(Some(0.1))));
    assert!(passes(&tenth, &Value::Double(Some(0.1))));
    assert!(passes(&tenth, &Value::Decimal(Some(Decimal::new(1, 1)))));
    // 2^63 is a double, and i64::MAX is one less.
    assert!(passes(&range!(i64::MIN, 9_223_372_036_854_775_808.0), &Value::BigInt(Some(i64::MAX))));
    assert_eq!(
        code(&range!(0_i64, i64::MAX), &Value::Double(Some(9_223_372_036_854_775_808.0))).as_deref(),
        Some("too_large")
    );
    assert_eq!(code(&range!(-1_i64, 0_i64), &Value::Double(Some(-1.5))).as_deref(), Some("too_small"));
    assert_eq!(code(&range!(0_i64, 1e300), &Value::Decimal(Some(Decimal::NEGATIVE_ONE))).as_deref(), Some("too_small"));
    assert!(passes(&range!(Decimal::new(-5, 1), Decimal::MAX), &Value::Double(Some(-0.5))));
    assert!(passes(&range!(Decimal::MIN, Decimal::MAX), &Value::BigInt(Some(i64::MIN))));
}

#[test]
fn what_is_no_number_is_in_no_range() {
    let rule = range!(f64::NEG_INFINITY, f64::INFINITY);
    assert_eq!(code(&rule, &Value::Double(Some(f64::NAN))).as_deref(), Some("bad_format"));
    assert_eq!(code(&rule, &Value::Float(Some(f32::NAN))).as_deref(), Some("bad_format"));
    assert!(passes(&rule, &Value::Double(Some(f64::MAX))));
}

#[test]
fn a_range_says_its_bounds() {
    let finding = check(&range!(0.5, Decimal::new(1050, 2)), &Value::Double(Some(0.25))).unwrap_err();
    assert_eq!(finding.detail, "must be at least 0.5");
    assert_eq!(finding.params, [("min".into(), json!(0.5)), ("max".into(), json!("10.5"))]);
}

proptest! {
    #[test]
    fn a_range_of_one_type_is_that_of_the_validator_crate(value: i64, bound: i64, real: f64, limit: f64) {
        let mine = compare(&Value::BigInt(Some(value)), Number::Integer(bound));
        prop_assert_eq!(mine.is_some_and(|order| order.is_ge()), value.validate_range(Some(bound), None, None, None));
        let mine = compare(&Value::Double(Some(real)), Number::Float(limit));
        prop_assert_eq!(mine.is_some_and(|order| order.is_ge()), real.validate_range(Some(limit), None, None, None));
    }

    #[test]
    fn integers_and_doubles_compare_both_ways_alike(value in any::<i64>(), near in -2.0..2.0, far in any::<f64>()) {
        for real in [value as f64, value as f64 + near, far] {
            let forth = compare(&Value::BigInt(Some(value)), Number::Float(real));
            let back = compare(&Value::Double(Some(real)), Number::Integer(value));
            prop_assert_eq!(forth, back.map(std::cmp::Ordering::reverse));
        }
        let small = value >> 20;
        let expected = (small as f64).partial_cmp(&near);
        prop_assert_eq!(compare(&Value::BigInt(Some(small)), Number::Float(near)), expected);
    }
}

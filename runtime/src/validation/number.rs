//! Comparing a cell with a bound, exactly, whatever types they have: `min = 0` is an integer also on a `f64`.

use std::cmp::Ordering;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use sea_orm::Value;

use crate::descriptor::Number;

/// `None` where the cell is no number, or a NaN is involved.
pub(super) fn compare(value: &Value, bound: Number) -> Option<Ordering> {
    match value {
        Value::SmallInt(Some(number)) => compare_integer((*number).into(), bound),
        Value::Int(Some(number)) => compare_integer((*number).into(), bound),
        Value::BigInt(Some(number)) => compare_integer(*number, bound),
        Value::Float(Some(number)) => match bound {
            // The literal `0.1` is a double; beside a f32 it means the f32 next to it.
            Number::Float(bound) => number.partial_cmp(&(bound as f32)),
            bound => compare_float((*number).into(), bound),
        },
        Value::Double(Some(number)) => compare_float(*number, bound),
        Value::Decimal(Some(number)) => compare_decimal(*number, bound),
        _ => None,
    }
}

fn compare_integer(value: i64, bound: Number) -> Option<Ordering> {
    match bound {
        Number::Integer(bound) => Some(value.cmp(&bound)),
        Number::Float(bound) => compare_float(bound, Number::Integer(value)).map(Ordering::reverse),
        Number::Decimal(bound) => Some(Decimal::from(value).cmp(&bound)),
    }
}

fn compare_float(value: f64, bound: Number) -> Option<Ordering> {
    match bound {
        Number::Float(bound) => value.partial_cmp(&bound),
        Number::Integer(bound) => {
            // Beyond 2^53 an integer has no exact double, so the whole parts are compared as integers.
            let whole = value.floor();
            let fraction = value - whole;
            let by_magnitude = value.partial_cmp(&0.0)?;
            let whole = whole.to_i128().map_or(by_magnitude, |whole| whole.cmp(&bound.into()));
            Some(whole.then(if fraction > 0.0 { Ordering::Greater } else { Ordering::Equal }))
        }
        Number::Decimal(bound) => compare_decimal(bound, Number::Float(value)).map(Ordering::reverse),
    }
}

fn compare_decimal(value: Decimal, bound: Number) -> Option<Ordering> {
    match bound {
        Number::Decimal(bound) => Some(value.cmp(&bound)),
        Number::Integer(bound) => Some(value.cmp(&Decimal::from(bound))),
        // The digits that were written are meant: `max = 0.1` is a tenth, not the double beside it.
        Number::Float(bound) => match Decimal::try_from(bound) {
            Ok(bound) => Some(value.cmp(&bound)),
            Err(_) => 0.0.partial_cmp(&bound),
        },
    }
}

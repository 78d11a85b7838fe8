use std::cmp::Ordering;

use sea_orm::Value;
use serde_json::json;

use super::{Finding, number::compare};
use crate::{
    descriptor::{Kind, Number},
    error::code,
    json::to_json,
};

/// One kind of bound.
struct Bound {
    /// Its name in the rule and in `params`.
    name: &'static str,
    code: &'static str,
    words: &'static str,
    /// Whether a value that compares so with it is refused.
    refuses: fn(Ordering) -> bool,
}

/// In the order of [`check`]'s bounds.
const BOUNDS: [Bound; 4] = [
    Bound { name: "min", code: code::TOO_SMALL, words: "at least", refuses: Ordering::is_lt },
    Bound { name: "max", code: code::TOO_LARGE, words: "at most", refuses: Ordering::is_gt },
    Bound { name: "exclusive_min", code: code::TOO_SMALL, words: "greater than", refuses: Ordering::is_le },
    Bound { name: "exclusive_max", code: code::TOO_LARGE, words: "less than", refuses: Ordering::is_ge },
];

/// `bounds` are `min`, `max`, `exclusive_min`, `exclusive_max`. The validator crate lets a NaN pass; here it fails, since
/// it is in no range.
pub(super) fn check(value: &Value, bounds: [Option<Number>; 4]) -> Result<(), Finding> {
    let is_nan = match value {
        Value::Double(Some(number)) => number.is_nan(),
        Value::Float(Some(number)) => number.is_nan(),
        _ => false,
    };
    if is_nan {
        return Err(Finding::new(code::BAD_FORMAT, "must be a number"));
    }
    let given = || BOUNDS.iter().zip(bounds).filter_map(|(bound, limit)| Some((bound, limit?)));
    let Some((bound, limit)) = given().find(|(bound, limit)| compare(value, *limit).is_some_and(bound.refuses)) else {
        return Ok(());
    };
    let finding = Finding::new(bound.code, format!("must be {} {}", bound.words, text(limit)));
    Err(given().fold(finding, |finding, (bound, limit)| finding.param(bound.name, param(limit))))
}

/// How two bounds read between which there is nothing; in the order of [`check`]'s.
pub fn contradiction(kind: Kind, bounds: [Option<Number>; 4]) -> Option<String> {
    let [min, max, exclusive_min, exclusive_max] = bounds;
    let (least, above) = min.map(|bound| (bound, false)).or(exclusive_min.map(|bound| (bound, true)))?;
    let (most, below) = max.map(|bound| (bound, false)).or(exclusive_max.map(|bound| (bound, true)))?;
    // Of whole numbers the last that is allowed counts.
    let (last, open) = match least {
        Number::Integer(number) if kind.is_integer() && above => (Number::Integer(number.saturating_add(1)), false),
        number => (number, above),
    };
    let last = match last {
        Number::Integer(number) => Value::BigInt(Some(number)),
        Number::Float(number) => Value::Double(Some(number)),
        Number::Decimal(number) => Value::Decimal(Some(number)),
    };
    let nothing = match compare(&last, most) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => open || below,
        _ => false,
    };
    let words = |exclusive: bool, here: usize| if exclusive { BOUNDS[here + 2].words } else { BOUNDS[here].words };
    nothing.then(|| format!("{} {} and {} {}", words(above, 0), text(least), words(below, 1), text(most)))
}

/// The bound in the form that the field has on the wire.
fn param(limit: Number) -> serde_json::Value {
    match limit {
        Number::Integer(limit) => json!(limit),
        Number::Float(limit) => json!(limit),
        Number::Decimal(limit) => to_json(&Value::Decimal(Some(limit))),
    }
}

fn text(limit: Number) -> String {
    match param(limit) {
        serde_json::Value::String(text) => text,
        number => number.to_string(),
    }
}

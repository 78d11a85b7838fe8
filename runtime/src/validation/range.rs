use std::cmp::Ordering;

use sea_orm::Value;
use serde_json::json;

use super::{Finding, number::compare};
use crate::{descriptor::Number, error::code, json::to_json};

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

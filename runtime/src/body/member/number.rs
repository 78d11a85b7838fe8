use rust_decimal::Decimal;
use sea_orm::Value;
use serde_json::json;

use super::{must_be, refuse, text::text, wrong_type};
use crate::{
    descriptor::{Field, Kind},
    error::{Violation, code},
    json::{self as form, NumberFault},
};

pub(super) fn integer(field: &Field, json: &str) -> Result<Value, Violation> {
    let bounds = field.kind.integer_bounds().unwrap_or((i64::MIN, i64::MAX));
    let value = number(field, json, |json| form::read_integer(json, bounds))?;
    // Within its bounds, the number is one of its kind.
    Ok(match field.kind {
        Kind::I16 => Value::SmallInt(i16::try_from(value).ok()),
        Kind::I32 => Value::Int(i32::try_from(value).ok()),
        _ => Value::BigInt(Some(value)),
    })
}

pub(super) fn number<T>(
    field: &Field,
    json: &str,
    read: impl Fn(&str) -> Result<T, NumberFault>,
) -> Result<T, Violation> {
    if !is_number(json) {
        return Err(wrong_type(field));
    }
    read(json).map_err(|fault| number_fault(field, fault))
}

fn is_number(json: &str) -> bool {
    matches!(json.as_bytes(), [b'-' | b'0'..=b'9', ..])
}

/// A decimal may come as a text, which no client rounds, or as a number.
pub(super) fn decimal(field: &Field, json: &str) -> Result<Decimal, Violation> {
    let outcome = if is_number(json) {
        form::read_decimal_number(json, field.decimal)
    } else {
        form::read_decimal_text(&text(field, json)?, field.decimal)
    };
    outcome.map_err(|fault| number_fault(field, fault))
}

fn number_fault(field: &Field, fault: NumberFault) -> Violation {
    let code = match fault {
        NumberFault::NotWhole => code::WRONG_TYPE,
        NumberFault::BadForm | NumberFault::TooPrecise => code::BAD_FORMAT,
        NumberFault::TooSmall => code::TOO_SMALL,
        NumberFault::TooLarge => code::TOO_LARGE,
    };
    let (precision, scale) = field.decimal;
    let violation = match field.kind {
        Kind::Decimal => refuse(field, code, decimal_detail(precision, scale)),
        kind => must_be(field, code, kind),
    };
    match (fault, field.kind) {
        (NumberFault::TooPrecise, _) => violation.param("scale", scale),
        (NumberFault::TooSmall | NumberFault::TooLarge, kind) => {
            let [least, greatest] = bounds(kind, precision, scale);
            violation.param("min", least).param("max", greatest)
        }
        _ => violation,
    }
}

fn decimal_detail(precision: u32, scale: u32) -> String {
    format!(
        "must be a decimal number with at most {} digits before the point and {scale} behind it, such as \"12.5\"",
        precision.saturating_sub(scale)
    )
}

/// The least and greatest number of a kind, in its form on the wire.
fn bounds(kind: Kind, precision: u32, scale: u32) -> [serde_json::Value; 2] {
    match kind {
        Kind::F32 => [json!(f32::MIN), json!(f32::MAX)],
        Kind::F64 => [json!(f64::MIN), json!(f64::MAX)],
        Kind::Decimal => {
            let integer = "9".repeat(precision.saturating_sub(scale).max(1) as usize);
            let greatest = match scale {
                0 => integer,
                _ if scale >= precision => format!("0.{}", "9".repeat(scale as usize)),
                _ => format!("{integer}.{}", "9".repeat(scale as usize)),
            };
            [format!("-{greatest}").into(), greatest.into()]
        }
        kind => kind
            .integer_bounds()
            .map_or([json!(i64::MIN), json!(i64::MAX)], |(least, most)| [least.into(), most.into()]),
    }
}

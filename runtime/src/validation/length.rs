use sea_orm::Value;
use validator::ValidateLength;

use super::Finding;
use crate::error::code;

/// Characters of a text, bytes of `Vec<u8>`. `equal` alone counts where it is given, as in the validator crate.
pub(super) fn check(value: &Value, min: Option<u64>, max: Option<u64>, equal: Option<u64>) -> Result<(), Finding> {
    let (length, unit) = match value {
        Value::String(Some(text)) => (text.length(), "character"),
        Value::Bytes(Some(bytes)) => (bytes.length(), "byte"),
        _ => return Ok(()),
    };
    let Some(length) = length else { return Ok(()) };
    if let Some(equal) = equal {
        let code = match length {
            _ if length == equal => return Ok(()),
            _ if length < equal => code::TOO_SHORT,
            _ => code::TOO_LONG,
        };
        return Err(Finding::new(code, format!("must have exactly {}", counted(equal, unit))).param("equal", equal));
    }
    let (code, detail) = match (min, max) {
        (Some(min), _) if length < min => (code::TOO_SHORT, format!("must have at least {}", counted(min, unit))),
        (_, Some(max)) if length > max => (code::TOO_LONG, format!("must have at most {}", counted(max, unit))),
        _ => return Ok(()),
    };
    let finding = Finding::new(code, detail);
    let finding = min.into_iter().fold(finding, |finding, min| finding.param("min", min));
    Err(max.into_iter().fold(finding, |finding, max| finding.param("max", max)))
}

fn counted(number: u64, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

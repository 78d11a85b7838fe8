use super::object::MOST_LEVELS;
use crate::error::{Error, code};

/// The answer to a text that is no JSON.
pub(super) fn not_json(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    malformed(reason, error.line(), error.column())
}

/// The answer to bytes that are no UTF-8 (RFC 8259, section 8.1).
pub(super) fn not_unicode(bytes: &[u8], offset: usize) -> Error {
    let (line, column) = position(bytes, offset);
    malformed("this is not UTF-8", line, column)
}

/// The answer to a text that is nested deeper than anybody means it (RFC 8259, section 9, allows such a limit).
pub(super) fn too_deep(text: &str, offset: usize) -> Error {
    let (line, column) = position(text.as_bytes(), offset);
    malformed(&format!("this is nested deeper than {MOST_LEVELS} levels"), line, column)
}

/// The answer to no text at all, where something like `a JSON object` is expected.
pub(super) fn empty(expected: &str) -> Error {
    Error::bad_request(code::MALFORMED, format!("The body is empty; it must be {expected}."))
}

fn malformed(reason: &str, line: usize, column: usize) -> Error {
    Error::bad_request(
        code::MALFORMED,
        format!("The body cannot be read as JSON: {reason}, at line {line}, column {column}."),
    )
}

/// Line and column of an offset, both from one; columns count bytes, as those of the JSON parser do.
fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |index| index + 1);
    (line, offset - start + 1)
}

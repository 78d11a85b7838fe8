use std::fmt::Write;

use sea_orm::Value;

use crate::database::Backend;

/// A value as it stands in a column's DEFAULT, in the form in which it would be bound. `None` for null and for what has
/// no literal.
pub fn literal(value: &Value, backend: Backend) -> Option<String> {
    match value {
        Value::Bool(Some(value)) => Some(truth(*value, backend).to_owned()),
        Value::SmallInt(Some(number)) => Some(number.to_string()),
        Value::Int(Some(number)) => Some(number.to_string()),
        Value::BigInt(Some(number)) => Some(number.to_string()),
        Value::Float(Some(number)) => number.is_finite().then(|| format!("{number:?}")),
        Value::Double(Some(number)) => number.is_finite().then(|| format!("{number:?}")),
        Value::Decimal(Some(number)) => Some(number.to_string()),
        Value::String(Some(text)) => quoted(text),
        Value::Uuid(Some(id)) => match backend {
            Backend::Sqlite => Some(format!("X'{}'", hex(id.as_bytes()))),
            Backend::Postgres => quoted(&id.to_string()),
        },
        Value::ChronoDateTimeUtc(Some(at)) => quoted(&at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)),
        Value::ChronoDateTime(Some(at)) => quoted(&at.format("%F %T%.f").to_string()),
        Value::ChronoDate(Some(date)) => quoted(&date.format("%F").to_string()),
        Value::ChronoTime(Some(time)) => quoted(&time.format("%T%.f").to_string()),
        Value::Json(Some(value)) => quoted(&value.to_string()),
        Value::Bytes(Some(bytes)) => match backend {
            Backend::Sqlite => Some(format!("X'{}'", hex(bytes))),
            Backend::Postgres => Some(format!("'\\x{}'", hex(bytes))),
        },
        _ => None,
    }
}

/// A text in quotes; none of those with a NUL, which no SQL text can hold.
pub fn quoted(text: &str) -> Option<String> {
    (!text.contains('\0')).then(|| format!("'{}'", text.replace('\'', "''")))
}

/// A name in quotes.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names in quotes with commas between.
pub fn identifiers(names: &[&str]) -> String {
    names.iter().map(|name| identifier(name)).collect::<Vec<_>>().join(", ")
}

fn truth(value: bool, backend: Backend) -> &'static str {
    match (backend, value) {
        (Backend::Sqlite, false) => "0",
        (Backend::Sqlite, true) => "1",
        (Backend::Postgres, false) => "FALSE",
        (Backend::Postgres, true) => "TRUE",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_names_are_quoted() {
        assert_eq!(quoted("it's").as_deref(), Some("'it''s'"));
        assert_eq!(quoted("a\0b"), None);
        assert_eq!(identifiers(&["a", "b\"c"]), "\"a\", \"b\"\"c\"");
    }

    #[test]
    fn what_has_no_literal_has_no_default() {
        assert_eq!(literal(&Value::Double(Some(f64::NAN)), Backend::Postgres), None);
        assert_eq!(literal(&Value::BigInt(None), Backend::Sqlite), None);
    }
}

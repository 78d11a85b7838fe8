//! A request's query, read as the document's parameters describe it.

use reqwest::Url;
use serde_json::Value;

/// Names and values, decoded.
pub(crate) fn pairs(path: &str) -> Vec<(String, String)> {
    let url = Url::parse(&format!("http://localhost{path}"));
    url.map(|url| url.query_pairs().into_owned().collect()).unwrap_or_default()
}

/// The parameter of an operation. A filter without an operator is named, and `__eq` is another name of it.
pub(crate) fn parameter<'a>(operation: &'a Value, name: &str) -> Option<&'a Value> {
    let parameters = operation["parameters"].as_array()?;
    let named = |name: &str| parameters.iter().find(|one| one["in"] == "query" && one["name"] == *name);
    named(name).or_else(|| named(name.strip_suffix("__eq")?))
}

/// The value that a text stands for by the parameter's schema and style. A text that is none of its type stays one, and is
/// not valid then.
pub(crate) fn value(parameter: &Value, text: &str) -> Value {
    let schema = &parameter["schema"];
    if schema["type"] != "array" {
        return single(schema, text);
    }
    assert!(parameter["style"] == "form" && parameter["explode"] == false, "values between commas: {parameter}");
    split(text).into_iter().map(|text| single(&schema["items"], text)).collect()
}

fn single(schema: &Value, text: &str) -> Value {
    let json = || serde_json::from_str(text).unwrap_or_else(|_| text.into());
    match schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => json(),
        // The plus of an offset that its sender has not encoded.
        _ if schema["format"] == "date-time" => text.replace(' ', "+").into(),
        _ => text.into(),
    }
}

/// At the commas outside of quotes, which stay: the document tells of them.
fn split(text: &str) -> Vec<&str> {
    let (mut values, mut rest) = (Vec::new(), text);
    loop {
        let is_quoted = rest.starts_with('"');
        let mut is_open = false;
        let ends = |letter: char| {
            is_open ^= is_quoted && letter == '"';
            letter == ',' && !is_open
        };
        let end = rest.find(ends).unwrap_or(rest.len());
        values.push(&rest[..end]);
        let Some(behind) = rest.get(end + 1..) else { return values };
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_read_by_their_parameter() {
        let list = |kind: &str| json!({"schema": {"type": "array", "items": {"type": kind}}, "style": "form", "explode": false});
        let of = |schema: Value| json!({"schema": schema});
        for (parameter, text, expected) in [
            (list("string"), "a,b", json!(["a", "b"])),
            (list("string"), "\"a,b\",c", json!(["\"a,b\"", "c"])),
            (list("string"), "\"say \"\"a,b\"\"\",c", json!(["\"say \"\"a,b\"\"\"", "c"])),
            (list("string"), "5\",b", json!(["5\"", "b"])),
            (list("string"), "a,", json!(["a", ""])),
            (list("integer"), "1,x", json!([1, "x"])),
            (of(json!({"type": "boolean"})), "true", json!(true)),
            (of(json!({"type": "string"})), "7", json!("7")),
            (of(json!({"type": "string", "format": "date-time"})), "12:00 05:30", json!("12:00+05:30")),
        ] {
            assert_eq!(value(&parameter, text), expected, "{text}");
        }
    }

    #[test]
    fn a_filter_by_equality_has_two_names() {
        let operation = json!({"parameters": [
            {"in": "query", "name": "views"}, {"in": "query", "name": "total"}, {"in": "query", "name": "total__eq"}
        ]});
        let name = |name| parameter(&operation, name).map(|parameter| parameter["name"].clone());
        assert_eq!(name("views__eq"), Some(json!("views")));
        assert_eq!(name("total__eq"), Some(json!("total__eq")));
        assert_eq!(name("views__gt"), None);
        assert_eq!(pairs("/a?b+c=%2B&&d"), [("b c", "+"), ("d", "")].map(|(name, value)| (name.into(), value.into())));
    }
}

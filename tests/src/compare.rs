use serde_json::Value;

/// Compares a JSON value with what is expected, and says where it differs.
///
/// A text of the expected value that begins with `$` stands for any value of a form: `$any`, `$text`, `$number`, `$uuid`,
/// `$time`. With `more`, objects may have members that are not expected.
///
/// # Errors
/// The first difference, with its place.
pub fn compare(expected: &Value, found: &Value, more: bool) -> Result<(), String> {
    match (expected, found) {
        (Value::String(form), _) if form.starts_with('$') => {
            if has_form(form, found) {
                Ok(())
            } else {
                Err(format!(": expected {form}, found {found}"))
            }
        }
        (Value::Object(expected), Value::Object(found)) => {
            for (name, expected) in expected {
                let found = found.get(name).ok_or_else(|| format!("/{name}: missing"))?;
                compare(expected, found, more).map_err(|difference| format!("/{name}{difference}"))?;
            }
            match found.keys().find(|name| !expected.contains_key(*name)) {
                Some(name) if !more => Err(format!("/{name}: not expected")),
                _ => Ok(()),
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(expected, found, more).map_err(|difference| format!("/{index}{difference}"))?;
            }
            Ok(())
        }
        _ if expected == found => Ok(()),
        _ => Err(format!(": expected {expected}, found {found}")),
    }
}

fn has_form(form: &str, found: &Value) -> bool {
    let text = found.as_str();
    match form {
        "$any" => true,
        "$text" => text.is_some_and(|text| !text.is_empty()),
        "$number" => found.is_number(),
        "$uuid" => text.is_some_and(|text| text.len() == 36 && text.parse::<restruct::uuid::Uuid>().is_ok()),
        "$time" => text.is_some_and(|text| {
            text.ends_with('Z') && text.parse::<restruct::chrono::DateTime<restruct::chrono::Utc>>().is_ok()
        }),
        other => panic!("there is no form {other}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;

    #[test]
    fn differences_are_found_where_they_are() {
        let found = json!({"a": [1, {"b": "x"}], "t": "2026-01-05T08:00:00Z"});
        assert_eq!(compare(&json!({"a": [1, {"b": "x"}], "t": "$time"}), &found, false), Ok(()));
        assert_eq!(compare(&json!({"a": "$any"}), &found, true), Ok(()));
        let differs = |expected| compare(&expected, &found, false).unwrap_err();
        assert_eq!(differs(json!({"a": "$any"})), "/t: not expected");
        assert_eq!(differs(json!({"a": [1, {"b": "y"}], "t": "$time"})), r#"/a/1/b: expected "y", found "x""#);
        assert_eq!(differs(json!({"a": [1], "t": "$time"})), r#"/a: expected [1], found [1,{"b":"x"}]"#);
        assert_eq!(differs(json!({"c": 1})), "/c: missing");
        assert_eq!(differs(json!({"t": "$uuid", "a": "$any"})), r#"/t: expected $uuid, found "2026-01-05T08:00:00Z""#);
    }
}

//! `?fields=`: the schema of an answer holds but for what is not asked for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// The schema of an object, of which the asked-for properties and the key are there: all of them, and no others.
pub(crate) fn projected(schema: &Value, asked: &BTreeSet<String>) -> Value {
    let mut schema = schema.clone();
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.retain(|name, _| asked.contains(name));
    }
    schema["required"] = json!(asked);
    schema["additionalProperties"] = json!(false);
    schema
}

/// The fields that `fields` names, and those of the key, which the template of the object's path tells.
pub(crate) fn asked(fields: &str, template: &str) -> BTreeSet<String> {
    let key = template.rsplit('/').next().unwrap_or_default();
    let key = key.split(',').map(|part| part.trim_matches(['{', '}']));
    key.chain(fields.split(',')).map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_always_asked_for() {
        let asked = asked("title,tag_id", "/post-tags/{post_id},{tag_id}");
        assert_eq!(asked.into_iter().collect::<Vec<_>>(), ["post_id", "tag_id", "title"]);
    }

    #[test]
    fn exactly_what_is_asked_for_is_there() {
        let schema = json!({
            "type": "object", "required": ["id", "title", "views"],
            "properties": {"id": {"type": "integer"}, "title": {"type": "string"}, "views": {"type": "integer"}}
        });
        let schema = projected(&schema, &asked("title", "/posts/{id}"));
        let is_valid = |answer| jsonschema::is_valid(&schema, &answer);
        assert!(is_valid(json!({"id": 1, "title": "a"})));
        assert!(!is_valid(json!({"id": 1})), "what is asked for is missing");
        assert!(!is_valid(json!({"title": "a"})), "the key is missing");
        assert!(!is_valid(json!({"id": 1, "title": "a", "views": 5})), "more than asked for");
        assert!(!is_valid(json!({"id": 1, "title": 5})), "of another type");
    }
}

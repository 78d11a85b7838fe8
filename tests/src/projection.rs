//! `?expand=` and `?fields=`: the schema of an answer holds for what is asked for, and nothing else is there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::document::Document;

/// What is asked for of rows.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// All, where none is named.
    fields: Option<BTreeSet<String>>,
    /// Relations, and what is asked for of the rows that they lead to.
    relations: BTreeMap<String, Asked>,
}

impl Asked {
    /// The values of both parameters.
    pub(crate) fn read(expand: Option<&str>, fields: Option<&str>) -> Self {
        let mut asked = Self::default();
        for path in expand.into_iter().flat_map(|paths| paths.split(',')) {
            asked.of(path.split('.'));
        }
        asked.fields = fields.map(|_| BTreeSet::new());
        for name in fields.into_iter().flat_map(|names| names.split(',')) {
            let (path, field) = name.rsplit_once('.').map_or((None, name), |(path, field)| (Some(path), field));
            let rows = asked.of(path.into_iter().flat_map(|path| path.split('.')));
            rows.fields.get_or_insert_default().insert(field.to_owned());
        }
        asked
    }

    fn of<'p>(&mut self, path: impl Iterator<Item = &'p str>) -> &mut Self {
        path.fold(self, |asked, relation| asked.relations.entry(relation.to_owned()).or_default())
    }
}

/// The schema of a resource's row, of which what is asked for and the key are there: all of it, and nothing else.
pub(crate) fn projected(document: &Document, resource: &str, asked: &Asked) -> Value {
    let mut schema = document.resource(resource).clone();
    let key = document.key(resource);
    let is_needed = |name: &str| match &asked.fields {
        None => false,
        Some(fields) => fields.contains(name) || key.iter().flatten().any(|part| *part == name),
    };
    // Of rows without a path of their own it does not show what their key is.
    let is_left_out = |name: &str| asked.fields.is_some() && key.is_some() && !is_needed(name);
    let mut needed: BTreeSet<String> = asked.relations.keys().cloned().collect();
    if asked.fields.is_none() {
        needed.extend(schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    }
    let mut properties = schema["properties"].as_object().cloned().unwrap_or_default();
    properties.retain(|name, property| match document.far(property) {
        Some(_) => asked.relations.contains_key(name),
        None => !is_left_out(name),
    });
    for (name, property) in &mut properties {
        match (document.far(property).map(str::to_owned), asked.relations.get(name)) {
            (Some(far), Some(asked)) => *property = expanded(document, property, &far, asked),
            _ if is_needed(name) => drop(needed.insert(name.clone())),
            _ => {}
        }
    }
    schema["properties"] = properties.into();
    schema["required"] = json!(needed);
    schema["additionalProperties"] = json!(false);
    schema
}

/// The property of an expanded relation.
fn expanded(document: &Document, property: &Value, far: &str, asked: &Asked) -> Value {
    let rows = projected(document, far, asked);
    if property.get("anyOf").is_some() {
        return json!({"anyOf": [rows, {"type": "null"}]});
    }
    let mut schema = document.resolved(property).clone();
    schema["properties"]["items"]["items"] = rows;
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_valid(expand: Option<&str>, fields: Option<&str>, answer: &Value) -> bool {
        let row = |properties: Value| json!({"type": "object", "required": ["id", "title"], "properties": properties});
        let text = json!({"type": "string"});
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let one = json!({"anyOf": [to("Post"), {"type": "null"}]});
        let many = json!({"type": "object", "required": ["items", "next"], "properties": {
            "items": {"type": "array", "items": to("Post")}, "next": {"type": ["string", "null"]}
        }});
        let schemas = json!({
            "Post": row(json!({"id": {"type": "integer"}, "title": text, "body": text, "first": one, "all": to("Many")})),
            "Many": many,
        });
        let get = |name: &str| json!({"get": {"responses": {"200": {"content": {"application/json": {"schema": to(name)}}}}}});
        let document = json!({"components": {"schemas": schemas}, "paths": {"/posts/{id}": get("Post")}});
        let document = Document::new(document);
        let mut schema = projected(&document, "Post", &Asked::read(expand, fields));
        schema["components"] = document.value()["components"].clone();
        jsonschema::is_valid(&schema, answer)
    }

    #[test]
    fn exactly_what_is_asked_for_is_there() {
        let fields = |answer| is_valid(None, Some("title"), &answer);
        assert!(fields(json!({"id": 1, "title": "a"})));
        assert!(!fields(json!({"id": 1})), "what is asked for is missing");
        assert!(!fields(json!({"title": "a"})), "the key is missing");
        assert!(!fields(json!({"id": 1, "title": "a", "body": "b"})), "more than asked for");
        assert!(!fields(json!({"id": 1, "title": 5})), "of another type");
        let plain = |answer| is_valid(None, None, &answer);
        assert!(plain(json!({"id": 1, "title": "a"})) && !plain(json!({"id": 1, "title": "a", "first": null})));
    }

    #[test]
    fn expanded_rows_are_there_as_they_are_asked_for() {
        let row = json!({"id": 1, "title": "a"});
        let with = |first: Value, all: Value| json!({"id": 1, "title": "a", "first": first, "all": all});
        let all = |items: Value| json!({"items": items, "next": null});
        let asked = |answer: &Value| is_valid(Some("first,all.first"), Some("title,first.title"), answer);
        let inner = |first: Value| json!([{"id": 1, "title": "a", "first": first}]);
        assert!(asked(&with(row.clone(), all(inner(Value::Null)))));
        assert!(asked(&with(Value::Null, all(inner(row.clone())))));
        assert!(!asked(&with(json!({"id": 1, "title": "a", "body": "b"}), all(json!([])))), "more than asked for");
        assert!(!asked(&with(row.clone(), all(json!([row])))), "a relation is missing behind another");
        assert!(!asked(&json!({"id": 1, "title": "a", "first": null})), "a relation is missing");
    }
}

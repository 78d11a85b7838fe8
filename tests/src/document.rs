//! An OpenAPI document, as far as answers and requests are held to it.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::query;

/// A document whose answers are closed: what it does not name is not there.
pub(crate) struct Document(Value);

/// What an answer shows.
pub(crate) enum Shown<'a> {
    One(&'a str),
    Page(&'a str),
}

impl Document {
    pub(crate) fn new(mut document: Value) -> Self {
        close(&mut document);
        inline_parameters(&mut document);
        Self(document)
    }

    pub(crate) fn value(&self) -> &Value {
        &self.0
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0["paths"].as_object().into_iter().flatten()
    }

    pub(crate) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return value };
        let pointer = reference.strip_prefix('#').expect("a reference into the document");
        self.0.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"))
    }

    /// The resource that a schema shows.
    pub(crate) fn shown<'a>(&'a self, schema: &'a Value) -> Option<Shown<'a>> {
        let items = &self.resolved(schema)["properties"]["items"]["items"];
        name(items).map(Shown::Page).or_else(|| name(schema).map(Shown::One))
    }

    /// The schema of a resource's rows.
    pub(crate) fn resource(&self, name: &str) -> &Value {
        &self.0["components"]["schemas"][name]
    }

    /// The resource that a property leads to.
    pub(crate) fn far<'a>(&'a self, property: &'a Value) -> Option<&'a str> {
        let first = property["anyOf"].get(0).and_then(name);
        first.or_else(|| match self.shown(property.get("$ref").map(|_| property)?)? {
            Shown::Page(far) => Some(far),
            Shown::One(_) => None,
        })
    }

    /// The names of a resource's key, which the template of its rows' path tells; `None` where rows have no path.
    pub(crate) fn key(&self, resource: &str) -> Option<Vec<&str>> {
        let shows = |operation: &Value| match self.shown(success(operation)) {
            Some(Shown::One(shown)) => shown == resource,
            _ => false,
        };
        let shows_one = |item: &Value| ["get", "put", "patch"].iter().any(|method| shows(&item[*method]));
        let one = self.paths().find(|(path, item)| path.ends_with('}') && shows_one(item)).map(|(path, _)| path);
        let path = one.or_else(|| {
            let (list, _) = self.lists(resource).find(|(path, _)| !path.contains('{'))?;
            self.paths().map(|(path, _)| path).find(|path| path.starts_with(&format!("{list}/{{")))
        })?;
        let parts = path.rsplit('/').next().unwrap_or_default().split(',');
        Some(parts.map(|part| part.trim_matches(['{', '}'])).collect())
    }

    /// The operations that list a resource.
    fn lists<'a>(&'a self, resource: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
        let is_list = move |operation: &Value| matches!(self.shown(success(operation)), Some(Shown::Page(shown)) if shown == resource);
        self.paths().map(|(path, item)| (path, &item["get"])).filter(move |(_, operation)| is_list(operation))
    }

    /// The parameter of an operation, or one that follows further relations than the document lists.
    pub(crate) fn parameter<'a>(&'a self, operation: &'a Value, name: &str) -> Option<Cow<'a, Value>> {
        query::parameter(operation, name).map(Cow::Borrowed).or_else(|| self.far_parameter(operation, name))
    }

    /// A filter of a list by what several relations lead to, one after the other: it takes what the list of that resource
    /// takes.
    fn far_parameter<'a>(&'a self, operation: &'a Value, name: &str) -> Option<Cow<'a, Value>> {
        let Some(Shown::Page(mut at)) = self.shown(success(operation)) else { return None };
        let (path, last) = name.rsplit_once('.').filter(|(path, _)| is_followed(operation, path))?;
        for relation in path.split('.') {
            at = self.far(self.resource(at)["properties"].get(relation)?)?;
        }
        if let Some(relation) = last.strip_suffix("__isnull")
            && self.resource(at)["properties"].get(relation).is_some_and(|property| self.far(property).is_some())
        {
            let is_near_enough = is_followed(operation, &format!("{path}.{relation}"));
            return is_near_enough.then(|| Cow::Owned(json!({"schema": {"type": "boolean"}})));
        }
        let own = |name: &str| self.lists(at).find_map(|(_, list)| query::parameter(list, name));
        // Behind a relation no name is reserved.
        own(last).filter(|_| !is_named(last)).or_else(|| own(&format!("{last}__eq"))).map(Cow::Borrowed)
    }
}

/// Whether `expand` has the path: filters follow relations as far as it does.
fn is_followed(operation: &Value, path: &str) -> bool {
    let Some(expand) = query::parameter(operation, "expand") else { return false };
    jsonschema::is_valid(&expand["schema"]["items"], &path.into())
}

/// Whether a parameter of lists is called so, whatever their fields.
fn is_named(name: &str) -> bool {
    ["cursor", "expand", "fields", "page", "page_size", "search", "sort", "total"].contains(&name)
}

/// The schema of the answer where all goes well.
pub(crate) fn success(operation: &Value) -> &Value {
    let schema = |status: &str| &operation["responses"][status]["content"]["application/json"]["schema"];
    if operation["responses"]["200"].is_null() { schema("201") } else { schema("200") }
}

/// The schema that is referred to.
fn name(value: &Value) -> Option<&str> {
    value["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

/// Answers may grow, so their schemas are open; for these tests they are not.
fn close(document: &mut Value) {
    let schemas = document["components"]["schemas"].as_object_mut().expect("schemas");
    for schema in schemas.values_mut().filter_map(Value::as_object_mut) {
        if schema.contains_key("properties") {
            schema.entry("additionalProperties").or_insert(Value::Bool(false));
        }
    }
}

/// Lists that stand at several paths share their parameters.
fn inline_parameters(document: &mut Value) {
    let shared = document["components"]["parameters"].clone();
    let items = document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    let operations = items.filter_map(Value::as_object_mut).flat_map(|item| item.values_mut());
    let parameters = operations.filter_map(|operation| operation["parameters"].as_array_mut()).flatten();
    for parameter in parameters {
        if let Some(reference) = parameter["$ref"].as_str() {
            let name = reference.strip_prefix("#/components/parameters/").expect("a reference to a parameter");
            *parameter = shared.get(name).unwrap_or_else(|| panic!("{reference} leads nowhere")).clone();
        }
    }
}

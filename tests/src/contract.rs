use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Mutex, PoisonError},
};

use jsonschema::Validator;
use restruct::utoipa::openapi::OpenApi;
use serde_json::{Map, Value, json};

use crate::{
    Request, Response,
    document::{Document, Shown},
    projection::{self, Asked},
    query,
};

/// An application's OpenAPI document, to which every answer in the tests is held.
pub struct Contract {
    document: Document,
    validators: Mutex<BTreeMap<String, Validator>>,
    seen: Mutex<BTreeSet<(String, String)>>,
}

impl Contract {
    /// By a document as it is served.
    pub fn new(document: &OpenApi) -> Self {
        let document = Document::new(serde_json::to_value(document).expect("JSON"));
        Self { document, validators: Mutex::default(), seen: Mutex::default() }
    }

    /// The document, with its answers closed: what it does not name is not there.
    pub fn document(&self) -> &Value {
        self.document.value()
    }

    /// Operations and statuses that have been answered, as the document names them.
    pub fn seen(&self) -> BTreeSet<(String, String)> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Operations and statuses that the document names.
    pub fn documented(&self) -> BTreeSet<(String, String)> {
        let operations = self.document.paths().flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let statuses = operations.flat_map(|(_, operation)| {
            let statuses = operation["responses"].as_object().into_iter().flat_map(Map::keys);
            statuses.map(|status| (text(&operation["operationId"]), status.clone()))
        });
        statuses.collect()
    }

    /// All in which an answer, or a request that was taken, differs from the document.
    pub fn faults(&self, request: &Request, response: &Response) -> Vec<String> {
        // What a layer has coded is not looked into.
        if !request.is_documented || response.header("content-encoding").is_some() {
            return Vec::new();
        }
        let path = request.path.split('?').next().unwrap_or_default();
        let Some((template, item)) = self.document.paths().find(|(template, _)| fits(template, path)) else {
            return Vec::new();
        };
        let method = if request.method == "HEAD" { "get".to_owned() } else { request.method.as_str().to_lowercase() };
        let Some(operation) = item.get(&method) else {
            return other_method(item, request, response).into_iter().collect();
        };
        let status = response.status.to_string();
        let responses = &operation["responses"];
        let is_refusal = (400..500).contains(&response.status);
        let Some(key) = [status.as_str(), "4XX"]
            .into_iter()
            .find(|key| responses.get(key).is_some() && (*key != "4XX" || is_refusal))
        else {
            return vec![format!("{method} {template} does not name the status {status}")];
        };
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((text(&operation["operationId"]), key.to_owned()));
        let name = format!("{method} {template}");
        if !(200..300).contains(&response.status) {
            return self.faults_of_answer(&format!("{name} {key}"), &responses[key], request, response);
        }
        let (suffix, described) = self.described(&responses[key], request);
        let mut faults = self.faults_of_answer(&format!("{name} {key}{suffix}"), &described, request, response);
        faults.extend(self.fault_of_body(&name, operation, request));
        faults.extend(self.faults_of_query(&name, operation, request));
        faults
    }

    /// An answer as it must be for what the request asks, with a name for that.
    fn described(&self, described: &Value, request: &Request) -> (String, Value) {
        let mut described = self.document.resolved(described).clone();
        let schema = described["content"]["application/json"]["schema"].clone();
        let is_asked = matches!(request.method.as_str(), "GET" | "HEAD");
        let pairs = if is_asked { query::pairs(&request.path) } else { Vec::new() };
        let value = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let asked = Asked::read(value("expand"), value("fields"));
        let projected = match self.document.shown(&schema) {
            Some(Shown::One(resource)) => projection::projected(&self.document, resource, &asked),
            Some(Shown::Page(resource)) => {
                let mut page = self.document.resolved(&schema).clone();
                page["properties"]["items"]["items"] = projection::projected(&self.document, resource, &asked);
                page
            }
            None => return (String::new(), described),
        };
        described["content"]["application/json"]["schema"] = projected;
        (format!(" of {asked:?}"), described)
    }

    fn faults_of_answer(&self, name: &str, described: &Value, request: &Request, response: &Response) -> Vec<String> {
        let described = self.document.resolved(described);
        let mut faults = Vec::new();
        for needed in described["headers"].as_object().into_iter().flat_map(Map::keys).filter(|name| *name != "Link") {
            if response.header(needed).is_none() {
                faults.push(format!("{name} has no header {needed}"));
            }
        }
        if response.body.is_empty() {
            let may_be_empty = described.get("content").is_none() || response.status == 201 || request.method == "HEAD";
            if !may_be_empty {
                faults.push(format!("{name} has no body"));
            }
            return faults;
        }
        let media_type = response.header("content-type").unwrap_or_default();
        match described["content"].get(media_type) {
            None => faults.push(format!("{name} does not name the media type {media_type:?}")),
            Some(content) => faults.extend(self.invalid(name, &content["schema"], &response.json())),
        }
        faults
    }

    /// A body that was taken. Keys that an update tolerates where they equal what is stored are no part of the document.
    fn fault_of_body(&self, name: &str, operation: &Value, request: &Request) -> Option<String> {
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        if schema.is_null() {
            return None;
        }
        let mut body: Value = serde_json::from_slice(request.body.as_deref()?).ok()?;
        let known = self.document.resolved(schema)["properties"].as_object();
        if let (Some(known), Some(members)) = (known.filter(|_| !name.starts_with("post ")), body.as_object_mut()) {
            members.retain(|key, _| known.contains_key(key));
        }
        self.invalid(&format!("{name} request"), schema, &body).map(|fault| format!("taken although {fault}"))
    }

    /// A query that was taken.
    fn faults_of_query(&self, name: &str, operation: &Value, request: &Request) -> Vec<String> {
        let fault = |(asked, text): (String, String)| {
            let Some(parameter) = self.document.parameter(operation, &asked) else {
                return Some(format!("{name} does not name the parameter {asked}"));
            };
            let value = query::value(&parameter, &text);
            let fault = self.invalid(&format!("{name} parameter {asked}"), &parameter["schema"], &value);
            fault.map(|fault| format!("{value} taken although {fault}"))
        };
        query::pairs(&request.path).into_iter().filter_map(fault).collect()
    }

    fn invalid(&self, name: &str, schema: &Value, value: &Value) -> Option<String> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        let validator = validators.entry(name.to_owned()).or_insert_with(|| {
            let whole = json!({"allOf": [schema], "components": self.document.value()["components"]});
            jsonschema::options()
                .should_validate_formats(true)
                .build(&whole)
                .unwrap_or_else(|error| panic!("{name}: {error}"))
        });
        let faults: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        (!faults.is_empty()).then(|| format!("{name} is not valid: {}", faults.join("; ")))
    }
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract").finish_non_exhaustive()
    }
}

/// Whether a path is one of a template's: the same segments, but for those in braces.
fn fits(template: &str, path: &str) -> bool {
    let (mut expected, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return true,
            (Some(expected), Some(found)) if expected == found => {}
            (Some(expected), Some(found)) if expected.starts_with('{') && !found.is_empty() => {}
            _ => return false,
        }
    }
}

/// A method that the document does not have at a path is refused, and `Allow` has those that it has.
fn other_method(item: &Value, request: &Request, response: &Response) -> Option<String> {
    let expected = if request.method == "OPTIONS" { 204 } else { 405 };
    let mut methods: BTreeSet<String> = item.as_object()?.keys().map(|method| method.to_uppercase()).collect();
    if methods.contains("GET") {
        methods.insert("HEAD".to_owned());
    }
    methods.insert("OPTIONS".to_owned());
    let allow = response.header("allow").unwrap_or_default();
    let allowed: BTreeSet<String> = allow.split(", ").map(ToOwned::to_owned).collect();
    let fits = response.status == expected && allowed == methods;
    (!fits)
        .then(|| format!("{} is {} with Allow: {allow}, where there are {methods:?}", request.method, response.status))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

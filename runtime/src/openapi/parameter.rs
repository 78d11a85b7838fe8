//! Parameters: keys in paths, and what a list takes.

use serde_json::json;
use utoipa::openapi::{
    RefOr, Required,
    extensions::Extensions,
    path::{Parameter, ParameterIn, ParameterStyle},
    schema::{Array, Object, Schema, Type},
};

use super::schema::{integer, of_type, path_schema};
use crate::{
    descriptor::{Descriptor, Flags},
    query::LIST_PARAMETERS,
};

/// `{id}`; of a composite key `{post_id},{tag_id}`.
pub fn key_template(descriptor: &Descriptor) -> String {
    let parts = descriptor.key.iter().map(|position| format!("{{{}}}", descriptor.fields[*position].wire));
    parts.collect::<Vec<_>>().join(",")
}

/// One parameter for each part of the key.
pub fn key_parameters(descriptor: &'static Descriptor) -> Vec<Parameter> {
    let is_alone = descriptor.key.len() == 1;
    let part = |position: &usize| {
        let field = &descriptor.fields[*position];
        let description = if field.description.is_empty() { "The key." } else { field.description };
        let mut parameter = parameter(field.wire, ParameterIn::Path, description, path_schema(field, is_alone));
        parameter.required = Required::True;
        parameter
    };
    descriptor.key.iter().map(part).collect()
}

/// What a list takes, in the names that its query reads.
pub fn list_parameters(descriptor: &'static Descriptor) -> Vec<Parameter> {
    LIST_PARAMETERS.iter().filter_map(|name| list_parameter(descriptor, name)).collect()
}

fn list_parameter(descriptor: &'static Descriptor, name: &str) -> Option<Parameter> {
    let limits = descriptor.page;
    let parameter = |description: &str, schema| parameter(name, ParameterIn::Query, description, schema);
    Some(match name {
        "page_size" => {
            let mut schema = counting();
            schema.default = Some(limits.size.into());
            let description = format!("Rows of a page. More than {0} counts as {0}.", limits.max);
            parameter(&description, schema)
        }
        "page" => parameter("The number of a page, from 1. Excludes `cursor`.", counting()),
        "cursor" => {
            let mut schema = of_type(Type::String);
            schema.pattern = Some("^[A-Za-z0-9_-]+$".to_owned());
            parameter("The `next` or `prev` of another page in the same order. Excludes `page`.", schema)
        }
        "total" => {
            let mut schema = of_type(Type::String);
            schema.enum_values = Some(vec!["exact".into(), "none".into()]);
            schema.default = Some(if limits.total { "exact" } else { "none" }.into());
            parameter("Whether all rows are counted, with one more statement.", schema)
        }
        "sort" => return sort_parameter(descriptor),
        _ => return None,
    })
}

fn sort_parameter(descriptor: &'static Descriptor) -> Option<Parameter> {
    let names: Vec<&str> =
        descriptor.fields.iter().filter(|field| field.is(Flags::SORT)).map(|field| field.wire).collect();
    if names.is_empty() {
        return None;
    }
    let mut item = of_type(Type::String);
    item.enum_values = Some(names.iter().flat_map(|name| [(*name).into(), format!("-{name}").into()]).collect());
    let mut schema = Array::new(RefOr::T(Schema::Object(item)));
    schema.min_items = Some(1);
    schema.max_items = Some(names.len());
    schema.unique_items = true;
    if names.len() > 1 {
        schema.extensions =
            Some(Extensions::from_iter([("allOf", json!(names.iter().map(not_both).collect::<Vec<_>>()))]));
    }
    if !descriptor.sort.is_empty() {
        let terms = descriptor.sort.iter().map(|term| {
            let name = descriptor.fields[term.field].wire;
            if term.descending { format!("-{name}") } else { name.to_owned() }
        });
        let terms: Vec<String> = terms.filter(|term| names.contains(&term.trim_start_matches('-'))).collect();
        if terms.len() == descriptor.sort.len() {
            schema.default = Some(terms.into());
        }
    }
    let description = "The order: fields, each once, with `-` before one for descending.";
    let mut parameter = parameter("sort", ParameterIn::Query, description, Object::default());
    parameter.schema = Some(RefOr::T(Schema::Array(schema)));
    parameter.style = Some(ParameterStyle::Form);
    parameter.explode = Some(false);
    Some(parameter)
}

/// A field up and down at once is no order.
fn not_both(name: &&str) -> serde_json::Value {
    let contains = |item: String| json!({"contains": {"const": item}});
    json!({"not": {"allOf": [contains((*name).to_owned()), contains(format!("-{name}"))]}})
}

fn counting() -> Object {
    let mut schema = of_type(Type::Integer);
    schema.minimum = Some(integer(1));
    schema
}

fn parameter(name: &str, place: ParameterIn, description: &str, schema: Object) -> Parameter {
    let mut parameter = Parameter::new(name);
    parameter.parameter_in = place;
    parameter.required = Required::False;
    parameter.description = Some(description.to_owned());
    parameter.schema = Some(RefOr::T(Schema::Object(schema)));
    parameter
}

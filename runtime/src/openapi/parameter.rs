//! Parameters: keys in paths, and what a list takes.

use heck::ToSnakeCase;
use serde_json::{Value as Json, json};
use utoipa::openapi::{
    RefOr, Required,
    extensions::Extensions,
    path::{Parameter, ParameterIn, ParameterStyle},
    schema::{Array, Object, Schema, Type},
};

use super::{
    dotted, example,
    filter_parameter::filter_parameters,
    schema::{integer, of_type, path_schema, search_text},
};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Flags},
    query::{LIST_PARAMETERS, QueryLimits, followed},
};

/// `{id}`; of a composite key `{post_id},{tag_id}`.
pub fn key_template(descriptor: &Descriptor) -> String {
    let parts = descriptor.key.iter().map(|position| format!("{{{}}}", descriptor.fields[*position].wire));
    parts.collect::<Vec<_>>().join(",")
}

/// One parameter for each part of the key.
pub fn key_parameters(descriptor: &'static Descriptor) -> Vec<Parameter> {
    key_parameters_named(descriptor, |wire| wire.to_owned())
}

/// `{tag}`, of the row on the other side of a link; of a composite key `{tag_place},{tag_number}`.
pub fn far_key_template(parent: &Descriptor, far: &'static Descriptor) -> String {
    let parts = far_key_parameters(parent, far).into_iter().map(|parameter| format!("{{{}}}", parameter.name));
    parts.collect::<Vec<_>>().join(",")
}

/// One parameter for each part of the key of the row on the other side of a link.
pub fn far_key_parameters(parent: &Descriptor, far: &'static Descriptor) -> Vec<Parameter> {
    let resource = far.name.to_snake_case();
    let is_taken = |name: &String| parent.key.iter().any(|part| parent.fields[*part].wire == name);
    key_parameters_named(far, |wire| {
        let name = if far.key.len() == 1 { resource.clone() } else { format!("{resource}_{wire}") };
        // Two parameters of one path have two names.
        if is_taken(&name) { format!("far_{name}") } else { name }
    })
}

fn key_parameters_named(descriptor: &'static Descriptor, name: impl Fn(&str) -> String) -> Vec<Parameter> {
    let is_alone = descriptor.key.len() == 1;
    let part = |position: &usize| {
        let field = &descriptor.fields[*position];
        let description = if field.description.is_empty() { "The key." } else { field.description };
        let schema = path_schema(field, is_alone);
        let mut parameter = parameter(&name(field.wire), ParameterIn::Path, description, schema);
        parameter.required = Required::True;
        parameter
    };
    descriptor.key.iter().map(part).collect()
}

/// What a list takes: in the names that its query reads, and of each filter.
pub fn list_parameters(descriptor: &'static Descriptor, backend: Backend, limits: &QueryLimits) -> Vec<Parameter> {
    let named = LIST_PARAMETERS.iter().filter_map(|name| list_parameter(descriptor, backend, limits, name));
    named.chain(filter_parameters(descriptor, backend, limits)).collect()
}

fn list_parameter(
    descriptor: &'static Descriptor,
    backend: Backend,
    limits: &QueryLimits,
    name: &str,
) -> Option<Parameter> {
    let page = descriptor.page;
    let parameter = |description: &str, schema, example| parameter_of_list(name, description, schema, Some(example));
    Some(match name {
        "page_size" => {
            let mut schema = counting();
            schema.default = Some(page.size.into());
            let description = format!("Rows of a page. More than {0} counts as {0}.", page.max);
            parameter(&description, schema, json!(page.size))
        }
        "page" => parameter("The number of a page, from 1. Excludes `cursor`.", counting(), json!(1)),
        "cursor" => {
            let mut schema = of_type(Type::String);
            schema.pattern = Some("^[A-Za-z0-9_-]+$".to_owned());
            let description = "The `next` or `prev` of another page in the same order, with the same filters and `search`. \
                               Excludes `page`.";
            // One that is made up would be refused.
            parameter_of_list(name, description, schema, None)
        }
        "total" => {
            let mut schema = of_type(Type::String);
            schema.enum_values = Some(vec!["exact".into(), "none".into()]);
            schema.default = Some(if page.total { "exact" } else { "none" }.into());
            parameter("Whether all rows are counted, with one more statement.", schema, json!("exact"))
        }
        "sort" => return sort_parameter(descriptor, limits),
        "search" => return search_parameter(descriptor, backend, limits),
        "expand" => return expand_parameter(descriptor, limits),
        "fields" => fields_parameter(descriptor),
        _ => return None,
    })
}

/// What a single object is asked for.
pub fn get_parameters(descriptor: &'static Descriptor, limits: &QueryLimits) -> Vec<Parameter> {
    expand_parameter(descriptor, limits).into_iter().chain([fields_parameter(descriptor)]).collect()
}

/// The rows of other resources in an answer, of a list and of a single object alike.
fn expand_parameter(descriptor: &'static Descriptor, limits: &QueryLimits) -> Option<Parameter> {
    let first = followed(descriptor).next()?;
    let paths = dotted::paths(descriptor);
    let description = format!(
        "The rows of other resources that the answer has beside its own: relations, and behind them with `.` those of the rows \
         that they lead to, up to {} in a path. An answer has at most {} rows in all.",
        descriptor.depth, limits.rows
    );
    let most = paths.count.unwrap_or(limits.paths).min(limits.paths);
    Some(each_once(list_of("expand", &description, paths.item, Some(most), Some(json!([first.wire])))))
}

/// The fields of an answer, of a list and of a single object alike.
fn fields_parameter(descriptor: &'static Descriptor) -> Parameter {
    let shown = descriptor.fields.iter().filter(|field| field.is_shown());
    let own: Vec<&str> = shown.map(|field| field.wire).take(2).collect();
    let names = dotted::fields(descriptor);
    let mut description =
        "The fields of the answer; the key is always among them. Those that are not named are left out, whatever \
                           the answer's schema requires."
            .to_owned();
    if followed(descriptor).next().is_some() {
        description.push_str(
            " Fields behind a relation need it in `expand`; of expanded rows of which none is named, all stay.",
        );
    }
    each_once(list_of("fields", &description, names.item, names.count, Some(json!(own))))
}

fn search_parameter(descriptor: &'static Descriptor, backend: Backend, limits: &QueryLimits) -> Option<Parameter> {
    let searched = || descriptor.fields.iter().enumerate().filter(|(_, field)| field.is(Flags::SEARCH));
    let names: Vec<String> = searched().map(|(_, field)| format!("`{}`", field.wire)).collect();
    if names.is_empty() {
        return None;
    }
    let described = format!(
        "Only where each of these words, and of the phrases in double quotes, occurs in {}, whatever the case. \
         Each has at most {} characters.",
        names.join(" or "),
        limits.characters
    );
    let example = searched().find_map(|(position, _)| example::field_value(descriptor, position, backend));
    let word = example.as_ref().and_then(Json::as_str).and_then(|text| text.split_whitespace().next());
    let word = word.map(|word| word.chars().take(limits.characters).collect::<String>().into());
    Some(parameter_of_list("search", &described, search_text(limits.terms, limits.characters), word))
}

fn sort_parameter(descriptor: &'static Descriptor, limits: &QueryLimits) -> Option<Parameter> {
    let own = descriptor.fields.iter().find(|field| field.is(Flags::SORT)).map(|field| field.wire.to_owned());
    let names = dotted::orders(descriptor)?;
    let example = own.as_ref().or(names.listed.first()).map(|name| json!([format!("-{name}")]));
    let description =
        "The order: fields, each once, with `-` before one for descending. Null comes last in both directions.";
    let most = names.count.unwrap_or(limits.sort_keys).min(limits.sort_keys);
    let mut parameter = each_once(list_of("sort", description, names.item, Some(most), example));
    if let Some(RefOr::T(Schema::Array(schema))) = &mut parameter.schema {
        schema.default = default_order(descriptor).map(Json::from);
        if names.listed.len() > 1 {
            let pairs = names.listed.iter().map(not_both).collect::<Vec<_>>();
            schema.extensions = Some(Extensions::from_iter([("allOf", json!(pairs))]));
        }
    }
    Some(parameter)
}

/// The order that a resource declares, where a client can ask for it too.
fn default_order(descriptor: &'static Descriptor) -> Option<Vec<String>> {
    let terms = descriptor.sort.iter().map(|term| {
        let field = &descriptor.fields[term.field];
        let sign = if term.descending { "-" } else { "" };
        field.is(Flags::SORT).then(|| format!("{sign}{}", field.wire))
    });
    terms.collect::<Option<Vec<_>>>().filter(|terms| !terms.is_empty())
}

/// A field up and down at once is no order.
fn not_both(name: &String) -> Json {
    let contains = |item: String| json!({"contains": {"const": item}});
    json!({"not": {"allOf": [contains(name.clone()), contains(format!("-{name}"))]}})
}

fn counting() -> Object {
    let mut schema = of_type(Type::Integer);
    schema.minimum = Some(integer(1));
    schema
}

/// Values between commas.
pub fn list_of(name: &str, description: &str, item: Object, most: Option<usize>, example: Option<Json>) -> Parameter {
    let mut schema = Array::new(RefOr::T(Schema::Object(item)));
    schema.min_items = Some(1);
    schema.max_items = most;
    schema.examples.extend(example);
    let mut parameter = parameter_of_list(name, description, Object::default(), None);
    parameter.schema = Some(RefOr::T(Schema::Array(schema)));
    parameter.style = Some(ParameterStyle::Form);
    parameter.explode = Some(false);
    parameter
}

/// The same of a list of which no two items are alike.
fn each_once(mut parameter: Parameter) -> Parameter {
    if let Some(RefOr::T(Schema::Array(schema))) = &mut parameter.schema {
        schema.unique_items = true;
    }
    parameter
}

/// A parameter in the query. Its example is the schema's, since a page that shows the document fills in a parameter's own: all
/// of them at once would be asked for.
pub fn parameter_of_list(name: &str, description: &str, mut schema: Object, example: Option<Json>) -> Parameter {
    schema.examples.extend(example);
    parameter(name, ParameterIn::Query, description, schema)
}

fn parameter(name: &str, place: ParameterIn, description: &str, schema: Object) -> Parameter {
    let mut parameter = Parameter::new(name);
    parameter.parameter_in = place;
    parameter.required = Required::False;
    parameter.description = Some(description.to_owned());
    parameter.schema = Some(RefOr::T(Schema::Object(schema)));
    parameter
}

//! Short ways for unit tests to declare a resource and read what is said about it.

use syn::DeriveInput;

use crate::errors::Errors;
use crate::{model, parse};

fn resolve(item: &str) -> Result<Option<model::Resource>, Vec<String>> {
    let errors = Errors::new();
    let input: DeriveInput = syn::parse_str(item).unwrap_or_else(|error| panic!("{error}: {item}"));
    let written = parse::Resource::parse(&input, &errors);
    let model = written.map(|written| model::Resource::resolve(&written, &errors));
    errors.into_result(model).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The model of a struct that has no fault.
pub(crate) fn model_of(item: &str) -> model::Resource {
    resolve(item).unwrap_or_else(|faults| panic!("{faults:?}")).unwrap()
}

/// All faults of a struct.
pub(crate) fn faults_of(item: &str) -> Vec<String> {
    resolve(item).err().unwrap_or_default()
}

/// The only fault of a struct.
pub(crate) fn fault_of(item: &str) -> String {
    only(faults_of(item), item)
}

fn only(mut faults: Vec<String>, item: &str) -> String {
    assert_eq!(faults.len(), 1, "one fault expected in {item}: {faults:#?}");
    faults.remove(0)
}

fn with_fields(fields: &str) -> String {
    format!("#[resource(access(public))] struct Sample {{ {fields} }}")
}

pub(crate) fn model_of_fields(fields: &str) -> model::Resource {
    model_of(&with_fields(fields))
}

pub(crate) fn faults_of_fields(fields: &str) -> Vec<String> {
    faults_of(&with_fields(fields))
}

pub(crate) fn fault_of_fields(fields: &str) -> String {
    fault_of(&with_fields(fields))
}

/// The faults of a field beside a key that has none.
pub(crate) fn faults_of_field(field: &str) -> Vec<String> {
    faults_of_fields(&format!("id: i64, {field}"))
}

pub(crate) fn fault_of_field(field: &str) -> String {
    only(faults_of_field(field), field)
}

fn resolve_enum(item: &str) -> Result<Option<model::Enumeration>, Vec<String>> {
    let errors = Errors::new();
    let input: DeriveInput = syn::parse_str(item).unwrap();
    let model =
        parse::Enumeration::parse(&input, &errors).map(|written| model::Enumeration::resolve(&written, &errors));
    errors.into_result(model).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The model of an enum that has no fault.
pub(crate) fn enumeration_of(item: &str) -> model::Enumeration {
    resolve_enum(item).unwrap().unwrap()
}

/// The only fault of an enum.
pub(crate) fn fault_of_enum(item: &str) -> String {
    only(resolve_enum(item).err().unwrap_or_default(), item)
}

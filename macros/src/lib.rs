//! The derives of `restruct`, which re-exports them; their words are documented there.
//!
//! Three stages, each in a folder: `parse` reads what the user wrote, `model` validates it and resolves what was left
//! unsaid, `expand` turns the model into tokens and cannot fail. Faults of the first two are all reported in one build;
//! `stub` then stands in for what would have been generated, so that they are the only ones.

mod errors;
mod expand;
mod model;
mod names;
mod parse;
mod plural;
#[cfg(test)]
mod testing;
mod words;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use syn::{DeriveInput, ItemFn, parse_macro_input};

use crate::errors::Errors;

/// Makes a struct a resource: table, bodies, routes and document follow from it.
#[proc_macro_derive(Resource, attributes(resource, validate, serde))]
pub fn derive_resource(input: TokenStream) -> TokenStream {
    resource(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes an enum of plain variants a type of fields.
#[proc_macro_derive(ResourceEnum, attributes(resource, serde))]
pub fn derive_resource_enum(input: TokenStream) -> TokenStream {
    resource_enum(&parse_macro_input!(input as DeriveInput)).into()
}

/// Runs an `async fn main` on a runtime of several threads.
#[proc_macro_attribute]
pub fn main(arguments: TokenStream, item: TokenStream) -> TokenStream {
    main_function(syn::parse(arguments), &parse_macro_input!(item as ItemFn)).into()
}

fn resource(input: &DeriveInput) -> Tokens {
    let errors = Errors::new();
    let model = parse::Resource::parse(input, &errors).map(|written| model::Resource::resolve(&written, &errors));
    let model = model.filter(model::Resource::has_columns);
    let model = model.unwrap_or_else(|| model::Resource::unknown(&input.ident, &input.vis));
    match errors.into_result(()) {
        Ok(()) => expand::resource(&model),
        Err(faults) => with_stub(&faults, can_have_stub(input), || expand::resource_stub(&model.opened())),
    }
}

fn resource_enum(input: &DeriveInput) -> Tokens {
    let errors = Errors::new();
    let model = parse::Enumeration::parse(input, &errors).map(|written| model::Enumeration::resolve(&written, &errors));
    match (errors.into_result(()), model) {
        (Ok(()), Some(model)) => expand::enumeration(&model),
        (result, model) => {
            let runtime = model.map_or_else(|| model::runtime(None), |model| model.runtime);
            let faults = result.err().unwrap_or_default();
            with_stub(&faults, can_have_stub(input), || expand::enumeration_stub(&input.ident, &runtime))
        }
    }
}

fn main_function(arguments: syn::Result<parse::MainArguments>, function: &ItemFn) -> Tokens {
    let errors = Errors::new();
    let crate_path = errors.keep(arguments).and_then(|arguments| arguments.crate_path);
    parse::check_main(function, &errors);
    match errors.into_result(()) {
        Ok(()) => expand::main_function(function, &model::runtime(crate_path.as_ref())),
        Err(faults) => with_stub(&faults, true, || expand::main_stub(function)),
    }
}

/// Whether something can stand in for a declaration: nothing can for one with parameters, nor for a union, of which the
/// compiler derives nothing.
fn can_have_stub(input: &DeriveInput) -> bool {
    input.generics.params.is_empty() && !matches!(input.data, syn::Data::Union(_))
}

/// The faults, and what stands in for the declaration.
fn with_stub(faults: &[syn::Error], possible: bool, stub: impl FnOnce() -> Tokens) -> Tokens {
    let mut tokens: Tokens = in_order_of_source(faults).into_iter().map(syn::Error::to_compile_error).collect();
    if possible {
        tokens.extend(stub());
    }
    tokens
}

/// The faults as they are read from top to bottom; in unit tests, where there is no source, as they were found.
fn in_order_of_source(faults: &[syn::Error]) -> Vec<&syn::Error> {
    let mut faults: Vec<&syn::Error> = faults.iter().collect();
    if proc_macro::is_available() {
        faults.sort_by_key(|fault| {
            let span = fault.span().unwrap();
            (span.line(), span.column())
        });
    }
    faults
}

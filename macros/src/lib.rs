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
    let arguments = parse_macro_input!(arguments as parse::MainArguments);
    main_function(&arguments, &parse_macro_input!(item as ItemFn)).into()
}

fn resource(input: &DeriveInput) -> proc_macro2::TokenStream {
    let errors = Errors::new();
    let model = parse::Resource::parse(input, &errors).map(|written| model::Resource::resolve(&written, &errors));
    match errors.into_result(()) {
        Ok(()) => model.as_ref().map(expand::resource).unwrap_or_default(),
        Err(faults) => faults.iter().map(syn::Error::to_compile_error).collect(),
    }
}

fn resource_enum(input: &DeriveInput) -> proc_macro2::TokenStream {
    let errors = Errors::new();
    let model = parse::Enumeration::parse(input, &errors).map(|written| model::Enumeration::resolve(&written, &errors));
    match errors.into_result(()) {
        Ok(()) => model.as_ref().map(expand::enumeration).unwrap_or_default(),
        Err(faults) => faults.iter().map(syn::Error::to_compile_error).collect(),
    }
}

fn main_function(arguments: &parse::MainArguments, function: &ItemFn) -> proc_macro2::TokenStream {
    let errors = Errors::new();
    parse::check_main(function, &errors);
    match errors.into_result(()) {
        Ok(()) => expand::main_function(function, &model::crate_path(arguments.crate_path.as_ref())),
        Err(faults) => faults.iter().map(syn::Error::to_compile_error).collect(),
    }
}

//! Tokens of a validated model. Nothing here can fail, and nothing here decides: what is emitted is data, and calls of
//! the runtime.
//!
//! Public items stand beside the struct and name the runtime by the crate's path; implementations stand in a `const _`
//! block, where the runtime is called `__rt`.

mod active_model;
mod descriptor;
mod entity;
mod enumeration;
mod field;
mod input;
mod main_function;
mod model;
mod related;
mod relation;
mod rules;
mod stub;
#[cfg(test)]
mod tests;
mod user_code;
mod user_type;
mod validation;

pub(crate) use self::enumeration::enumeration;
pub(crate) use self::main_function::{main_function, main_stub};
pub(crate) use self::stub::{enumeration_stub, resource_stub};

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::model::Resource;

/// Everything that `#[derive(Resource)]` adds.
pub(crate) fn resource(resource: &Resource) -> TokenStream {
    let entity = entity::items(resource);
    let active_model = active_model::item(resource);
    let (relations, inputs) = (related::items(resource), input::items(resource));
    let implementations = [
        entity::implementations(resource),
        related::implementations(resource),
        active_model::implementations(resource),
        model::implementations(resource),
        input::implementations(resource),
        descriptor::implementation(resource),
    ];
    let private = private_alias(&resource.runtime);
    let imports = [descriptor::imports(resource), user_type::imports(resource), related::imports(resource)];
    quote! {
        #entity
        #relations
        #active_model
        #inputs
        #[allow(deprecated)]
        const _: () = {
            #private
            #(#imports)*
            #(#implementations)*
        };
    }
}

/// The name by which implementations call the runtime's private module.
fn private_alias(runtime: &syn::Path) -> TokenStream {
    let place = runtime.segments.last().map_or_else(Span::call_site, |module| module.ident.span());
    quote_spanned!(place=> use #runtime as __rt;)
}

/// An `Option` in data.
fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)))
}

/// The first line of a doc comment, as one.
fn summary(docs: &str) -> Option<TokenStream> {
    let line = docs.lines().next().filter(|line| !line.is_empty())?;
    let line = format!(" {line}");
    Some(quote!(#[doc = #line]))
}

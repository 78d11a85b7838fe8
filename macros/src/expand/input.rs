//! What a create and an update take, typed.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{summary, user_type};
use crate::model::{Field, Resource};

/// The two structs.
pub(super) fn items(resource: &Resource) -> TokenStream {
    let runtime = &resource.runtime;
    let create = item(resource, &resource.names.create, "a create", resource.creatable(), |field| {
        let ty = &field.ty.value;
        quote!(#ty)
    });
    let update = item(resource, &resource.names.update, "an update", resource.updatable(), |field| {
        let ty = &field.ty.value;
        quote!(#runtime::Patch<#ty>)
    });
    quote!(#create #update)
}

fn item<'a>(
    resource: &Resource,
    ident: &Ident,
    what: &str,
    fields: impl Iterator<Item = (usize, &'a Field)>,
    ty: impl Fn(&Field) -> TokenStream,
) -> TokenStream {
    let visibility = &resource.visibility;
    let docs = format!(" What {what} of [`{}`] takes.", resource.name);
    let fields = fields.map(|(_, field)| {
        let (docs, visibility, ident, ty) = (summary(&field.docs), &field.visibility, &field.ident, ty(field));
        quote!(#docs #visibility #ident: #ty)
    });
    quote! {
        #[doc = #docs]
        #[allow(missing_docs, non_snake_case, clippy::pedantic)]
        #visibility struct #ident { #(#fields),* }
    }
}

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let names = &resource.names;
    let create = implementation(&names.create, resource.creatable(), user_type::build, user_type::put);
    let update = implementation(&names.update, resource.updatable(), user_type::build_patch, user_type::put_patch);
    quote!(#create #update)
}

fn implementation<'a>(
    ident: &Ident,
    fields: impl Iterator<Item = (usize, &'a Field)>,
    build: fn(&Field, &Literal) -> TokenStream,
    put: fn(&Field, &Literal) -> TokenStream,
) -> TokenStream {
    let (mut members, mut puts) = (Vec::new(), Vec::new());
    for (position, field) in fields {
        let (position, name) = (Literal::usize_unsuffixed(position), &field.ident);
        let (value, put) = (build(field, &position), put(field, &position));
        members.push(quote!(#name: #value));
        puts.push(quote!(#put;));
    }
    // Without fields the parameters have no use.
    let (source, cells) = if members.is_empty() { (quote!(_), quote!(_)) } else { (quote!(source), quote!(cells)) };
    quote! {
        impl __rt::InputType for #ident {
            fn __build(#source: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> {
                ::core::result::Result::Ok(Self { #(#members),* })
            }
            fn __take(self, #cells: &mut __rt::Cells) { #(#puts)* }
        }
    }
}

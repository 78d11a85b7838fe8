//! SeaORM's active model: every column, each set or not.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::summary;
use super::user_type::active_type;
use crate::model::{Field, Resource};
use crate::names::plain;

/// The struct.
pub(super) fn item(resource: &Resource) -> TokenStream {
    let (visibility, ident, runtime) = (&resource.visibility, &resource.names.active_model, &resource.runtime);
    let docs = format!(" Columns to write of [`{}`], each set or not.", resource.name);
    let fields = resource.columns().map(|(_, field)| {
        let (docs, visibility, ident) = (summary(&field.docs), &field.visibility, &field.ident);
        let ty = active_type(field, &quote!(#runtime));
        quote!(#docs #visibility #ident: #ty)
    });
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone, ::core::default::Default)]
        #[allow(missing_docs, non_snake_case, clippy::pedantic)]
        #visibility struct #ident { #(#fields),* }
    }
}

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let debug = debug(resource);
    let slots = slots(resource);
    let conversions = conversions(resource);
    let sea_orm = sea_orm(resource);
    quote!(#debug #slots #conversions #sea_orm)
}

/// `Debug`, which asks nothing of the columns' types and knows what is sensitive.
fn debug(resource: &Resource) -> TokenStream {
    let (ident, model) = (&resource.names.active_model, &resource.names.model);
    let name = plain(ident);
    quote! {
        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __rt::debug_active_model::<#model>(self, #name, f)
            }
        }
    }
}

fn slots(resource: &Resource) -> TokenStream {
    let ident = &resource.names.active_model;
    let shared = by_position(resource, |Field { ident, .. }| quote!(::core::option::Option::Some(&self.#ident)));
    let exclusive = by_position(resource, |Field { ident, .. }| quote!(::core::option::Option::Some(&mut self.#ident)));
    quote! {
        impl __rt::Slots for #ident {
            fn __slot(&self, position: usize) -> __rt::SlotRef<'_> { #shared }
            fn __slot_mut(&mut self, position: usize) -> __rt::SlotMut<'_> { #exclusive }
        }
    }
}

/// What `reference` makes of the column at `position`, which is a parameter of the function that this is the body of.
pub(super) fn by_position(resource: &Resource, reference: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let arms = resource.columns().map(|(position, field)| {
        let (position, reference) = (Literal::usize_unsuffixed(position), reference(field));
        quote!(#position => #reference)
    });
    quote! {
        match position {
            #(#arms,)*
            _ => ::core::option::Option::None,
        }
    }
}

fn conversions(resource: &Resource) -> TokenStream {
    let (ident, model) = (&resource.names.active_model, &resource.names.model);
    quote! {
        impl ::core::convert::From<#model> for #ident {
            fn from(row: #model) -> Self { __rt::active_model_from(&row) }
        }
        impl __rt::IntoActiveModel<#ident> for #model {
            fn into_active_model(self) -> #ident { __rt::active_model_from(&self) }
        }
        impl ::core::convert::TryFrom<#ident> for #model {
            type Error = __rt::DbErr;
            fn try_from(model: #ident) -> __rt::DbResult<Self> { __rt::model_from(model) }
        }
        impl __rt::TryIntoModel<#model> for #ident {
            fn try_into_model(self) -> __rt::DbResult<#model> { __rt::model_from(self) }
        }
    }
}

/// The trait of active models, of which every function goes through the column's slot.
fn sea_orm(resource: &Resource) -> TokenStream {
    let (ident, entity, column) = (&resource.names.active_model, &resource.names.entity, &resource.names.column);
    let value = quote!(__rt::Value);
    let active_value = quote!(__rt::ActiveValue<#value>);
    let result = quote!(__rt::DbResult);
    let new = construct(ident);
    quote! {
        impl __rt::ActiveModelBehavior for #ident {}
        impl __rt::ActiveModelTrait for #ident {
            type Entity = #entity;
            fn take(&mut self, column: #column) -> #active_value { __rt::slot_take(self, column as usize) }
            fn get(&self, column: #column) -> #active_value { __rt::slot_ref(self, column as usize).get() }
            fn set_if_not_equals(&mut self, column: #column, value: #value) {
                __rt::slot_set_if_not_equals(self, column as usize, value);
            }
            fn try_set(&mut self, column: #column, value: #value) -> #result {
                __rt::slot_set(self, column as usize, value)
            }
            fn not_set(&mut self, column: #column) { __rt::slot_clear(self, column as usize); }
            fn is_not_set(&self, column: #column) -> bool { __rt::slot_ref(self, column as usize).is_not_set() }
            fn default() -> Self { #new }
            fn default_values() -> Self { #new }
            fn reset(&mut self, column: #column) { __rt::slot_reset(self, column as usize); }
        }
    }
}

fn construct(ident: &Ident) -> TokenStream {
    quote!(<#ident as ::core::default::Default>::default())
}

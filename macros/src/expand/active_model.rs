//! SeaORM's active model: every column, each set or not.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::summary;
use crate::model::Resource;
use crate::names::plain;

/// The struct.
pub(super) fn item(resource: &Resource) -> TokenStream {
    let (visibility, ident, crate_path) = (&resource.visibility, &resource.names.active_model, &resource.crate_path);
    let docs = format!(" Columns to write of [`{}`], each set or not.", resource.name);
    let fields = resource.columns().map(|(_, field)| {
        let (docs, visibility, ident, ty) = (summary(&field.docs), &field.visibility, &field.ident, &field.ty.value);
        quote!(#docs #visibility #ident: #crate_path::__private::ActiveValue<#ty>)
    });
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone)]
        #[allow(missing_docs, clippy::struct_field_names)]
        #visibility struct #ident { #(#fields),* }
    }
}

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let standard = standard(resource);
    let slots = slots(resource);
    let conversions = conversions(resource);
    let sea_orm = sea_orm(resource);
    quote!(#standard #slots #conversions #sea_orm)
}

/// `Default` and `Debug`, neither of which asks anything of the columns' types.
fn standard(resource: &Resource) -> TokenStream {
    let (ident, model) = (&resource.names.active_model, &resource.names.model);
    let name = plain(ident);
    let columns = resource.columns().map(|(_, field)| &field.ident);
    quote! {
        #[automatically_derived]
        impl ::core::default::Default for #ident {
            fn default() -> Self {
                Self { #(#columns: __private::ActiveValue::NotSet),* }
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __private::debug_active_model(self, #name, <#model as __private::Resource>::descriptor(), f)
            }
        }
    }
}

fn slots(resource: &Resource) -> TokenStream {
    let ident = &resource.names.active_model;
    let shared = by_position(resource, &quote!(&));
    let exclusive = by_position(resource, &quote!(&mut));
    quote! {
        #[automatically_derived]
        impl __private::Slots for #ident {
            fn __slot(&self, position: usize) -> ::core::option::Option<&dyn __private::Slot> { #shared }
            fn __slot_mut(&mut self, position: usize) -> ::core::option::Option<&mut dyn __private::Slot> { #exclusive }
        }
    }
}

/// A reference to the column at `position`, which is a parameter of the function that this is the body of.
pub(super) fn by_position(resource: &Resource, reference: &TokenStream) -> TokenStream {
    let arms = resource.columns().map(|(position, field)| {
        let (position, ident) = (Literal::usize_unsuffixed(position), &field.ident);
        quote!(#position => #reference self.#ident)
    });
    quote! {
        ::core::option::Option::Some(match position {
            #(#arms,)*
            _ => return ::core::option::Option::None,
        })
    }
}

fn conversions(resource: &Resource) -> TokenStream {
    let (ident, model) = (&resource.names.active_model, &resource.names.model);
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#model> for #ident {
            fn from(row: #model) -> Self { __private::active_model_from(&row) }
        }
        #[automatically_derived]
        impl __private::IntoActiveModel<#ident> for #model {
            fn into_active_model(self) -> #ident { __private::active_model_from(&self) }
        }
        #[automatically_derived]
        impl ::core::convert::TryFrom<#ident> for #model {
            type Error = __private::DbErr;
            fn try_from(model: #ident) -> ::core::result::Result<Self, __private::DbErr> { __private::model_from(model) }
        }
        #[automatically_derived]
        impl __private::TryIntoModel<#model> for #ident {
            fn try_into_model(self) -> ::core::result::Result<#model, __private::DbErr> { __private::model_from(self) }
        }
    }
}

/// The trait of active models, of which every function goes through the column's slot.
fn sea_orm(resource: &Resource) -> TokenStream {
    let (ident, entity, column) = (&resource.names.active_model, &resource.names.entity, &resource.names.column);
    let value = quote!(__private::Value);
    let active_value = quote!(__private::ActiveValue<#value>);
    let result = quote!(::core::result::Result<(), __private::DbErr>);
    let new = construct(ident);
    quote! {
        #[automatically_derived]
        impl __private::ActiveModelBehavior for #ident {}
        #[automatically_derived]
        impl __private::ActiveModelTrait for #ident {
            type Entity = #entity;
            fn take(&mut self, column: #column) -> #active_value { __private::slot_take(self, column as usize) }
            fn get(&self, column: #column) -> #active_value { __private::slot_ref(self, column as usize).get() }
            fn set_if_not_equals(&mut self, column: #column, value: #value) {
                __private::slot_set_if_not_equals(self, column as usize, value);
            }
            fn try_set(&mut self, column: #column, value: #value) -> #result {
                __private::slot_set(self, column as usize, value)
            }
            fn not_set(&mut self, column: #column) { __private::slot_clear(self, column as usize); }
            fn is_not_set(&self, column: #column) -> bool { __private::slot_ref(self, column as usize).is_not_set() }
            fn default() -> Self { #new }
            fn default_values() -> Self { #new }
            fn reset(&mut self, column: #column) { __private::slot_reset(self, column as usize); }
        }
    }
}

fn construct(ident: &Ident) -> TokenStream {
    quote!(<#ident as ::core::default::Default>::default())
}

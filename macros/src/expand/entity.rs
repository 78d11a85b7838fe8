//! SeaORM's view of the table: entity, columns, key.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::summary;
use super::user_type::known_type;
use crate::model::{Field, Flag, Kind, Resource};
use crate::names::variant;

/// The enums and the unit struct.
pub(super) fn items(resource: &Resource) -> TokenStream {
    let visibility = &resource.visibility;
    let names = &resource.names;
    let (entity, column, primary_key) = (&names.entity, &names.column, &names.primary_key);
    let [entity_docs, column_docs, key_docs] =
        ["SeaORM entity", "columns", "key"].map(|what| format!(" The {what} of [`{}`].", resource.name));
    let columns = resource.variants().map(|(position, field, variant)| {
        let docs = summary(&field.docs);
        let position = proc_macro2::Literal::usize_unsuffixed(position);
        quote!(#docs #variant = #position)
    });
    let key = key_variants(resource);
    quote! {
        #[doc = #entity_docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy)]
        #[derive(::core::fmt::Debug, ::core::default::Default)]
        #visibility struct #entity;

        #[doc = #column_docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #[repr(u16)]
        #[allow(missing_docs, clippy::enum_variant_names)]
        #visibility enum #column { #(#columns),* }

        #[doc = #key_docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #[allow(missing_docs, clippy::enum_variant_names)]
        #visibility enum #primary_key { #(#key),* }

    }
}

fn key_variants(resource: &Resource) -> Vec<Ident> {
    resource.key_fields().map(|field| variant(&field.ident)).collect()
}

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let entity = entity(resource);
    let column = column(resource);
    let primary_key = primary_key(resource);
    quote!(#entity #column #primary_key)
}

fn entity(resource: &Resource) -> TokenStream {
    let names = &resource.names;
    let (entity, model, active_model) = (&names.entity, &names.model, &names.active_model);
    let (column, primary_key, relation) = (&names.column, &names.primary_key, &names.relation);
    let table = &resource.table;
    let text = quote!(#table);
    let identifier = identifier(entity, &text, Some(&quoted(&text)));
    quote! {
        #identifier
        impl __rt::EntityName for #entity {
            fn table_name(&self) -> &'static str { #table }
        }
        impl __rt::EntityTrait for #entity {
            type Model = #model;
            type ModelEx = #model;
            type ActiveModel = #active_model;
            type ActiveModelEx = #active_model;
            type Column = #column;
            type PrimaryKey = #primary_key;
            type Relation = #relation;
        }
    }
}

/// `Iden` and `IdenStatic`, where `text` is the identifier.
fn identifier(ty: &Ident, text: &TokenStream, quoted: Option<&TokenStream>) -> TokenStream {
    quote! {
        impl __rt::Iden for #ty {
            #quoted
            fn unquoted(&self) -> &str { #text }
        }
        impl __rt::IdenStatic for #ty {
            fn as_str(&self) -> &'static str { #text }
        }
    }
}

/// `Iden::quoted` of what stands in every statement: SeaORM's own would make a `String` each time.
fn quoted(text: &TokenStream) -> TokenStream {
    quote! {
        fn quoted(&self) -> ::std::borrow::Cow<'static, str> { ::std::borrow::Cow::Borrowed(#text) }
    }
}

/// Iteration over the variants of an enum.
pub(super) fn iterable(ty: &Ident, variants: &[Ident]) -> TokenStream {
    quote! {
        impl __rt::Iterable for #ty {
            type Iterator = __rt::Variants<Self>;
            fn iter() -> Self::Iterator { __rt::variants(&[#(Self::#variants),*]) }
        }
    }
}

fn column(resource: &Resource) -> TokenStream {
    let (model, column, entity) = (&resource.names.model, &resource.names.column, &resource.names.entity);
    let text = quote!(__rt::column_identifier::<#model>(*self));
    let identifier = identifier(column, &text, Some(&quoted(&text)));
    let variants: Vec<Ident> = resource.variants().map(|(.., variant)| variant).collect();
    let iterable = iterable(column, &variants);
    quote! {
        #identifier
        #iterable
        impl ::core::str::FromStr for #column {
            type Err = __rt::ColumnFromStrErr;
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                __rt::column_from_text::<#model>(text)
            }
        }
        impl __rt::ColumnTrait for #column {
            type EntityName = #entity;
            fn def(&self) -> __rt::ColumnDef { __rt::column_definition::<#model>(*self) }
        }
        impl __rt::ColumnPosition for #column {
            fn position(self) -> usize { self as usize }
        }
    }
}

fn primary_key(resource: &Resource) -> TokenStream {
    let (column, key) = (&resource.names.column, &resource.names.primary_key);
    let identifier = identifier(key, &quote!(__rt::key_identifier(*self)), None);
    let variants = key_variants(resource);
    let iterable = iterable(key, &variants);
    let value_type = key_type(resource);
    let auto_increment = resource.key_fields().any(|field| field.is(Flag::Auto));
    quote! {
        #identifier
        #iterable
        impl __rt::PrimaryKeyTrait for #key {
            type ValueType = #value_type;
            fn auto_increment() -> bool { #auto_increment }
        }
        impl __rt::PrimaryKeyToColumn for #key {
            type Column = #column;
            fn into_column(self) -> #column {
                match self { #(Self::#variants => #column::#variants),* }
            }
            fn from_column(column: #column) -> ::core::option::Option<Self> {
                __rt::key_from_column(column)
            }
        }
    }
}

/// The type of the key: of its only part, or a tuple. Only in a declaration with faults has a key no part.
fn key_type(resource: &Resource) -> TokenStream {
    let parts: Vec<TokenStream> = resource.key_fields().map(part_type).collect();
    match parts.as_slice() {
        [] => quote!(i64),
        [only] => only.clone(),
        parts => quote!((#(#parts),*)),
    }
}

/// SeaORM knows the stored form of a type of the user's.
fn part_type(field: &Field) -> TokenStream {
    let ty = known_type(field, &quote!(__rt));
    match field.ty.kind {
        Kind::User => quote!(<#ty as __rt::FieldType>::As),
        _ => ty,
    }
}

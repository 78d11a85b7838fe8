//! SeaORM's view of the table: entity, columns, key, relations.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::summary;
use crate::model::{Field, Flag, Kind, Resource};
use crate::names::variant;

/// The enums and the unit struct.
pub(super) fn items(resource: &Resource) -> TokenStream {
    let visibility = &resource.visibility;
    let names = &resource.names;
    let (entity, column, primary_key, relation) = (&names.entity, &names.column, &names.primary_key, &names.relation);
    let [entity_docs, column_docs, key_docs, relation_docs] =
        ["SeaORM entity", "columns", "key", "relations in SeaORM's sense"]
            .map(|what| format!(" The {what} of [`{}`].", resource.name));
    let columns = resource.columns().map(|(position, field)| {
        let (docs, variant) = (summary(&field.docs), variant(&field.ident));
        let position = proc_macro2::Literal::usize_unsuffixed(position);
        quote!(#docs #variant = #position)
    });
    let key = key_variants(resource);
    quote! {
        #[doc = #entity_docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::default::Default)]
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

        #[doc = #relation_docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility enum #relation {}
    }
}

fn key_variants(resource: &Resource) -> Vec<Ident> {
    resource.key.iter().map(|position| variant(&resource.fields[*position].ident)).collect()
}

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let entity = entity(resource);
    let column = column(resource);
    let primary_key = primary_key(resource);
    let relation = relation(resource);
    quote!(#entity #column #primary_key #relation)
}

fn entity(resource: &Resource) -> TokenStream {
    let names = &resource.names;
    let (entity, model, active_model) = (&names.entity, &names.model, &names.active_model);
    let (column, primary_key, relation) = (&names.column, &names.primary_key, &names.relation);
    let table = &resource.table;
    let identifier = identifier(entity, &quote!(#table));
    quote! {
        #identifier
        #[automatically_derived]
        impl __private::EntityName for #entity {
            fn table_name(&self) -> &'static str { #table }
        }
        #[automatically_derived]
        impl __private::EntityTrait for #entity {
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
fn identifier(ty: &Ident, text: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __private::Iden for #ty {
            fn quoted(&self) -> ::std::borrow::Cow<'static, str> { ::std::borrow::Cow::Borrowed(#text) }
            fn unquoted(&self) -> &str { #text }
        }
        #[automatically_derived]
        impl __private::IdenStatic for #ty {
            fn as_str(&self) -> &'static str { #text }
        }
    }
}

/// Iteration over the variants of an enum.
fn iterable(ty: &Ident, variants: &[Ident]) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __private::Iterable for #ty {
            type Iterator = ::core::iter::Copied<::core::slice::Iter<'static, Self>>;
            fn iter() -> Self::Iterator {
                ::core::iter::Iterator::copied(<[Self]>::iter(&[#(Self::#variants),*]))
            }
        }
    }
}

fn column(resource: &Resource) -> TokenStream {
    let (model, column, entity) = (&resource.names.model, &resource.names.column, &resource.names.entity);
    let identifier = identifier(column, &quote!(__private::column_identifier::<#model>(*self)));
    let variants: Vec<Ident> = resource.columns().map(|(_, field)| variant(&field.ident)).collect();
    let iterable = iterable(column, &variants);
    quote! {
        #identifier
        #iterable
        #[automatically_derived]
        impl ::core::str::FromStr for #column {
            type Err = __private::ColumnFromStrErr;
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                __private::column_from_text::<#model>(text)
            }
        }
        #[automatically_derived]
        impl __private::ColumnTrait for #column {
            type EntityName = #entity;
            fn def(&self) -> __private::ColumnDef { __private::column_definition::<#model>(*self) }
        }
        #[automatically_derived]
        impl __private::ColumnPosition for #column {
            fn position(self) -> usize { self as usize }
        }
    }
}

fn primary_key(resource: &Resource) -> TokenStream {
    let (model, column, key) = (&resource.names.model, &resource.names.column, &resource.names.primary_key);
    let text = quote!(__private::column_identifier::<#model>(__private::PrimaryKeyToColumn::into_column(*self)));
    let identifier = identifier(key, &text);
    let variants = key_variants(resource);
    let iterable = iterable(key, &variants);
    let value_type = key_type(resource);
    let auto_increment = resource.key.iter().any(|position| resource.fields[*position].is(Flag::Auto));
    quote! {
        #identifier
        #iterable
        #[automatically_derived]
        impl __private::PrimaryKeyTrait for #key {
            type ValueType = #value_type;
            fn auto_increment() -> bool { #auto_increment }
        }
        #[automatically_derived]
        impl __private::PrimaryKeyToColumn for #key {
            type Column = #column;
            fn into_column(self) -> #column {
                match self { #(Self::#variants => #column::#variants),* }
            }
            fn from_column(column: #column) -> ::core::option::Option<Self> {
                match column {
                    #(#column::#variants => ::core::option::Option::Some(Self::#variants),)*
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}

/// The type of the key: of its only part, or a tuple.
fn key_type(resource: &Resource) -> TokenStream {
    let parts: Vec<TokenStream> = resource.key.iter().map(|position| part_type(&resource.fields[*position])).collect();
    match parts.as_slice() {
        [only] => only.clone(),
        parts => quote!((#(#parts),*)),
    }
}

/// SeaORM knows the stored form of a type of the user's.
fn part_type(field: &Field) -> TokenStream {
    let ty = &field.ty.value;
    match field.ty.kind {
        Kind::User => quote!(<#ty as __private::FieldType>::As),
        _ => quote!(#ty),
    }
}

fn relation(resource: &Resource) -> TokenStream {
    let relation = &resource.names.relation;
    quote! {
        #[automatically_derived]
        impl __private::Iterable for #relation {
            type Iterator = ::core::iter::Empty<Self>;
            fn iter() -> Self::Iterator { ::core::iter::empty() }
        }
        #[automatically_derived]
        impl __private::RelationTrait for #relation {
            fn def(&self) -> __private::RelationDef { match *self {} }
        }
    }
}

//! The resource as data, and the way to its cells.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::active_model::by_position;
use super::user_code::without_self;
use super::{field, rules, validation};
use crate::model::Resource;
use crate::parse::Operation;

/// `impl Resource`.
pub(super) fn implementation(resource: &Resource) -> TokenStream {
    let names = &resource.names;
    let (model, entity, column, active_model) = (&names.model, &names.entity, &names.column, &names.active_model);
    let (create, update) = (&names.create, &names.update);
    let descriptor = descriptor(resource);
    let shared = by_position(resource, &quote!(&));
    let exclusive = by_position(resource, &quote!(&mut));
    let build = build(resource);
    quote! {
        #[automatically_derived]
        impl __private::Resource for #model {
            type EntityType = #entity;
            type ColumnType = #column;
            type ActiveModelType = #active_model;
            type Create = #create;
            type Update = #update;
            fn descriptor() -> &'static __private::Descriptor {
                static __DESCRIPTOR: __private::Descriptor = #descriptor;
                &__DESCRIPTOR
            }
            fn __cell(&self, position: usize) -> ::core::option::Option<&dyn __private::Cell> { #shared }
            fn __cell_mut(&mut self, position: usize) -> ::core::option::Option<&mut dyn __private::Cell> { #exclusive }
            fn __build(
                source: &mut dyn __private::CellSource,
            ) -> ::core::result::Result<Self, __private::DbErr> {
                ::core::result::Result::Ok(Self { #build })
            }
        }
    }
}

/// Every field of the struct: columns from the source, markers from nothing.
fn build(resource: &Resource) -> TokenStream {
    let fields = resource.fields.iter().enumerate().map(|(position, field)| {
        let (position, ident) = (Literal::usize_unsuffixed(position), &field.ident);
        if field.ty.has_column() {
            quote!(#ident: __private::build_column(source, #position)?)
        } else {
            quote!(#ident: ::core::default::Default::default())
        }
    });
    quote!(#(#fields),*)
}

fn descriptor(resource: &Resource) -> TokenStream {
    let Resource { name, docs, path, table, tag, .. } = resource;
    let model = &resource.names.model;
    let fields = resource.fields.iter().map(|field| field::descriptor(field, model));
    let key = positions(&resource.key);
    let sort = sort(resource);
    let page = page(resource);
    let operations = operations(&resource.operations);
    let access = rules::access(&resource.access, model);
    let uniques = resource.uniques.iter().map(|fields| positions(fields));
    let indexes = resource.indexes.iter().map(|fields| positions(fields));
    let row_checks = resource.row_checks.iter().map(|check| validation::row_check(check, model));
    let hooks = hooks(resource);
    quote! {
        __private::Descriptor {
            name: #name,
            description: #docs,
            path: #path,
            table: #table,
            tag: #tag,
            fields: &[#(#fields),*],
            key: #key,
            sort: #sort,
            page: #page,
            operations: #operations,
            access: #access,
            uniques: &[#(#uniques),*],
            indexes: &[#(#indexes),*],
            row_checks: &[#(#row_checks),*],
            hooks: #hooks,
        }
    }
}

fn positions(positions: &[usize]) -> TokenStream {
    let positions = positions.iter().map(|position| Literal::usize_unsuffixed(*position));
    quote!(&[#(#positions),*])
}

fn sort(resource: &Resource) -> TokenStream {
    let terms = resource.sort.iter().map(|term| {
        let (field, descending) = (Literal::usize_unsuffixed(term.field), term.descending);
        quote!(__private::SortTerm { field: #field, descending: #descending })
    });
    quote!(&[#(#terms),*])
}

fn page(resource: &Resource) -> TokenStream {
    let (size, max) = (Literal::u32_unsuffixed(resource.page.size), Literal::u32_unsuffixed(resource.page.max));
    let total = resource.page.total;
    quote!(__private::PageLimits { size: #size, max: #max, total: #total })
}

fn operations(operations: &[Operation]) -> TokenStream {
    let bits = operations.iter().map(|operation| {
        let name = format_ident!("{}", constant(*operation));
        quote!(__private::Operations::#name)
    });
    let bits = if operations.is_empty() { quote!(0) } else { quote!(#(#bits)|*) };
    quote!(__private::Operations(#bits))
}

fn constant(operation: Operation) -> &'static str {
    match operation {
        Operation::List => "LIST",
        Operation::Get => "GET",
        Operation::Create => "CREATE",
        Operation::Update => "UPDATE",
        Operation::Delete => "DELETE",
        Operation::Replace => "REPLACE",
    }
}

/// The hooks that were named, or those of the resource itself, if method resolution finds any.
fn hooks(resource: &Resource) -> TokenStream {
    let model = &resource.names.model;
    match &resource.hooks {
        None => quote! {
            || {
                use __private::{Declared as _, Undeclared as _};
                (&__private::Probe::<#model, #model>::NEW).hooks()
            }
        },
        Some(paths) => {
            let tables = paths.iter().map(|path| {
                let path = without_self(path, model);
                quote!(__private::hook_table::<#path, #model>())
            });
            quote!(|| ::std::vec![#(#tables),*])
        }
    }
}

/// A name for a closure's parameter that no expression of the user's can mean.
pub(super) fn parameter(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

//! The resource as data, and the way to its cells.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::active_model::by_position;
use super::user_code::without_self;
use super::{field, relation, rules, user_type, validation};
use crate::model::{PageLimits, Resource, SortTerm};
use crate::parse::Operation;

/// `impl Resource`.
pub(super) fn implementation(resource: &Resource) -> TokenStream {
    let names = &resource.names;
    let (model, entity, column, active_model) = (&names.model, &names.entity, &names.column, &names.active_model);
    let (create, update) = (&names.create, &names.update);
    let descriptor = descriptor(resource);
    let cells = by_position(resource, user_type::cell);
    let (reads, build) = (reads(resource), build(resource));
    let shape = shape(resource);
    quote! {
        #[automatically_derived]
        impl __rt::Resource for #model {
            type EntityType = #entity;
            type ColumnType = #column;
            type ActiveModelType = #active_model;
            type Create = #create;
            type Update = #update;
            const __SHAPE: __rt::Shape = #shape;
            fn descriptor() -> &'static __rt::Descriptor {
                static __DESCRIPTOR: __rt::Descriptor = #descriptor;
                &__DESCRIPTOR
            }
            fn __cell(&self, position: usize) -> __rt::CellRef<'_> { #reads #cells }
            fn __build(
                source: &mut dyn __rt::CellSource,
            ) -> __rt::DbResult<Self> {
                ::core::result::Result::Ok(Self { #build })
            }
        }
    }
}

/// Markers hold nothing that anybody reads; this is for the compiler, which would warn of each.
fn reads(resource: &Resource) -> TokenStream {
    let inputs = resource.fields.iter().filter(|field| !field.ty.has_column()).map(|field| &field.ident);
    let markers: Vec<&Ident> = inputs.chain(&resource.markers).collect();
    if markers.is_empty() { TokenStream::new() } else { quote!(let _ = (#(&self.#markers),*);) }
}

/// Every field of the struct: columns from the source, markers from nothing.
fn build(resource: &Resource) -> TokenStream {
    let fields = resource.fields.iter().enumerate().map(|(position, field)| {
        let (position, ident) = (Literal::usize_unsuffixed(position), &field.ident);
        if field.ty.has_column() {
            let value = user_type::build(field, &position);
            quote!(#ident: #value)
        } else {
            quote!(#ident: ::core::default::Default::default())
        }
    });
    let markers = resource.markers.iter().map(|ident| quote!(#ident: ::core::default::Default::default()));
    let fields = fields.chain(markers);
    quote!(#(#fields),*)
}

/// What relations of other resources have to know.
fn shape(resource: &Resource) -> TokenStream {
    let (name, model) = (&resource.name, &resource.names.model);
    let fields = resource.fields.iter().map(|field| field::descriptor(field, model));
    let key = positions(&resource.key);
    let uniques = list("uniques", resource.uniques.iter().map(|fields| positions(fields)));
    quote! {
        __rt::Shape {
            name: #name,
            fields: &[#(#fields),*],
            key: #key,
            #uniques
            ..__rt::Shape::UNSAID
        }
    }
}

fn descriptor(resource: &Resource) -> TokenStream {
    let Resource { path, table, name, tag, .. } = resource;
    let tag = (tag != name).then(|| quote!(tag: #tag,));
    let model = &resource.names.model;
    let docs = Some(&resource.docs).filter(|docs| !docs.is_empty()).map(|docs| quote!(description: #docs,));
    let page = page(resource);
    let depth = resource.depth.map(Literal::u8_unsuffixed).map(|depth| quote!(depth: #depth,));
    let operations = operations(&resource.operations);
    let access = rules::access(&resource.access, model);
    let lists = [
        list("sort", resource.sort.iter().map(sort_term)),
        list("indexes", resource.indexes.iter().map(|fields| positions(fields))),
        list("relations", resource.relations.iter().map(|relation| relation::descriptor(relation, model))),
        list("row_checks", resource.row_checks.iter().map(|check| validation::row_check(check, model))),
    ];
    let hooks = hooks(resource);
    quote! {
        __rt::Descriptor {
            #docs
            path: #path,
            table: #table,
            #tag
            #page
            #depth
            #operations
            access: #access,
            #(#lists)*
            hooks: #hooks,
            ..__rt::Descriptor::of(<#model as __rt::Resource>::__SHAPE)
        }
    }
}

/// A field of the descriptor, where it holds anything.
fn list(name: &str, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let (name, items) = (format_ident!("{name}"), items.collect::<Vec<_>>());
    (!items.is_empty()).then(|| quote!(#name: &[#(#items),*],))
}

fn positions(positions: &[usize]) -> TokenStream {
    let positions = positions.iter().map(|position| Literal::usize_unsuffixed(*position));
    quote!(&[#(#positions),*])
}

fn sort_term(term: &SortTerm) -> TokenStream {
    let (field, descending) = (Literal::usize_unsuffixed(term.field), term.descending);
    quote!(__rt::SortTerm { field: #field, descending: #descending })
}

fn page(resource: &Resource) -> Option<TokenStream> {
    let PageLimits { size, max, total } = resource.page;
    let (size, max) = (Literal::u32_unsuffixed(size), Literal::u32_unsuffixed(max));
    let limits = quote!(__rt::PageLimits { size: #size, max: #max, total: #total });
    (resource.page != PageLimits::USUAL).then(|| quote!(page: #limits,))
}

fn operations(operations: &[Operation]) -> Option<TokenStream> {
    if operations == Operation::USUAL {
        return None;
    }
    let bits = operations.iter().map(|operation| {
        let name = format_ident!("{}", constant(*operation));
        quote!(__rt::Operations::#name)
    });
    let bits = if operations.is_empty() { quote!(0) } else { quote!(#(#bits)|*) };
    Some(quote!(operations: __rt::Operations(#bits),))
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

/// The traits between which method resolution chooses, where the resource's own hooks are looked for.
pub(super) fn imports(resource: &Resource) -> Option<TokenStream> {
    let looked_for = !resource.hooks.as_deref().is_some_and(names_own);
    looked_for.then(|| {
        quote!(
            use __rt::{Declared as _, Undeclared as _};
        )
    })
}

/// Whether the resource's own hooks have a place among those that are named.
fn names_own(paths: &[syn::Path]) -> bool {
    paths.iter().any(|path| path.is_ident("Self"))
}

/// The hooks that were named, or those of the resource itself, if method resolution finds any.
fn hooks(resource: &Resource) -> TokenStream {
    let model = &resource.names.model;
    match &resource.hooks {
        None => quote!(|| (&__rt::Probe::<#model, #model>::NEW).hooks()),
        Some(paths) => {
            let tables = paths.iter().map(|path| {
                let path = without_self(path, model);
                quote!(__rt::hook_table::<#path, #model>())
            });
            let own = quote!((&__rt::Probe::<#model, #model>::NEW).hooks());
            if names_own(paths) {
                quote!(|| ::std::vec![#(#tables),*])
            } else {
                quote!(|| __rt::and_own(::std::vec![#(#tables),*], #own))
            }
        }
    }
}

/// A name for a closure's parameter that no expression of the user's can mean.
pub(super) fn parameter(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The same where it seems to stand at something that the user wrote.
pub(super) fn parameter_at(name: &str, place: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(place))
}

//! SeaORM's view of the relations: an enum of them, `Related` for the first that leads to a resource, and for each other
//! a struct that is `Linked`, since there is one `Related` between two entities.

use std::collections::HashSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::Type;

use super::entity::iterable;
use super::user_code::without_self;

use crate::model::{Relation, Resource};
use crate::names::link;

/// The enum, and a struct for each relation that `Related` does not stand for wholly, which is seen where the relation is.
pub(super) fn items(resource: &Resource) -> TokenStream {
    let (visibility, runtime, name) = (&resource.visibility, &resource.runtime, &resource.names.relation);
    let docs = format!(" The relations in SeaORM's sense of [`{}`].", resource.name);
    let variants = resource.relation_variants();
    if variants.is_empty() {
        return quote!(#[doc = #docs] #visibility type #name = #runtime::NoRelation;);
    }
    let links = linked(resource).map(|(_, relation)| {
        let (link, docs) = (link(&resource.names.model, &relation.ident), link_docs(relation, resource));
        let visibility = &relation.visibility;
        quote! {
            #[doc = #docs]
            #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
            #[allow(dead_code)]
            #visibility struct #link;
        }
    });
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #[allow(missing_docs, clippy::enum_variant_names)]
        #visibility enum #name { #(#variants),* }
        #(#links)*
    }
}

fn link_docs(relation: &Relation, resource: &Resource) -> String {
    format!(" The relation `{}` of [`{}`], for SeaORM's `find_linked`.", relation.name, resource.name)
}

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let variants = resource.relation_variants();
    if variants.is_empty() {
        return TokenStream::new();
    }
    let (name, model) = (&resource.names.relation, &resource.names.model);
    let iterable = iterable(name, &variants);
    let related = related(resource).map(|(position, relation)| self::related_impl(position, relation, resource));
    let linked = linked(resource).map(|(position, relation)| linked_impl(position, relation, resource));
    quote! {
        #iterable
        impl __rt::RelationTrait for #name {
            fn def(&self) -> __rt::RelationDef { __rt::relation_definition::<#model>(*self as usize) }
        }
        #(#related)*
        #(#linked)*
    }
}

/// The first relation to each other resource. A type is told by its last segment, since one of two paths may be the
/// other's.
fn related(resource: &Resource) -> impl Iterator<Item = (usize, &Relation)> {
    let mut seen = HashSet::from([resource.name.as_str()]);
    resource.relations.iter().enumerate().filter(move |(_, relation)| seen.insert(&relation.target_name))
}

/// The relations that have a struct of their own.
fn linked(resource: &Resource) -> impl Iterator<Item = (usize, &Relation)> {
    let related: Vec<usize> = related(resource).map(|(position, _)| position).collect();
    let relations = resource.relations.iter().enumerate();
    relations.filter(move |(position, relation)| relation.through.is_some() || !related.contains(position))
}

fn related_impl(position: usize, relation: &Relation, resource: &Resource) -> TokenStream {
    let (entity, model) = (&resource.names.entity, &resource.names.model);
    let target = entity_of(&relation.target, model);
    let position = Literal::usize_unsuffixed(position);
    let (to, via) = match relation.through {
        None => (quote!(relation_definition), None),
        Some(_) => {
            let way = quote!(__rt::relation_definition::<#model>(#position));
            let via = quote! {
                fn via() -> ::core::option::Option<__rt::RelationDef> { ::core::option::Option::Some(#way) }
            };
            (quote!(relation_from_join), Some(via))
        }
    };
    quote! {
        impl __rt::Related<#target> for #entity {
            fn to() -> __rt::RelationDef { __rt::#to::<#model>(#position) }
            #via
        }
    }
}

fn linked_impl(position: usize, relation: &Relation, resource: &Resource) -> TokenStream {
    let (entity, model) = (&resource.names.entity, &resource.names.model);
    let (link, target) = (link(model, &relation.ident), entity_of(&relation.target, model));
    let position = Literal::usize_unsuffixed(position);
    quote! {
        impl __rt::Linked for #link {
            type FromEntity = #entity;
            type ToEntity = #target;
            fn link(&self) -> ::std::vec::Vec<__rt::RelationDef> { __rt::relation_steps::<#model>(#position) }
        }
    }
}

/// The entity of another resource; one that stands in where the type is none, of which the descriptor tells.
fn entity_of(target: &Type, model: &Ident) -> TokenStream {
    let target = without_self(target, model);
    quote!(__rt::EntityOf<#target, { __rt::Relatable::<#target>::IS }>)
}

/// The trait that `Relatable` falls back to, where there is any relation.
pub(super) fn imports(resource: &Resource) -> Option<TokenStream> {
    (!resource.relations.is_empty()).then(|| {
        quote!(
            use __rt::Unrelatable as _;
        )
    })
}

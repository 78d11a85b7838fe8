//! Relations as data. What they ask of other structs is asked by calls that stand at the word or the field wholly, where
//! it is shown if it fails.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::user_code::{at, without_self};
use crate::model::{FieldThere, Keys, Relation, Resource, Through};
use crate::parse::{OnDelete, RelationKind};

/// One relation of the descriptor.
pub(super) fn descriptor(relation: &Relation, resource: &Resource) -> TokenStream {
    let Relation { name, wire, docs, .. } = relation;
    let model = &resource.names.model;
    let kind = format_ident!("{}", relation.kind.name());
    let target = as_resource(&relation.target, model);
    let wire = (wire != name).then(|| quote!(wire: #wire,));
    let docs = (!docs.is_empty()).then(|| quote!(description: #docs,));
    let keys = keys(relation, resource);
    let through = relation.through.as_ref().map(|through| self::through(through, relation, model));
    let on_delete = relation.on_delete.map(|(action, place)| on_delete(action, place, relation, model));
    quote! {
        __rt::Relation {
            #wire
            #docs
            keys: &#keys,
            #through
            #on_delete
            ..__rt::Relation::new(#name, __rt::RelationKind::#kind, #target::descriptor)
        }
    }
}

/// `<Author as Resource>`, wholly at the type, so that one that is no resource is one fault.
pub(super) fn as_resource(target: &impl quote::ToTokens, model: &Ident) -> TokenStream {
    let place = target.span();
    let target = without_self(target, model);
    quote_spanned!(at(place)=> <#target as __rt::Resource>)
}

fn own_shape(model: &Ident) -> TokenStream {
    quote!(<#model as __rt::Resource>::__SHAPE)
}

fn keys(relation: &Relation, resource: &Resource) -> TokenStream {
    let model = &resource.names.model;
    let (here, target) = (own_shape(model), as_resource(&relation.target, model));
    match (&relation.keys, &relation.through) {
        (Keys::Here(near, place), _) => {
            let near = positions(near);
            quote_spanned!(at(*place)=> __rt::refers(#here, [#near], #target::__SHAPE))
        }
        (Keys::There(far), through) => {
            let there = through.as_ref().map_or(target, |through| as_resource(&through.join, model));
            let far = fields_there(far, &there, "foreign_key");
            let once = relation.kind == RelationKind::HasOne;
            let function = if once { format_ident!("referred_once") } else { format_ident!("referred") };
            quote_spanned!(at(place_of(relation))=> __rt::#function(#here, #there::__SHAPE, [#far]))
        }
    }
}

/// Where a fault of a whole key in another struct is shown.
fn place_of(relation: &Relation) -> Span {
    match &relation.keys {
        Keys::Here(_, place) => *place,
        Keys::There(fields) => fields.first().map_or_else(|| relation.ident.span(), |field| field.place),
    }
}

fn positions(positions: &[usize]) -> TokenStream {
    let positions = positions.iter().map(|position| Literal::usize_unsuffixed(*position));
    quote!(#(#positions),*)
}

fn fields_there(fields: &[FieldThere], there: &TokenStream, word: &str) -> TokenStream {
    let fields = fields.iter().map(|FieldThere { name, place, said }| {
        if *said {
            quote_spanned!(at(*place)=> __rt::named_field(#there::__SHAPE, #name))
        } else {
            quote_spanned!(at(*place)=> __rt::usual_field(#there::__SHAPE, #name, #word))
        }
    });
    quote!(#(#fields),*)
}

fn through(through: &Through, relation: &Relation, model: &Ident) -> TokenStream {
    let (join, target) = (as_resource(&through.join, model), as_resource(&relation.target, model));
    let far = fields_there(&through.far, &join, "far_key");
    let place = through.far.first().map_or_else(|| relation.ident.span(), |field| field.place);
    let far = quote_spanned!(at(place)=> __rt::refers(#join::__SHAPE, [#far], #target::__SHAPE));
    let near = match &relation.keys {
        Keys::There(near) => fields_there(near, &join, "foreign_key"),
        Keys::Here(..) => TokenStream::new(),
    };
    let keys = quote_spanned!(at(through.join.span())=> __rt::linked(#join::__SHAPE, #far, [#near]));
    // The fields of a struct are kept for as long as it, what a function is given is not.
    quote! {
        through: ::core::option::Option::Some { 0: __rt::Through { join: #join::descriptor, keys: &#keys } },
    }
}

fn on_delete(action: OnDelete, place: Span, relation: &Relation, model: &Ident) -> TokenStream {
    let action = match (action, &relation.keys) {
        (OnDelete::SetNull, Keys::Here(near, _)) => {
            let (here, near) = (own_shape(model), positions(near));
            quote_spanned!(at(place)=> __rt::set_null(#here, &[#near]))
        }
        (OnDelete::SetNull, Keys::There(_)) => quote!(__rt::OnDelete::SetNull),
        (OnDelete::Cascade, _) => quote!(__rt::OnDelete::Cascade),
        (OnDelete::Restrict, _) => quote!(__rt::OnDelete::Restrict),
    };
    quote!(on_delete: #action,)
}

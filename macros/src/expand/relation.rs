//! Relations as data. What they ask of other structs is asked by calls that stand at the word or the field wholly, where
//! it is shown if it fails.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::user_code::{at, without_self};
use crate::model::{FieldThere, Keys, Relation, Through};
use crate::parse::{OnDelete, RelationKind};

/// One relation of the descriptor.
pub(super) fn descriptor(relation: &Relation, model: &Ident) -> TokenStream {
    let Relation { name, wire, docs, .. } = relation;
    let target = without_self(&relation.target, model);
    let wire = (wire != name).then(|| quote!(wire: #wire,));
    let docs = (!docs.is_empty()).then(|| quote!(description: #docs,));
    let keys = keys(relation, model);
    let through = relation.through.as_ref().map(|through| self::through(through, relation, model));
    let on_delete = relation.on_delete.map(|(action, place)| on_delete(action, place, relation, model));
    let kind = format_ident!("{}", constructor(relation.kind));
    quote! {
        __rt::Relation {
            #wire
            #docs
            keys: #keys,
            #through
            #on_delete
            ..__rt::Relation::#kind::<#target>(#name)
        }
    }
}

fn constructor(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::BelongsTo => "belongs_to",
        RelationKind::HasOne => "has_one",
        RelationKind::HasMany => "has_many",
    }
}

fn keys(relation: &Relation, model: &Ident) -> TokenStream {
    let target = without_self(&relation.target, model);
    match (&relation.keys, &relation.through) {
        (Keys::Here(near, place), _) => {
            let near = positions(near);
            quote_spanned!(at(*place)=> &__rt::refers::<#model, #target, _>([#near]))
        }
        (Keys::There(far), through) => {
            let there = through.as_ref().map_or(target, |through| without_self(&through.join, model));
            let fields = fields_there(far, &there, "foreign_key");
            let place = place(far, relation);
            if relation.kind == RelationKind::HasOne {
                quote_spanned!(at(place)=> &__rt::referred_once::<#model, #there, _>([#fields]))
            } else {
                quote_spanned!(at(place)=> &__rt::referred::<#model, #there, _>([#fields]))
            }
        }
    }
}

/// Where a fault of a whole key in another struct is shown.
fn place(key: &[FieldThere], relation: &Relation) -> Span {
    key.first().map_or_else(|| relation.ident.span(), |field| field.place)
}

fn positions(positions: &[usize]) -> TokenStream {
    let positions = positions.iter().map(|position| Literal::usize_unsuffixed(*position));
    quote!(#(#positions),*)
}

fn fields_there(fields: &[FieldThere], there: &impl ToTokens, word: &str) -> TokenStream {
    let fields = fields.iter().map(|FieldThere { name, place, said }| {
        if *said {
            quote_spanned!(at(*place)=> __rt::named_field::<#there>(#name))
        } else {
            quote_spanned!(at(*place)=> __rt::usual_field::<#there>(#name, #word))
        }
    });
    quote!(#(#fields),*)
}

fn through(through: &Through, relation: &Relation, model: &Ident) -> TokenStream {
    let (join, target) = (without_self(&through.join, model), without_self(&relation.target, model));
    let far = fields_there(&through.far, &join, "far_key");
    let near = fields_there(relation.keys.there(), &join, "foreign_key");
    let keys = quote_spanned!(at(through.join.span())=> &__rt::linked::<#join, #target, _, _>([#far], [#near]));
    // A reference in a struct lasts as long as the static, which one in a function's argument does not.
    quote! {
        through: ::core::option::Option::Some {
            0: __rt::Through { join: __rt::descriptor_of::<#join>, keys: #keys },
        },
    }
}

fn on_delete(action: OnDelete, place: Span, relation: &Relation, model: &Ident) -> TokenStream {
    let action = match action {
        OnDelete::Cascade => quote!(__rt::OnDelete::Cascade),
        OnDelete::Restrict => quote!(__rt::OnDelete::Restrict),
        OnDelete::SetNull => {
            let near = relation.keys.here().map(positions);
            quote_spanned!(at(place)=> __rt::set_null::<#model>(&[#near]))
        }
    };
    quote!(on_delete: #action,)
}

//! Calls of the runtime that are generic over the type of a field.
//!
//! A built-in type has a plain call. For a type of the user's, of which syntax does not tell whether it can be the type
//! of a field, calls go through `Usable`: there, a type that cannot be one is no fault, so that there is only the fault
//! at the field itself.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::user_code::at;

use crate::model::{Field, Resource};

/// The trait that `Usable` falls back to, where any field has a type of the user's.
pub(super) fn imports(resource: &Resource) -> Option<TokenStream> {
    resource.fields.iter().any(|field| field.ty.users).then(|| {
        quote!(
            use __rt::Unusable as _;
        )
    })
}

/// The type in an active model, where the runtime is called `runtime`.
pub(super) fn active_type(field: &Field, runtime: &TokenStream) -> TokenStream {
    let known = known_type(field, runtime);
    quote!(#runtime::ActiveValue<#known>)
}

/// The type of a value, where its bounds are SeaORM's.
pub(super) fn known_type(field: &Field, runtime: &TokenStream) -> TokenStream {
    let ty = &field.ty.value;
    if !field.ty.users {
        return quote!(#ty);
    }
    quote!(#runtime::Known<#ty, { use #runtime::Unusable as _; #runtime::Usable::<#ty>::IS }>)
}

/// A reference to the field of `self` as a cell, if there is one.
pub(super) fn cell(field: &Field) -> TokenStream {
    let (ident, ty) = (&field.ident, &field.ty.value);
    if field.ty.users {
        quote!(__rt::Usable::<#ty>::cell(&self.#ident))
    } else {
        quote!(::core::option::Option::Some(&self.#ident))
    }
}

/// The value of a field from `source`.
pub(super) fn build(field: &Field, position: &Literal) -> TokenStream {
    let ty = &field.ty.value;
    if field.ty.users {
        quote!(__rt::Usable::<#ty>::build(source, #position)?)
    } else {
        quote!(__rt::build_column(source, #position)?)
    }
}

/// The patch of a field from `source`.
pub(super) fn build_patch(field: &Field, position: &Literal) -> TokenStream {
    let ty = &field.ty.value;
    if field.ty.users {
        quote!(__rt::Usable::<#ty>::build_patch(source, #position)?)
    } else {
        quote!(__rt::build_patch(source, #position)?)
    }
}

/// Puts the field of `self` into `cells`.
pub(super) fn put(field: &Field, position: &Literal) -> TokenStream {
    let (ident, ty) = (&field.ident, &field.ty.value);
    if field.ty.users {
        quote!(__rt::Usable::<#ty>::put(cells, #position, &self.#ident))
    } else {
        quote!(cells.put(#position, &self.#ident))
    }
}

/// Puts the patch of a field of `self` into `cells`.
pub(super) fn put_patch(field: &Field, position: &Literal) -> TokenStream {
    let (ident, ty) = (&field.ident, &field.ty.value);
    if field.ty.users {
        quote!(__rt::Usable::<#ty>::put_patch(cells, #position, &self.#ident))
    } else {
        quote!(cells.put_patch(#position, &self.#ident))
    }
}

/// The field's descriptor, if SeaORM can store the type; a call that stands at the type wholly, where it is shown if it
/// fails.
pub(super) fn stored(field: &Field, descriptor: TokenStream) -> TokenStream {
    let ty = &field.ty.value;
    if field.ty.users {
        quote_spanned!(at(ty.span())=> __rt::stored(#descriptor, __rt::Usable::<#ty>::IS))
    } else {
        descriptor
    }
}

/// The function that makes a cell of a default.
pub(super) fn default_value(field: &Field) -> TokenStream {
    let ty = &field.ty.value;
    if field.ty.users { quote!(__rt::Usable::<#ty>::default_value) } else { quote!(__rt::default_value::<#ty>) }
}

/// The function that makes the argument of a `custom` rule.
pub(super) fn custom_argument(field: &Field) -> TokenStream {
    let ty = &field.ty.present;
    if field.ty.users { quote!(__rt::Usable::<#ty>::custom_argument) } else { quote!(__rt::custom_argument::<#ty>) }
}

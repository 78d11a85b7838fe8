//! What stands in for a declaration with faults: everything that other code may name, so that the faults are the only
//! messages. It has the fields whose types are no fault, and its functions are never called.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::user_code::without_self;
use super::{active_model, entity, input, model, private_alias, related, user_type};
use crate::model::{Kind, Resource};

/// Stands in for a resource.
pub(crate) fn resource_stub(resource: &Resource) -> TokenStream {
    let items =
        [entity::items(resource), related::items(resource), active_model::item(resource), input::items(resource)];
    let implementations = [
        entity::implementations(resource),
        related::implementations(resource),
        active_model::implementations(resource),
        model::implementations(resource),
        input::implementations(resource),
        implementation(resource),
        threads(resource),
    ];
    let private = private_alias(&resource.runtime);
    let imports = [user_type::imports(resource), related::imports(resource)];
    quote! {
        #(#items)*
        #[allow(deprecated)]
        const _: () = {
            #private
            #(#imports)*
            #(#implementations)*
        };
    }
}

fn implementation(resource: &Resource) -> TokenStream {
    let names = &resource.names;
    let (model, entity, column, active_model) = (&names.model, &names.entity, &names.column, &names.active_model);
    let (create, update) = (&names.create, &names.update);
    let types = types_of_the_user(resource);
    quote! {
        impl __rt::Resource for #model {
            type EntityType = #entity;
            type ColumnType = #column;
            type ActiveModelType = #active_model;
            type Create = #create;
            type Update = #update;
            const __SHAPE: __rt::Shape = __rt::Shape::UNKNOWN;
            fn descriptor() -> &'static __rt::Descriptor {
                #types
                __rt::stub()
            }
            fn __cell(&self, _: usize) -> __rt::CellRef<'_> { __rt::stub() }
            fn __build(_: &mut dyn __rt::CellSource) -> __rt::DbResult<Self> { __rt::stub() }
        }
    }
}

/// Names each type of the user's as the descriptor does, so that one which cannot be the type of a field, or is no resource
/// of a relation, is told of in the same build as the other faults.
fn types_of_the_user(resource: &Resource) -> TokenStream {
    let users = resource.fields.iter().filter(|field| field.ty.users);
    let named = users.map(|field| {
        let (ty, name) = (&field.ty.value, &field.name);
        quote!(let _ = __rt::Field::new::<#ty>(#name);)
    });
    let related = resource.relations.iter().map(|relation| {
        let (target, name) = (without_self(&relation.target, &resource.names.model), &relation.name);
        quote!(let _ = __rt::Relation::has_many::<#target>(#name);)
    });
    quote!(#(#named)* #(#related)*)
}

/// SeaORM asks of a row that threads can share it. A type that was refused need not be so, and that would be told of at
/// each of SeaORM's traits. A promise that nothing keeps does no harm here: a declaration with faults never runs.
fn threads(resource: &Resource) -> TokenStream {
    let model = &resource.names.model;
    let refused = resource.fields.iter().any(|field| field.ty.kind == Kind::Refused);
    let promise = quote! {
        unsafe impl ::core::marker::Send for #model {}
        unsafe impl ::core::marker::Sync for #model {}
    };
    if refused { promise } else { TokenStream::new() }
}

/// Stands in for an enum of values.
pub(crate) fn enumeration_stub(ident: &Ident, runtime: &syn::Path) -> TokenStream {
    let private = private_alias(runtime);
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #private
            impl __rt::FieldType for #ident {
                type As = ::std::string::String;
                fn into_column(self) -> Self::As { __rt::stub() }
                fn try_from_column(_: Self::As) -> ::core::result::Result<Self, ::std::string::String> { __rt::stub() }
            }
            impl ::core::convert::From<#ident> for __rt::Value {
                fn from(_: #ident) -> Self { __rt::stub() }
            }
            impl __rt::Nullable for #ident {
                fn null() -> __rt::Value { __rt::stub() }
            }
            impl __rt::Serialize for #ident {
                fn serialize<S: __rt::Serializer>(&self, _: S) -> __rt::Serialized<S> { __rt::stub() }
            }
        };
    }
}

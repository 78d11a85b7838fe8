//! An enum as the type of a field.

use proc_macro2::TokenStream;
use quote::quote;

use super::private_alias;
use crate::model::Enumeration;

/// Everything that `#[derive(ResourceEnum)]` adds.
pub(crate) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    let private = private_alias(&enumeration.runtime);
    let ident = &enumeration.ident;
    let variants: Vec<_> = enumeration.choices.iter().map(|choice| &choice.ident).collect();
    let texts: Vec<_> = enumeration.choices.iter().map(|choice| &choice.text).collect();
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #private
            #[automatically_derived]
            impl __rt::FieldType for #ident {
                type As = ::std::string::String;
                const KIND: __rt::Kind = __rt::Kind::Choice(&[#(#texts),*]);
                fn into_column(self) -> ::std::string::String {
                    __rt::choice_text(match self { #(Self::#variants => #texts),* })
                }
                fn try_from_column(
                    text: ::std::string::String,
                ) -> ::core::result::Result<Self, ::std::string::String> {
                    match text.as_str() {
                        #(#texts => ::core::result::Result::Ok(Self::#variants),)*
                        _ => ::core::result::Result::Err(__rt::not_a_choice()),
                    }
                }
            }
            #[automatically_derived]
            impl ::core::convert::From<#ident> for __rt::Value {
                fn from(value: #ident) -> Self { __rt::into_value(value) }
            }
            #[automatically_derived]
            impl __rt::Nullable for #ident {
                fn null() -> __rt::Value { __rt::null::<Self>() }
            }
            #[automatically_derived]
            impl __rt::IntoActiveValue<#ident> for #ident {
                fn into_active_value(self) -> __rt::ActiveValue<Self> { __rt::ActiveValue::Set(self) }
            }
            #[automatically_derived]
            impl __rt::Serialize for #ident {
                fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
                    serializer.serialize_str(match self { #(Self::#variants => #texts),* })
                }
            }
        };
    }
}

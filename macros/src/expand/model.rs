//! SeaORM's traits of rows, on the user's struct, and its form on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Resource;

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let (model, entity, column) = (&resource.names.model, &resource.names.entity, &resource.names.column);
    quote! {
        #[automatically_derived]
        impl __private::ModelTrait for #model {
            type Entity = #entity;
            fn get(&self, column: #column) -> __private::Value { __private::model_get(self, column) }
            fn get_value_type(column: #column) -> __private::ArrayType { __private::array_type::<Self>(column) }
            fn try_set(
                &mut self,
                column: #column,
                value: __private::Value,
            ) -> ::core::result::Result<(), __private::DbErr> {
                __private::cell_mut(self, column, value)
            }
        }
        #[automatically_derived]
        impl __private::FromQueryResult for #model {
            fn from_query_result(
                row: &__private::QueryResult,
                prefix: &str,
            ) -> ::core::result::Result<Self, __private::DbErr> {
                __private::model_from_query(row, prefix)
            }
            fn from_query_result_nullable(
                row: &__private::QueryResult,
                prefix: &str,
            ) -> ::core::result::Result<Self, __private::TryGetError> {
                __private::model_from_query_nullable(row, prefix)
            }
        }
        #[automatically_derived]
        impl __private::Serialize for #model {
            fn serialize<S: __private::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                __private::serialize_model(self, serializer)
            }
        }
    }
}

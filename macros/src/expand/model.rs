//! SeaORM's traits of rows, on the user's struct, and its form on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Resource;

pub(super) fn implementations(resource: &Resource) -> TokenStream {
    let (model, entity, column) = (&resource.names.model, &resource.names.entity, &resource.names.column);
    quote! {
        #[automatically_derived]
        impl __rt::ModelTrait for #model {
            type Entity = #entity;
            fn get(&self, column: #column) -> __rt::Value { __rt::model_get(self, column) }
            fn get_value_type(column: #column) -> __rt::ArrayType { __rt::array_type::<Self>(column) }
            fn try_set(
                &mut self,
                column: #column,
                value: __rt::Value,
            ) -> __rt::DbResult {
                __rt::model_set(self, column, value)
            }
        }
        #[automatically_derived]
        impl __rt::FromQueryResult for #model {
            fn from_query_result(
                row: &__rt::Row,
                prefix: &str,
            ) -> __rt::DbResult<Self> {
                __rt::model_from_query(row, prefix)
            }
            fn from_query_result_nullable(
                row: &__rt::Row,
                prefix: &str,
            ) -> ::core::result::Result<Self, __rt::TryGetError> {
                __rt::model_from_query_nullable(row, prefix)
            }
        }
        #[automatically_derived]
        impl __rt::Serialize for #model {
            fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Serialized<S> {
                __rt::serialize_model(self, serializer)
            }
        }
    }
}

use sea_orm::{Value, sea_query::Nullable};
use serde::{Serialize, de::DeserializeOwned};

use super::FieldType;

/// A JSON column: typed as `Json<Settings>`, untyped as `Json`.
///
/// The value is replaced whole by an update. A JSON `null` is SQL's NULL, so only `Option<Json<..>>` takes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T = serde_json::Value>(pub T);

impl<T> FieldType for Json<T>
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    type As = serde_json::Value;

    fn into_column(self) -> serde_json::Value {
        serde_json::to_value(self.0).unwrap_or_default()
    }

    fn try_from_column(stored: serde_json::Value) -> Result<Self, String> {
        // serde's own text names Rust types, which no client should read.
        serde_json::from_value(stored)
            .map(Self)
            .map_err(|_| "the JSON value does not have the expected form".to_owned())
    }
}

impl<T: Serialize> From<Json<T>> for Value {
    fn from(json: Json<T>) -> Self {
        Value::Json(serde_json::to_value(json.0).ok().map(Box::new))
    }
}

impl<T> Nullable for Json<T> {
    fn null() -> Value {
        Value::Json(None)
    }
}

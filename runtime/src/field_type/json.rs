use sea_orm::{Value, sea_query::Nullable};
use serde::{Serialize, de::DeserializeOwned};
use serde_path_to_error::Segment;

use super::{Accepts, FieldType, NotOfType};
use crate::error::pointer_to;

/// A JSON column: typed as `Json<Settings>`, untyped as `Json`.
///
/// The value is replaced whole by an update, and is stored as `T` serializes it: what `T` leaves out is dropped, and what it
/// fills in is there. A JSON `null` is SQL's NULL, so only `Option<Json<..>>` takes it.
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
        serde_json::from_value(stored).map(Self).map_err(|_| OTHER_FORM.to_owned())
    }

    const ACCEPTS: Option<Accepts> = Some(accepts::<T>);
}

const OTHER_FORM: &str = "does not have the form that is expected";

fn accepts<T: Serialize + DeserializeOwned>(value: Value) -> Result<Value, NotOfType> {
    let Value::Json(Some(document)) = value else { return Ok(value) };
    let other_form = |pointer| NotOfType { pointer, reason: OTHER_FORM.to_owned() };
    let typed: T = serde_path_to_error::deserialize(*document)
        .map_err(|error| other_form(error.path().iter().map(step).collect()))?;
    let stored = serde_json::to_value(typed).map_err(|_| other_form(String::new()))?;
    Ok(Value::Json(Some(Box::new(stored))))
}

/// A step into a document, as a JSON pointer has it.
fn step(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => pointer_to(key),
        Segment::Enum { .. } | Segment::Unknown => String::new(),
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

use serde::{Serializer, ser::SerializeStruct};

use super::Resource;
use crate::json::Wire;

/// `Serialize` of a resource: what an answer shows of it, in the form of the wire.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_model<R: Resource, S: Serializer>(row: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let descriptor = R::descriptor();
    let shown = || descriptor.fields.iter().enumerate().filter(|(_, field)| field.is_shown());
    let mut output = serializer.serialize_struct(descriptor.name, shown().count())?;
    for (position, field) in shown() {
        match row.__cell(position) {
            Some(cell) => output.serialize_field(field.wire, &Wire(&cell.get()))?,
            None => output.serialize_field(field.wire, &())?,
        }
    }
    output.end()
}

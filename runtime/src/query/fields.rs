//! `?fields=id,title`: which fields an answer has.

use crate::{
    Error, Result,
    descriptor::Descriptor,
    error::{code, near_match},
};

/// The named fields and the key, by position, in the resource's order.
///
/// # Errors
/// 400: a name is none of a field that is shown, or stands twice.
pub fn parse(descriptor: &'static Descriptor, text: &str) -> Result<Vec<usize>> {
    let mut named = Vec::new();
    for (index, name) in text.split(',').enumerate() {
        let Some((field, _)) = descriptor.field(name).filter(|(_, field)| field.is_shown()) else {
            return Err(not_shown(descriptor, index, name));
        };
        if named.contains(&field) {
            return Err(Error::bad_parameter("fields", code::BAD_VALUE, "names a field twice"));
        }
        named.push(field);
    }
    named.extend(descriptor.key.iter().filter(|part| !named.contains(part)).copied().collect::<Vec<_>>());
    named.sort_unstable();
    Ok(named)
}

/// The name is told by its place, for what a client sends does not come back.
fn not_shown(descriptor: &'static Descriptor, index: usize, name: &str) -> Error {
    let shown = || descriptor.fields.iter().filter(|field| field.is_shown()).map(|field| field.wire);
    let near = near_match(name, shown()).map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default();
    let names: Vec<&str> = shown().collect();
    let (names, place) = (names.join(", "), index + 1);
    let detail = format!("must be fields out of {names}, each once, with commas between; name {place} is none{near}");
    Error::bad_parameter("fields", code::NOT_ALLOWED, detail)
}

use crate::{
    Error, Result,
    descriptor::{Descriptor, Flags, SortTerm},
    error::code,
};

/// An order that no two rows share: the key is appended, in the direction of the last term, so that one index serves.
pub fn complete(descriptor: &'static Descriptor, terms: &[SortTerm]) -> Vec<SortTerm> {
    let mut complete = terms.to_vec();
    let descending = terms.last().is_some_and(|term| term.descending);
    for &field in descriptor.key {
        if !terms.iter().any(|term| term.field == field) {
            complete.push(SortTerm { field, descending });
        }
    }
    complete
}

/// The value of `?sort=`: `-created_at,title`.
///
/// # Errors
/// 400: a field that cannot be sorted by, or one that stands twice.
pub fn parse(descriptor: &'static Descriptor, text: &str) -> Result<Vec<SortTerm>> {
    let mut terms: Vec<SortTerm> = Vec::new();
    for part in text.split(',') {
        let (name, descending) = part.strip_prefix('-').map_or((part, false), |name| (name, true));
        let Some((field, _)) = descriptor.field(name).filter(|(_, field)| field.is(Flags::SORT)) else {
            return Err(not_sortable(descriptor));
        };
        if terms.iter().any(|term| term.field == field) {
            return Err(Error::bad_parameter("sort", code::BAD_VALUE, "names a field twice"));
        }
        terms.push(SortTerm { field, descending });
    }
    Ok(terms)
}

fn not_sortable(descriptor: &'static Descriptor) -> Error {
    let names: Vec<&str> =
        descriptor.fields.iter().filter(|field| field.is(Flags::SORT)).map(|field| field.wire).collect();
    let detail = if names.is_empty() {
        "is not possible: no field of this resource can be sorted by".to_owned()
    } else {
        format!("must be fields out of {}, each once, with `-` before one for descending order", names.join(", "))
    };
    Error::bad_parameter("sort", code::NOT_ALLOWED, detail)
}

use super::QueryLimits;
use crate::{
    Error, Result,
    descriptor::{Descriptor, Flags, SortTerm},
    error::{code, near_match},
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
/// 400: a field that cannot be sorted by, or one that stands twice, or too many.
pub fn parse(descriptor: &'static Descriptor, limits: &QueryLimits, text: &str) -> Result<Vec<SortTerm>> {
    let mut terms: Vec<SortTerm> = Vec::new();
    for (index, part) in text.split(',').enumerate() {
        if index == limits.sort_keys {
            let detail = format!("must be at most {index} fields");
            return Err(Error::bad_parameter("sort", code::TOO_MANY_SORT_KEYS, detail));
        }
        let (name, descending) = part.strip_prefix('-').map_or((part, false), |name| (name, true));
        let Some((field, _)) = descriptor.field(name).filter(|(_, field)| field.is(Flags::SORT)) else {
            return Err(not_sortable(descriptor, index, name));
        };
        if terms.iter().any(|term| term.field == field) {
            return Err(Error::bad_parameter("sort", code::BAD_VALUE, "names a field twice"));
        }
        terms.push(SortTerm { field, descending });
    }
    Ok(terms)
}

/// The term is told by its place, for what a client sends does not come back.
fn not_sortable(descriptor: &'static Descriptor, index: usize, name: &str) -> Error {
    let sortable = || descriptor.fields.iter().filter(|field| field.is(Flags::SORT)).map(|field| field.wire);
    let names: Vec<&str> = sortable().collect();
    if names.is_empty() {
        let detail = "is not possible: no field of this resource can be sorted by";
        return Error::bad_parameter("sort", code::NOT_ALLOWED, detail);
    }
    let near = near_match(name, sortable()).map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default();
    let names = names.join(", ");
    let place = index + 1;
    let detail = format!(
        "must be fields out of {names}, each once, with `-` before one for descending order; term {place} is none{near}"
    );
    Error::bad_parameter("sort", code::NOT_ALLOWED, detail)
}

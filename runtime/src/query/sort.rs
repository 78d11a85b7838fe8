use super::{
    QueryLimits,
    path::{follow, followed, passed},
};
use crate::{
    Error, Result,
    access::{OrderSource, OrderTerm, Scope},
    descriptor::{Descriptor, Field, Flags, SortTerm},
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

/// The terms of `?sort=` and behind them the key, so that no two rows share a place.
pub fn completed(descriptor: &'static Descriptor, mut terms: Vec<OrderTerm>) -> Vec<OrderTerm> {
    let descending = terms.last().is_some_and(|term| term.descending);
    for &field in descriptor.key {
        if !terms.iter().any(|term| matches!(term.source, OrderSource::Own(own) if own == field)) {
            terms.push(OrderTerm::own(descriptor, SortTerm { field, descending }));
        }
    }
    terms
}

/// The value of `?sort=`: `-created_at,author.name`.
///
/// # Errors
/// 400: a field that cannot be sorted by, or one that stands twice, or too many.
pub fn parse(scope: &Scope<'_>, limits: &QueryLimits, text: &str) -> Result<Vec<OrderTerm>> {
    let mut terms: Vec<OrderTerm> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (index, part) in text.split(',').enumerate() {
        if index == limits.sort_keys {
            let detail = format!("must be at most {index} fields");
            return Err(Error::bad_parameter("sort", code::TOO_MANY_SORT_KEYS, detail));
        }
        let (name, descending) = part.strip_prefix('-').map_or((part, false), |name| (name, true));
        let Some(term) = term(scope, name, descending) else {
            return Err(not_sortable(scope.descriptor(), index, name));
        };
        if seen.contains(&name) {
            return Err(Error::bad_parameter("sort", code::BAD_VALUE, "names a field twice"));
        }
        seen.push(name);
        terms.push(term);
    }
    Ok(terms)
}

/// The term of a name; behind relations only where each leads to one row at the most.
fn term(scope: &Scope<'_>, name: &str, descending: bool) -> Option<OrderTerm> {
    let descriptor = scope.descriptor();
    let Some((relations, last)) = name.rsplit_once('.') else {
        let (field, _) = sortable(descriptor, name)?;
        return Some(OrderTerm::own(descriptor, SortTerm { field, descending }));
    };
    let (steps, at) = follow(descriptor, relations).ok()?;
    let (position, field) = sortable(at, last)?;
    if passed(descriptor, &steps).any(|(_, relation)| relation.is_many()) {
        return None;
    }
    let value = Box::new(scope.far_value(&steps, position));
    Some(OrderTerm { field, descending, source: OrderSource::Far { steps, value } })
}

fn sortable(descriptor: &'static Descriptor, name: &str) -> Option<(usize, &'static Field)> {
    descriptor.field(name).filter(|(_, field)| field.is(Flags::SORT))
}

/// The names that a list can be sorted by; those behind relations as far as one step leads.
pub fn sort_names(descriptor: &'static Descriptor) -> Vec<String> {
    let own = |at: &'static Descriptor| at.fields.iter().filter(|field| field.is(Flags::SORT)).map(|field| field.wire);
    let to_one = followed(descriptor).filter(|relation| !relation.is_many() && descriptor.depth > 0);
    let far =
        to_one.flat_map(|relation| own((relation.target)()).map(move |field| format!("{}.{field}", relation.wire)));
    own(descriptor).map(str::to_owned).chain(far).collect()
}

/// The term is told by its place, for what a client sends does not come back.
fn not_sortable(descriptor: &'static Descriptor, index: usize, name: &str) -> Error {
    let names = sort_names(descriptor);
    if names.is_empty() {
        let detail = "is not possible: no field of this resource can be sorted by";
        return Error::bad_parameter("sort", code::NOT_ALLOWED, detail);
    }
    let near = near_match(name, names.iter().map(String::as_str));
    let near = near.map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default();
    let names = names.join(", ");
    let place = index + 1;
    let detail = format!(
        "must be fields out of {names}, each once, with `-` before one for descending order; term {place} is none{near}"
    );
    Error::bad_parameter("sort", code::NOT_ALLOWED, detail)
}

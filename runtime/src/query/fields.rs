//! `?fields=id,title,author.name`: which fields an answer has.

use super::selection::Selection;
use crate::{
    Error, Result,
    descriptor::Descriptor,
    error::{code, near_match},
};

/// Leaves the named fields and the keys, in the resources' order. Of expanded rows of which no field is named, all stay.
///
/// # Errors
/// 400: a name is none of a field that is shown, or stands twice, or is one of rows that are not expanded.
pub fn parse(descriptor: &'static Descriptor, selection: &mut Selection, text: &str) -> Result<()> {
    selection.fields = Some(key(descriptor));
    let mut seen: Vec<&str> = Vec::new();
    for (index, name) in text.split(',').enumerate() {
        let (at, of, last) = owner(descriptor, selection, index, name)?;
        let Some((field, _)) = at.field(last).filter(|(_, field)| field.is_shown()) else {
            return Err(not_shown(at, index, name));
        };
        if seen.contains(&name) {
            return Err(Error::bad_parameter("fields", code::BAD_VALUE, "names a field twice"));
        }
        seen.push(name);
        let fields = of.fields.get_or_insert_with(|| key(at));
        if let Err(place) = fields.binary_search(&field) {
            fields.insert(place, field);
        }
    }
    Ok(())
}

/// The parts of the key, in the resource's order.
fn key(descriptor: &'static Descriptor) -> Vec<usize> {
    let mut key = descriptor.key.to_vec();
    key.sort_unstable();
    key
}

/// The resource and the selection that a dotted name leads to, and its last part.
fn owner<'s, 't>(
    descriptor: &'static Descriptor,
    selection: &'s mut Selection,
    index: usize,
    name: &'t str,
) -> Result<(&'static Descriptor, &'s mut Selection, &'t str)> {
    let (mut at, mut of, mut rest) = (descriptor, selection, name);
    while let Some((step, behind)) = rest.split_once('.') {
        let found = at.relation(step).and_then(|(position, relation)| {
            let edge = of.edges.iter().position(|edge| edge.relation == position)?;
            Some((edge, relation))
        });
        let Some((edge, relation)) = found else { return Err(not_expanded(index)) };
        at = (relation.target)();
        of = &mut of.edges[edge].selection;
        rest = behind;
    }
    Ok((at, of, rest))
}

fn not_expanded(index: usize) -> Error {
    let place = index + 1;
    let detail =
        format!("names a field of rows that are not in the answer; name {place} needs its relation in `expand`");
    Error::bad_parameter("fields", code::NOT_ALLOWED, detail)
}

/// The name is told by its place, for what a client sends does not come back.
fn not_shown(descriptor: &'static Descriptor, index: usize, name: &str) -> Error {
    let before = name.rsplit_once('.').map_or("", |(before, _)| &name[..=before.len()]);
    let shown = || descriptor.fields.iter().filter(|field| field.is_shown()).map(|field| field.wire);
    let near = near_match(&name[before.len()..], shown());
    let near = near.map(|near| format!(" (did you mean `{before}{near}`?)")).unwrap_or_default();
    let names: Vec<String> = shown().map(|shown| format!("{before}{shown}")).collect();
    let (names, place) = (names.join(", "), index + 1);
    let detail = format!("must be fields out of {names}, each once, with commas between; name {place} is none{near}");
    Error::bad_parameter("fields", code::NOT_ALLOWED, detail)
}

//! Dotted names: relations, one after the other.

use crate::descriptor::{Descriptor, Relation};

/// Where a name goes astray.
#[derive(Debug)]
pub enum Stray<'t> {
    /// The resource that has no such relation, what leads to it, and the name.
    Unknown { at: &'static Descriptor, before: &'t str, name: &'t str },
    /// It follows more relations than the resource where it begins allows.
    TooDeep(u8),
}

/// The relations of a dotted name, and the resource that they lead to.
///
/// # Errors
/// One of them is none that clients can follow, or there are too many.
pub fn follow<'t>(
    descriptor: &'static Descriptor,
    names: &'t str,
) -> Result<(Vec<usize>, &'static Descriptor), Stray<'t>> {
    let (mut steps, mut at, mut length) = (Vec::new(), descriptor, 0);
    for name in names.split('.') {
        let Some((position, relation)) = at.relation(name).filter(|(_, relation)| relation.is_readable()) else {
            return Err(Stray::Unknown { at, before: &names[..length], name });
        };
        if steps.len() == usize::from(descriptor.depth) {
            return Err(Stray::TooDeep(descriptor.depth));
        }
        steps.push(position);
        at = (relation.target)();
        length += name.len() + 1;
    }
    Ok((steps, at))
}

/// The relations of a resource that clients can follow.
pub fn followed(descriptor: &'static Descriptor) -> impl Iterator<Item = &'static Relation> {
    descriptor.relations.iter().filter(|relation| relation.is_readable())
}

/// The resources and relations that these steps pass.
pub fn passed(
    descriptor: &'static Descriptor,
    steps: &[usize],
) -> impl Iterator<Item = (&'static Descriptor, &'static Relation)> {
    let mut at = descriptor;
    steps.iter().filter_map(move |step| {
        let (from, relation) = (at, at.relations.get(*step)?);
        at = (relation.target)();
        Some((from, relation))
    })
}

/// The resource that these steps lead to.
pub fn reached(descriptor: &'static Descriptor, steps: &[usize]) -> &'static Descriptor {
    passed(descriptor, steps).last().map_or(descriptor, |(_, relation)| (relation.target)())
}

/// The steps as a dotted name, each name with a dot behind it.
pub fn written(descriptor: &'static Descriptor, steps: &[usize]) -> String {
    passed(descriptor, steps).flat_map(|(_, relation)| [relation.wire, "."]).collect()
}

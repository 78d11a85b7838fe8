//! Relations for tests.

use crate::descriptor::{Descriptor, KeyPair, OnDelete, Relation, RelationKind};

/// A relation by one pair of fields that leaves deletes alone.
pub const fn relation(
    name: &'static str,
    kind: RelationKind,
    target: fn() -> &'static Descriptor,
    keys: &'static [KeyPair],
) -> Relation {
    Relation { name, wire: name, description: "", kind, target, keys, through: None, on_delete: OnDelete::NoAction }
}

/// The field `near` here, and the key there.
pub const fn pair(near: usize, far: usize) -> KeyPair {
    KeyPair { near, far }
}

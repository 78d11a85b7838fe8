use super::{Field, Flags, kind::is_same_text};

/// What the relations of other resources have to know of a resource while the program is compiled. It says nothing of its
/// own relations, so that two resources may refer to each other.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The struct's name.
    pub name: &'static str,
    pub fields: &'static [Field],
    /// Positions in `fields` of the key's parts.
    pub key: &'static [usize],
    /// Composite unique constraints, as positions in `fields`.
    pub uniques: &'static [&'static [usize]],
    /// Whether the declaration has no faults; else nothing is said about it that could be a second one.
    pub is_known: bool,
}

impl Shape {
    /// What holds of a resource that says nothing: the rest of every generated shape.
    pub const UNSAID: Self = Self { name: "", fields: &[], key: &[], uniques: &[], is_known: true };

    /// What stands in for the shape of a declaration with faults.
    pub const UNKNOWN: Self = Self { is_known: false, ..Self::UNSAID };

    /// The position of a field by its name; any where the shape is not known.
    pub(super) const fn position(self, name: &str) -> Option<usize> {
        let mut at = 0;
        while at < self.fields.len() {
            if is_same_text(self.fields[at].name, name) {
                return Some(at);
            }
            at += 1;
        }
        if self.is_known { None } else { Some(0) }
    }

    /// Whether no two rows have the same values of these fields: one is unique by itself, or all of a constraint are among
    /// them.
    pub(super) const fn is_unique(self, fields: &[usize]) -> bool {
        let mut at = 0;
        while at < fields.len() {
            if self.fields[fields[at]].is(Flags::UNIQUE) {
                return true;
            }
            at += 1;
        }
        let mut at = 0;
        while at < self.uniques.len() {
            if contains_all(fields, self.uniques[at]) {
                return true;
            }
            at += 1;
        }
        contains_all(fields, self.key)
    }

    /// Whether the fields are the key, or those of a constraint, in any order.
    pub(super) const fn is_exactly_unique(self, fields: &[usize]) -> bool {
        let mut at = 0;
        while at < self.uniques.len() {
            if is_same_set(fields, self.uniques[at]) {
                return true;
            }
            at += 1;
        }
        is_same_set(fields, self.key)
    }
}

const fn is_same_set(one: &[usize], other: &[usize]) -> bool {
    contains_all(one, other) && contains_all(other, one)
}

const fn contains_all(fields: &[usize], parts: &[usize]) -> bool {
    let mut part = 0;
    while part < parts.len() {
        let mut at = 0;
        while at < fields.len() && fields[at] != parts[part] {
            at += 1;
        }
        if at == fields.len() {
            return false;
        }
        part += 1;
    }
    true
}

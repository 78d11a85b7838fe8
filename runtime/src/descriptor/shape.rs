use super::Field;

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
}

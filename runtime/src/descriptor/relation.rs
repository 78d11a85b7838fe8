use super::{Descriptor, Field};

/// Rows of another resource, or of the same, that belong to a row.
#[derive(Debug)]
pub struct Relation {
    /// The Rust name, without `r#`.
    pub name: &'static str,
    /// The name in JSON, in query parameters and in paths.
    pub wire: &'static str,
    pub description: &'static str,
    pub kind: RelationKind,
    /// The resource on the other side; a function because resources may refer to each other.
    pub target: fn() -> &'static Descriptor,
    /// The fields that are equal on both sides: here, and there. There is the target, or the resource that lies between.
    pub keys: &'static [KeyPair],
    /// The resource whose rows link the two, of a many-to-many relation.
    pub through: Option<Through>,
    /// What becomes of rows here when the row that they refer to is deleted; of `BelongsTo` only.
    pub on_delete: OnDelete,
}

/// How many rows there are on the other side, and on which side the key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// One at the most, whose key is a field here.
    BelongsTo,
    /// One at the most, which has the key of the row here.
    HasOne,
    /// Any number, which have the key of the row here or, through a third resource, are linked to it.
    HasMany,
}

/// Two fields that hold the same value in rows that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPair {
    /// Position in the fields of the resource that the relation, or the link, starts from.
    pub near: usize,
    /// Position in the fields of the resource that it leads to.
    pub far: usize,
}

/// The resource whose rows link two others.
#[derive(Debug)]
pub struct Through {
    pub join: fn() -> &'static Descriptor,
    /// From the fields of the link to those of the target.
    pub keys: &'static [KeyPair],
}

/// What becomes of a row when the row that it refers to is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDelete {
    /// The deletion fails, at the end of its statement.
    NoAction,
    /// The deletion fails at once.
    Restrict,
    /// It is deleted too.
    Cascade,
    /// Its key becomes null.
    SetNull,
}

impl Relation {
    /// Whether there may be several rows on the other side.
    pub fn is_many(&self) -> bool {
        self.kind == RelationKind::HasMany
    }

    /// Whether somebody may read rows on the other side; else the relation leads nowhere that a client could go.
    pub fn is_readable(&self) -> bool {
        (self.target)().access.read.is_some()
    }

    /// The fields here that lead to the other side.
    pub fn near(&self) -> impl Iterator<Item = usize> + use<> {
        self.keys.iter().map(|pair| pair.near)
    }
}

impl Descriptor {
    /// The relation whose name on the wire is `wire`.
    pub fn relation(&self, wire: &str) -> Option<(usize, &'static Relation)> {
        self.relations.iter().enumerate().find(|(_, relation)| relation.wire == wire)
    }

    /// Whether a row may lack the row that it belongs to: one of the fields that name it may be null.
    pub fn is_optional(&self, relation: &Relation) -> bool {
        let may_be_null = |field: &Field| field.nullable;
        relation.near().any(|position| may_be_null(&self.fields[position]))
    }
}

/// The resources, and behind them all that relations lead to from there, each once.
pub fn related(resources: &[&'static Descriptor]) -> Vec<&'static Descriptor> {
    let mut all: Vec<&'static Descriptor> = Vec::new();
    let mut waiting: Vec<&'static Descriptor> = resources.iter().rev().copied().collect();
    while let Some(descriptor) = waiting.pop() {
        if all.iter().any(|known| std::ptr::eq(*known, descriptor)) {
            continue;
        }
        all.push(descriptor);
        let near = descriptor.relations.iter().flat_map(|relation| {
            let join = relation.through.as_ref().map(|through| (through.join)());
            join.into_iter().chain([(relation.target)()])
        });
        let behind: Vec<_> = near.collect();
        waiting.splice(0..0, behind.into_iter().rev());
    }
    all
}

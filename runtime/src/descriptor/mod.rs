//! What a resource is, as data. The derive emits one `static` [`Descriptor`] per resource; every handler, statement,
//! schema and document is made from it by ordinary functions.

mod access;
mod demand;
mod field;
mod keys;
mod kind;
mod length;
mod message;
mod operator;
mod relation;
mod shape;
mod validation;

pub use self::{
    access::{Access, Rule},
    demand::{Demand, demanded, stored},
    field::{Default, Field, Flags},
    keys::{linked, named_field, referred, referred_once, refers, set_null, usual_field},
    kind::{Bound, Kind, Number, number},
    length::{Whole, length, not_below, whole},
    operator::{Operator, Operators, filtered, filtered_by, searched},
    relation::{KeyPair, OnDelete, Relation, RelationKind, Through, descriptor_of, with_related},
    shape::Shape,
    validation::{Check, RowCheck, Validation},
};
use crate::hooks::HookTable;

/// A whole resource.
#[derive(Debug)]
pub struct Descriptor {
    /// The struct's name, `Post`.
    pub name: &'static str,
    /// Its doc comment.
    pub description: &'static str,
    /// URL segment, without slashes.
    pub path: &'static str,
    pub table: &'static str,
    /// The group in the API's document.
    pub tag: &'static str,
    /// Columns in the struct's order, and inputs among them.
    pub fields: &'static [Field],
    /// Positions in `fields` of the key's parts, in the struct's order.
    pub key: &'static [usize],
    /// The order of a list when the client names none. The key is appended when a query is made.
    pub sort: &'static [SortTerm],
    pub page: PageLimits,
    pub operations: Operations,
    pub access: Access,
    /// Composite unique constraints, as positions in `fields`.
    pub uniques: &'static [&'static [usize]],
    /// Composite indexes, as positions in `fields`.
    pub indexes: &'static [&'static [usize]],
    /// Rows of other resources that belong to a row.
    pub relations: &'static [Relation],
    /// How many relations a path may follow, of those that begin here.
    pub depth: u8,
    /// Rules of several fields, applied to the merged row.
    pub row_checks: &'static [RowCheck],
    /// The hooks in their order; a function because whether a type has hooks is found by method resolution, which
    /// is not constant.
    pub hooks: fn() -> Vec<HookTable>,
}

impl Descriptor {
    /// What holds of a resource that says nothing.
    pub const UNSAID: Self = Self {
        name: "",
        description: "",
        path: "",
        table: "",
        tag: "",
        fields: &[],
        key: &[],
        sort: &[],
        page: PageLimits::USUAL,
        operations: Operations(0),
        access: Access { read: None, create: None, update: None, delete: None },
        uniques: &[],
        indexes: &[],
        relations: &[],
        depth: 3,
        row_checks: &[],
        hooks: Vec::new,
    };

    /// A resource of this shape that says nothing else: the rest of every generated descriptor.
    pub const fn of(shape: Shape) -> Self {
        Self {
            name: shape.name,
            tag: shape.name,
            fields: shape.fields,
            key: shape.key,
            uniques: shape.uniques,
            operations: Operations::USUAL,
            ..Self::UNSAID
        }
    }

    /// The field whose name on the wire is `wire`.
    pub fn field(&self, wire: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.wire == wire)
    }

    /// The fields that are columns, with their positions in `fields`.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &'static Field)> + use<> {
        self.fields.iter().enumerate().filter(|(_, field)| field.is_column())
    }
}

/// One term of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortTerm {
    /// Position in [`Descriptor::fields`].
    pub field: usize,
    pub descending: bool,
}

/// Paging of a list.
#[derive(Clone, Copy, Debug)]
pub struct PageLimits {
    /// Rows of a page when the client asks for no number.
    pub size: u32,
    /// Rows of a page at the most.
    pub max: u32,
    /// Whether a list counts its rows when the client asks nothing.
    pub total: bool,
}

impl PageLimits {
    /// What holds unless a resource says otherwise.
    pub const USUAL: Self = Self { size: 20, max: 100, total: false };
}

/// The routes that exist, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operations(pub u8);

impl Operations {
    pub const LIST: u8 = 1;
    pub const GET: u8 = 2;
    pub const CREATE: u8 = 4;
    pub const UPDATE: u8 = 8;
    pub const DELETE: u8 = 16;
    pub const REPLACE: u8 = 32;

    /// What there is unless a resource says otherwise.
    pub const USUAL: Self = Self(Self::LIST | Self::GET | Self::CREATE | Self::UPDATE | Self::DELETE);

    pub fn has(self, operation: u8) -> bool {
        self.0 & operation != 0
    }
}

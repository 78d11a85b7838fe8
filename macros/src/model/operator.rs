//! How filters compare, and which types can be compared so.

use super::types::{FieldType, Kind};

/// How a filter compares a field with what a client gives; the names are those of the runtime's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Eq,
    Ne,
    In,
    NotIn,
    IsNull,
    Gt,
    Gte,
    Lt,
    Lte,
    IExact,
    Contains,
    IContains,
    StartsWith,
    IStartsWith,
    EndsWith,
    IEndsWith,
}

impl Operator {
    /// All, as users and clients write them.
    pub(crate) const SPELLINGS: [(&'static str, Operator); 16] = [
        ("eq", Operator::Eq),
        ("ne", Operator::Ne),
        ("in", Operator::In),
        ("not_in", Operator::NotIn),
        ("isnull", Operator::IsNull),
        ("gt", Operator::Gt),
        ("gte", Operator::Gte),
        ("lt", Operator::Lt),
        ("lte", Operator::Lte),
        ("iexact", Operator::IExact),
        ("contains", Operator::Contains),
        ("icontains", Operator::IContains),
        ("startswith", Operator::StartsWith),
        ("istartswith", Operator::IStartsWith),
        ("endswith", Operator::EndsWith),
        ("iendswith", Operator::IEndsWith),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::SPELLINGS.into_iter().find(|(spelling, _)| *spelling == name).map(|(_, operator)| operator)
    }

    /// Whether values of the type can be compared so; any can that syntax does not tell.
    pub(super) fn suits(self, ty: &FieldType) -> bool {
        ty.kind.is_open()
            || match self {
                Operator::IsNull => ty.optional,
                Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn => ty.kind.is_ordered(),
                Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte => {
                    ty.kind.is_ordered() && ty.kind != Kind::Bool
                }
                Operator::IExact
                | Operator::Contains
                | Operator::IContains
                | Operator::StartsWith
                | Operator::IStartsWith
                | Operator::EndsWith
                | Operator::IEndsWith => ty.kind == Kind::String,
            }
    }

    /// The names of those that a type has.
    pub(super) fn names_of(ty: &FieldType) -> Vec<&'static str> {
        let suiting = Self::SPELLINGS.into_iter().filter(|(_, operator)| operator.suits(ty));
        suiting.map(|(spelling, _)| spelling).collect()
    }
}

use std::sync::Arc;

use super::Representation;
use crate::{
    Result,
    database::{Backend, Rows},
    descriptor::Relation,
    query::{Selection, kept_kind},
};

/// Rows of one resource, and what their relations lead to.
pub struct Node<'q> {
    pub representation: &'q Representation,
    pub selection: &'q Selection,
    pub backend: Backend,
    pub rows: Arc<Rows>,
    /// The columns of the rows that come before those of the fields.
    pub first: usize,
    /// What the statement has selected; those that are shown come first.
    pub fields: Vec<usize>,
    /// How many are shown.
    pub shown: usize,
    /// One for each edge of the selection.
    pub branches: Vec<Branch<'q>>,
}

/// What one relation leads to from each row of a node.
pub struct Branch<'q> {
    pub relation: &'static Relation,
    /// The rows on the other side, each once for all rows here that have the same key; none where nobody leads to any.
    pub node: Option<Node<'q>>,
    /// For each row here those that belong to it.
    pub spans: Vec<Option<Span>>,
}

/// Rows that belong to one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub length: usize,
    pub has_more: bool,
}

impl Node<'_> {
    /// The column of a field that was selected.
    pub fn column(&self, field: usize) -> usize {
        let index = self.fields.iter().position(|selected| *selected == field);
        index.map_or(usize::MAX, |index| self.first + index)
    }

    /// One value of a row as the database compares it.
    ///
    /// # Errors
    /// The database holds something that is not of the field's type.
    pub fn stored(&self, row: usize, field: usize) -> Result<sea_orm::Value> {
        let kind = kept_kind(self.representation.descriptor.fields[field].kind, self.backend);
        self.rows.value(row, self.column(field), kind).map_err(|fault| fault.into_plain_error())
    }

    /// One value of a row.
    ///
    /// # Errors
    /// The database holds something that is not of the field's type.
    pub fn value(&self, row: usize, field: usize) -> Result<sea_orm::Value> {
        let kind = self.representation.descriptor.fields[field].kind;
        self.rows.value(row, self.column(field), kind).map_err(|fault| fault.into_plain_error())
    }
}

/// The fields that a statement selects: those that are shown, and behind them what else is needed.
pub fn selected<'a>(
    representation: &'a Representation,
    selection: &'a Selection,
    needed: impl Iterator<Item = usize>,
) -> (Vec<usize>, usize) {
    let mut fields = selection.fields.as_ref().unwrap_or(&representation.shown).clone();
    let shown = fields.len();
    let relations = representation.descriptor.relations;
    let leading = selection.edges.iter().flat_map(|edge| relations[edge.relation].near());
    for field in needed.chain(leading) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    (fields, shown)
}

use std::sync::Arc;

use super::{
    Node, Representation, Representations,
    node::{Branch, Span, selected},
};
use crate::{
    Result,
    access::{Beside, Scope},
    query::Selection,
    value::is_null,
};

/// An edge whose rows are read in one statement with those that they lead from.
pub struct JoinedEdge<'q> {
    /// Its position in the selection.
    pub edge: usize,
    representation: &'q Representation,
    fields: Vec<usize>,
    shown: usize,
}

/// The edges that can be had so, and what stands beside the scope's rows for each.
///
/// # Errors
/// None: the application knows its own resources.
pub fn joined<'q, 'c>(
    scope: &Scope<'c>,
    selection: &'q Selection,
    representations: &'q Representations,
) -> Result<(Vec<JoinedEdge<'q>>, Vec<Beside<'c>>)> {
    let (mut edges, mut beside) = (Vec::new(), Vec::new());
    for (edge, followed) in selection.edges.iter().enumerate() {
        let relation = &scope.descriptor().relations[followed.relation];
        let representation = representations.of((relation.target)())?;
        let (fields, shown) = selected(representation, &followed.selection, std::iter::empty());
        if let Some(rows) = scope.beside(relation, fields.clone(), edges.len()) {
            beside.push(rows);
            edges.push(JoinedEdge { edge, representation, fields, shown });
        }
    }
    Ok((edges, beside))
}

impl<'q> JoinedEdge<'q> {
    /// What it leads to from each of the first rows of a node, whose columns from `first` on are those of the other side.
    ///
    /// # Errors
    /// The database holds something that is not of a column's type.
    pub fn branch(&self, node: &Node<'q>, first: usize, rows: usize) -> Result<Branch<'q>> {
        let followed = &node.selection.edges[self.edge];
        let far = Node {
            representation: self.representation,
            selection: &followed.selection,
            backend: node.backend,
            rows: Arc::clone(&node.rows),
            first,
            fields: self.fields.clone(),
            shown: self.shown,
            branches: Vec::new(),
        };
        // Where there is no row on the other side, nothing of it is there; of one that is, its key is.
        let key = self.representation.descriptor.key.first().copied().unwrap_or_default();
        let span = |row: usize| {
            let is_there = !is_null(&far.value(row, key)?);
            Ok(is_there.then_some(Span { start: row, length: 1, has_more: false }))
        };
        let spans = (0..rows).map(span).collect::<Result<_>>()?;
        let relation = &node.representation.descriptor.relations[followed.relation];
        Ok(Branch { relation, node: Some(far), spans })
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.fields.len()
    }
}

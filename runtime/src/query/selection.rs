//! What an answer has of a row: fields, and rows that its relations lead to.

use super::{QueryLimits, expand, fields};
use crate::{Result, descriptor::Descriptor};

/// Of the rows of one resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// By position; `None` for all that are shown.
    pub fields: Option<Vec<usize>>,
    pub edges: Vec<Edge>,
}

/// A relation that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Position in the resource's relations.
    pub relation: usize,
    /// Of the rows that it leads to.
    pub selection: Selection,
}

impl Selection {
    /// The values of `?expand=` and `?fields=`.
    ///
    /// # Errors
    /// 400: there is nothing of that name.
    pub fn parse(
        descriptor: &'static Descriptor,
        limits: &QueryLimits,
        expand: Option<&str>,
        fields: Option<&str>,
    ) -> Result<Self> {
        let edges = expand.map(|paths| expand::parse(descriptor, limits, paths)).transpose()?;
        let mut selection = Self { fields: None, edges: edges.unwrap_or_default() };
        if let Some(names) = fields {
            fields::parse(descriptor, &mut selection, names)?;
        }
        Ok(selection)
    }

    /// Follows these relations too.
    pub(super) fn add(&mut self, steps: &[usize]) {
        let Some((step, rest)) = steps.split_first() else { return };
        let known = self.edges.iter().position(|edge| edge.relation == *step);
        let edge = known.unwrap_or_else(|| {
            self.edges.push(Edge { relation: *step, selection: Self::default() });
            self.edges.len() - 1
        });
        self.edges[edge].selection.add(rest);
    }
}

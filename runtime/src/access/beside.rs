//! The one row that a relation leads to, beside the row that leads there, in one statement with it.

use sea_orm::sea_query::{DynIden, Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};

use super::{Scope, sql::equated};
use crate::{
    database::Backend,
    descriptor::{KeyPair, Relation, RelationKind},
};

/// Rows that stand beside those of a scope.
pub struct Beside<'c> {
    far: Scope<'c>,
    near: Scope<'c>,
    keys: &'static [KeyPair],
    fields: Vec<usize>,
    number: usize,
}

impl<'c> Scope<'c> {
    /// The rows that a relation leads to, with these fields, among which are the key's; `number` tells them from others beside
    /// the same rows. `None` where they cannot be had so: where there may be several, and on SQLite, which could only join
    /// them, and would show a row as often as the other side has its key.
    pub fn beside(&self, relation: &'static Relation, fields: Vec<usize>, number: usize) -> Option<Beside<'c>> {
        let related = self.related(relation);
        if self.backend() == Backend::Sqlite || relation.kind != RelationKind::BelongsTo || related.is_nowhere() {
            return None;
        }
        Some(Beside { far: related.far, near: self.clone(), keys: relation.keys, fields, number })
    }
}

impl Beside<'_> {
    /// Selects them too, beside rows of a table or of another part of the statement.
    pub(super) fn join(&self, statement: &mut SelectStatement, from: &DynIden) {
        for index in 0..self.fields.len() {
            statement.column(self.column(index));
        }
        let name = format!("restruct beside {}", self.number);
        statement.join_lateral(JoinType::LeftJoin, self.row(from), name, Expr::cust("TRUE"));
    }

    /// What a column is called; as none of the rows beside it is.
    fn column(&self, index: usize) -> String {
        format!("restruct beside {} {index}", self.number)
    }

    /// One row at the most, whatever else has its key.
    fn row(&self, from: &DynIden) -> SelectStatement {
        let (descriptor, backend) = (self.far.descriptor(), self.far.backend());
        let mut row = Query::select();
        row.distinct_on(descriptor.key.iter().map(|part| descriptor.fields[*part].column));
        for (index, field) in self.fields.iter().enumerate() {
            row.expr_as(Expr::col(descriptor.fields[*field].column), self.column(index));
        }
        row.from_as(descriptor.table, self.far.name());
        for pair in self.keys {
            let (near, far) = (&self.near.descriptor().fields[pair.near], &descriptor.fields[pair.far]);
            let column = |table: &DynIden, column| Expr::col((table.clone(), column));
            let far = equated(column(&self.far.name(), far.column), far, backend);
            let near: SimpleExpr = equated(column(from, near.column), near, backend);
            row.and_where(far.eq(near));
        }
        for condition in self.far.conditions() {
            row.and_where(condition);
        }
        row
    }
}

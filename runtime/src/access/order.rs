//! The order of a statement's rows.

use sea_orm::sea_query::{Expr, NullOrdering, Order, SelectStatement, SimpleExpr};

use super::{column, exact_column};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Field, SortTerm},
};

/// One term of an order: a field of the rows, or one of rows to which relations lead.
#[derive(Clone, Debug)]
pub struct OrderTerm {
    pub field: &'static Field,
    pub descending: bool,
    pub source: OrderSource,
}

/// Where the value of a term is found.
#[derive(Clone, Debug)]
pub enum OrderSource {
    /// In the row, at this position of its resource's fields.
    Own(usize),
    /// In the one row to which these relations lead, each by its position in those of the resource before.
    Far { steps: Vec<usize>, value: Box<SimpleExpr> },
}

impl OrderTerm {
    /// A term of a declared order.
    pub fn own(descriptor: &'static Descriptor, term: SortTerm) -> Self {
        Self {
            field: &descriptor.fields[term.field],
            descending: term.descending,
            source: OrderSource::Own(term.field),
        }
    }

    /// The position of the field, where it is one of the rows themselves.
    pub fn position(&self) -> Option<usize> {
        match self.source {
            OrderSource::Own(position) => Some(position),
            OrderSource::Far { .. } => None,
        }
    }

    /// Whether there may be no value: a row that is not there has none.
    pub fn is_nullable(&self) -> bool {
        self.field.nullable || self.is_far()
    }

    /// Whether the value is one of another row.
    pub fn is_far(&self) -> bool {
        matches!(self.source, OrderSource::Far { .. })
    }

    /// The value, for asking whether there is one.
    pub fn value(&self) -> SimpleExpr {
        match &self.source {
            OrderSource::Own(_) => column(self.field),
            OrderSource::Far { value, .. } => (**value).clone(),
        }
    }

    /// The value where its order matters.
    pub fn exact(&self, backend: Backend) -> SimpleExpr {
        match &self.source {
            OrderSource::Own(_) => exact_column(self.field, backend),
            OrderSource::Far { value, .. } => (**value).clone(),
        }
    }

    /// Orders by the value, or by what stands for it. Nulls are last, and so first when the order is read backwards.
    pub(super) fn order(&self, statement: &mut SelectStatement, by: SimpleExpr, reversed: bool) {
        let direction = if self.descending == reversed { Order::Asc } else { Order::Desc };
        if self.is_nullable() {
            let nulls = if reversed { NullOrdering::First } else { NullOrdering::Last };
            statement.order_by_expr_with_nulls(by, direction, nulls);
        } else {
            statement.order_by_expr(by, direction);
        }
    }
}

/// The declared terms of a resource, as terms of a statement.
pub fn own_terms(descriptor: &'static Descriptor, terms: &[SortTerm]) -> Vec<OrderTerm> {
    terms.iter().map(|term| OrderTerm::own(descriptor, *term)).collect()
}

/// What the value of another row is called in a statement, by the number of its term; as no column is.
pub(super) fn far_name(term: usize) -> String {
    format!("restruct order {term}")
}

/// The value of another row by its name, in a statement around that which selects it.
pub(super) fn named(term: usize) -> SimpleExpr {
    Expr::col(far_name(term))
}

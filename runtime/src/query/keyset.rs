//! The rows behind a place in an order, as conditions that an index reads as ranges.

use sea_orm::{
    Value,
    sea_query::{BinOper, Expr, ExprTrait, SimpleExpr},
};

use crate::{
    access::{OrderTerm, Ranges},
    database::Backend,
    value::is_null,
};

/// A place in an order of a resource's rows.
pub struct Place<'a> {
    pub backend: Backend,
    pub sort: &'a [OrderTerm],
    /// What the row at the place has, term by term.
    pub values: &'a [Value],
    /// Whether the rows before it are asked for, from there on backwards. Nulls are last in both directions of a term, and
    /// so first when the order is read backwards.
    pub reversed: bool,
}

impl Place<'_> {
    /// The rows behind the place: in two ranges where those without a value in the first term lie apart from the others.
    pub fn ranges(&self) -> Ranges {
        let near = self.further();
        match (self.sort.first(), self.values.first()) {
            // Behind the last value lie the nulls, and before the first null the values.
            (Some(first), Some(value)) if first.is_nullable() && is_null(value) == self.reversed => {
                let far = if self.reversed { first.value().is_not_null() } else { first.value().is_null() };
                Ranges::Two(near, far)
            }
            _ => Ranges::One(near),
        }
    }

    /// The rows further on among those that have a value in the first term, or among those that have none.
    fn further(&self) -> SimpleExpr {
        let one_direction = self.sort.windows(2).all(|pair| pair[0].descending == pair[1].descending);
        let has_values =
            !self.values.first().is_some_and(is_null) && self.sort.iter().skip(1).all(|term| !term.is_nullable());
        let further = if one_direction && has_values { self.row_value() } else { self.alternatives() };
        match self.first_bound() {
            Some(bound) if !(one_direction && has_values) || self.loses_range() => bound.and(further),
            _ => further,
        }
    }

    /// `(a, b) < (?, ?)`: one range of an index.
    fn row_value(&self) -> SimpleExpr {
        let left = Expr::tuple(self.sort.iter().map(|term| term.exact(self.backend)));
        let right = Expr::tuple(self.values.iter().cloned().map(Expr::val));
        let descending = self.sort.first().is_some_and(|term| term.descending) != self.reversed;
        left.binary(if descending { BinOper::SmallerThan } else { BinOper::GreaterThan }, right)
    }

    /// SQLite takes a row value for a range only where no column in it has a COLLATE of its own.
    fn loses_range(&self) -> bool {
        let is_text = |term: &OrderTerm| term.field.kind.is_text();
        self.backend == Backend::Sqlite && self.sort.first().is_some_and(is_text)
    }

    /// `a < ? OR (a = ? AND b > ?)`, for any directions and for nulls.
    fn alternatives(&self) -> SimpleExpr {
        let mut alternatives: Option<SimpleExpr> = None;
        for (index, (term, value)) in self.sort.iter().zip(self.values).enumerate() {
            let Some(beyond) = self.beyond(index, term, value) else { continue };
            let before = self.sort[..index].iter().zip(self.values);
            let branch = before.fold(beyond, |branch, (term, value)| self.same(term, value).and(branch));
            alternatives = Some(match alternatives {
                None => branch,
                Some(others) => others.or(branch),
            });
        }
        alternatives.unwrap_or_else(|| Expr::cust("1 = 0"))
    }

    /// The term's column lies beyond the value; `None` where nothing can, or where a range of its own has it.
    fn beyond(&self, index: usize, term: &OrderTerm, value: &Value) -> Option<SimpleExpr> {
        let is_first = index == 0;
        if is_null(value) {
            return (self.reversed && !is_first).then(|| term.value().is_not_null());
        }
        let operator = if term.descending == self.reversed { BinOper::GreaterThan } else { BinOper::SmallerThan };
        let further = term.exact(self.backend).binary(operator, Expr::val(value.clone()));
        let has_nulls = term.is_nullable() && !self.reversed && !is_first;
        Some(if has_nulls { further.or(term.value().is_null()) } else { further })
    }

    fn same(&self, term: &OrderTerm, value: &Value) -> SimpleExpr {
        if is_null(value) {
            return term.value().is_null();
        }
        term.exact(self.backend).binary(BinOper::Equal, Expr::val(value.clone()))
    }

    /// What follows from the rest, but as one range of the first column, where an index begins to read.
    fn first_bound(&self) -> Option<SimpleExpr> {
        let (term, value) = (self.sort.first()?, self.values.first()?);
        if is_null(value) {
            return None;
        }
        let operator =
            if term.descending == self.reversed { BinOper::GreaterThanOrEqual } else { BinOper::SmallerThanOrEqual };
        Some(term.exact(self.backend).binary(operator, Expr::val(value.clone())))
    }
}

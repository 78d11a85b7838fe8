//! What a list is to answer, in plain Rust over the rows.

use super::{
    cell::Cell,
    every_kind::{FIELDS, Row, View, id},
    question::{Filter, Operand, Question},
    texts::Folding,
};
use crate::descriptor::{Flags, Operator, SortTerm};

impl Filter {
    /// Whether the row is among those that the filter leaves. Null is less than nothing and contains nothing; it is kept
    /// by what asks for anything else than a value.
    pub fn holds(&self, row: &Row, folding: &Folding) -> bool {
        let cell = row[self.field].as_ref();
        match (self.operator, &self.operand) {
            (Operator::IsNull, Operand::Truth(wanted)) => cell.is_none() == *wanted,
            (Operator::Eq, Operand::One(value)) => cell == Some(value),
            (Operator::Ne, Operand::One(value)) => cell != Some(value),
            (Operator::In, Operand::Several(values)) => cell.is_some_and(|cell| values.contains(cell)),
            (Operator::NotIn, Operand::Several(values)) => !cell.is_some_and(|cell| values.contains(cell)),
            (operator, Operand::One(value)) => cell.is_some_and(|cell| compares(cell, operator, value, folding)),
            other => panic!("{other:?}"),
        }
    }
}

fn compares(cell: &Cell, operator: Operator, value: &Cell, folding: &Folding) -> bool {
    let fold = |cell: &Cell| folding.fold(cell.text());
    match operator {
        Operator::Gt => cell > value,
        Operator::Gte => cell >= value,
        Operator::Lt => cell < value,
        Operator::Lte => cell <= value,
        Operator::IExact => fold(cell) == fold(value),
        Operator::Contains => cell.text().contains(value.text()),
        Operator::StartsWith => cell.text().starts_with(value.text()),
        Operator::EndsWith => cell.text().ends_with(value.text()),
        Operator::IContains => fold(cell).contains(&fold(value)),
        Operator::IStartsWith => fold(cell).starts_with(&fold(value)),
        Operator::IEndsWith => fold(cell).ends_with(&fold(value)),
        other => panic!("{other:?} has other operands"),
    }
}

/// Whether some text of the row that is searched has the term.
pub fn is_found(term: &str, row: &Row, folding: &Folding) -> bool {
    let term = folding.fold(term);
    let mut texts =
        FIELDS.iter().zip(row).filter(|(field, _)| field.is(Flags::SEARCH)).filter_map(|(_, cell)| cell.as_ref());
    texts.any(|cell| folding.fold(cell.text()).contains(&term))
}

impl Question {
    fn holds(&self, row: &Row, folding: &Folding) -> bool {
        self.filters.iter().all(|filter| filter.holds(row, folding))
            && self.terms.iter().all(|term| is_found(term, row, folding))
    }

    /// The keys of the rows, in their order.
    pub fn expected(&self, view: &View, rows: &[Row], folding: &Folding) -> Vec<i64> {
        let mut rows: Vec<&Row> = rows.iter().filter(|row| view.shows(row) && self.holds(row, folding)).collect();
        let sort: &[SortTerm] = if self.sort.is_empty() { &view.sort } else { &self.sort };
        rows.sort_by(|left, right| view.compare(sort, left, right));
        rows.into_iter().map(id).collect()
    }

    /// The names of the properties of each row, in their order.
    pub fn names(&self, view: &View) -> Vec<&'static str> {
        let asked = |field: &usize| self.fields.as_ref().is_none_or(|fields| fields.contains(field));
        let shown = (0..FIELDS.len()).filter(|field| asked(field) || view.key().contains(field));
        shown.map(|field| FIELDS[field].wire).collect()
    }
}

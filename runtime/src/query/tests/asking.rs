//! Random questions about given rows, most of which some row is an answer to.

use proptest::{prelude::*, sample::select};

use super::{
    cell::Cell,
    every_kind::{FIELDS, Row, order},
    question::{Filter, Operand, Question, looks_into, pairs},
    reference::is_found,
    texts::{Folding, Parts, text},
    values::value,
};
use crate::descriptor::{Flags, Operator};

/// A filter of the field by the operator, often by what some row has.
pub fn filter(field: usize, operator: Operator, parts: &Parts, rows: &[Row]) -> BoxedStrategy<Filter> {
    let one = operand(field, operator, parts, rows);
    let operand = match operator {
        Operator::IsNull => any::<bool>().prop_map(Operand::Truth).boxed(),
        Operator::In | Operator::NotIn => several(one).prop_map(Operand::Several).boxed(),
        _ => one.prop_map(Operand::One).boxed(),
    };
    (operand, any::<u8>()).prop_map(move |(operand, form)| Filter { field, operator, operand, form }).boxed()
}

/// Mostly few, for many would leave out nothing.
fn several(one: BoxedStrategy<Cell>) -> impl Strategy<Value = Vec<Cell>> {
    let length = prop_oneof![2 => Just(1_usize), 4 => 2..4_usize, 1 => 4..12_usize];
    length.prop_flat_map(move |length| prop::collection::vec(one.clone(), length))
}

fn operand(field: usize, operator: Operator, parts: &Parts, rows: &[Row]) -> BoxedStrategy<Cell> {
    let any = match operator {
        operator if looks_into(operator) => text(parts, 1).prop_map(Cell::Text).boxed(),
        Operator::IsNull => Just(Cell::Bool(true)).boxed(),
        _ => value(FIELDS[field].kind, parts).prop_filter("JSON has it", Cell::can_be_asked_for).boxed(),
    };
    let known: Vec<Cell> = rows.iter().filter_map(|row| row[field].clone()).filter(Cell::can_be_asked_for).collect();
    let known = match (operator, known.is_empty()) {
        (_, true) => return any,
        (Operator::IExact, _) => select(known).prop_flat_map(|cell| in_other_case(cell.text())).boxed(),
        (operator, _) if looks_into(operator) => {
            select(known).prop_flat_map(move |cell| piece(cell.text(), operator)).boxed()
        }
        _ => select(known).boxed(),
    };
    let is_empty = move |cell: &Cell| looks_into(operator) && cell.text().is_empty();
    prop_oneof![3 => known, 1 => any].prop_filter("it finds anything", move |cell| !is_empty(cell)).boxed()
}

/// A part of a text that lies where the operator looks.
fn piece(text: &str, operator: Operator) -> BoxedStrategy<Cell> {
    let letters: Vec<char> = text.chars().collect();
    let length = letters.len();
    let bounds = (0..=length, 0..=length).prop_map(move |(one, other)| match operator {
        Operator::StartsWith | Operator::IStartsWith => (0, one),
        Operator::EndsWith | Operator::IEndsWith => (one, length),
        _ => (one.min(other), one.max(other)),
    });
    let ignores_case = matches!(operator, Operator::IContains | Operator::IStartsWith | Operator::IEndsWith);
    let piece = bounds.prop_map(move |(from, to)| letters[from..to].iter().collect::<String>());
    if ignores_case {
        piece.prop_flat_map(|piece| in_other_case(&piece)).boxed()
    } else {
        piece.prop_map(Cell::Text).boxed()
    }
}

fn in_other_case(text: &str) -> BoxedStrategy<Cell> {
    select(vec![text.to_owned(), text.to_lowercase(), text.to_uppercase()]).prop_map(Cell::Text).boxed()
}

/// One filter for each field and each of its operators.
pub fn each_filter(parts: &Parts, rows: &[Row]) -> Vec<BoxedStrategy<Filter>> {
    pairs().into_iter().map(|(field, operator)| filter(field, operator, parts, rows)).collect()
}

fn any_filter(parts: &Parts, rows: &[Row]) -> BoxedStrategy<Filter> {
    let (parts, rows) = (parts.clone(), rows.to_vec());
    select(pairs()).prop_flat_map(move |(field, operator)| filter(field, operator, &parts, &rows)).boxed()
}

fn fields() -> impl Strategy<Value = Option<Vec<usize>>> {
    let all: Vec<usize> = (0..FIELDS.len()).collect();
    prop::option::of(prop::sample::subsequence(all, 1..6).prop_shuffle())
}

/// A term that some searched text has, or none.
fn term(parts: &Parts, rows: &[Row]) -> BoxedStrategy<String> {
    let cells = rows.iter().flat_map(|row| FIELDS.iter().zip(row)).filter(|(field, _)| field.is(Flags::SEARCH));
    let texts: Vec<Cell> = cells.filter_map(|(_, cell)| cell.clone()).collect();
    let any = text(parts, 1);
    if texts.is_empty() {
        return any;
    }
    let known = select(texts).prop_flat_map(|cell| piece(cell.text(), Operator::IContains));
    let known = known.prop_map(|cell| cell.text().to_owned());
    prop_oneof![3 => known, 1 => any].prop_filter("a term is not empty", |term| !term.is_empty()).boxed()
}

/// Filters, terms, an order and fields together. So many filters would leave nothing, were they not mostly chosen to
/// leave one row.
pub fn question(parts: &Parts, rows: &[Row]) -> BoxedStrategy<Question> {
    let filters = prop::collection::vec((any_filter(parts, rows), prop::bool::weighted(0.05)), 0..8);
    let terms = prop::collection::vec((term(parts, rows), prop::bool::weighted(0.1)), 0..4);
    let target = any::<prop::sample::Index>();
    let rows = rows.to_vec();
    (filters, terms, order(5), fields(), target, any::<u8>())
        .prop_map(move |(filters, terms, sort, fields, target, form)| {
            let target = if rows.is_empty() { None } else { Some(&rows[target.index(rows.len())]) };
            let folding = Folding::ascii();
            let kept = |holds: &dyn Fn(&Row) -> bool, stray: bool| stray || target.is_some_and(holds);
            let mut chosen: Vec<Filter> = Vec::new();
            for (filter, stray) in filters {
                let is_new =
                    chosen.iter().all(|other| (other.field, other.operator) != (filter.field, filter.operator));
                if is_new && kept(&|row| filter.holds(row, &folding), stray) {
                    chosen.push(filter);
                }
            }
            let terms = terms.into_iter().filter(|(term, stray)| kept(&|row| is_found(term, row, &folding), *stray));
            let terms = terms.map(|(term, _)| term).collect();
            Question { filters: chosen, terms, sort, fields, form }
        })
        .boxed()
}

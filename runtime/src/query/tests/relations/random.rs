//! Random graphs of rows: few keys, so that many collide, many nulls, and keys that lead nowhere.

use std::collections::BTreeSet;

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    cells::{Caller, Cell, Row, World},
    tables::TABLES,
};

/// More codes and numbers than there are rows with them.
const CODES: [&str; 4] = ["a", "B", "b", "c"];
const TEXTS: [&str; 6] = ["a", "A", "b", "ab", "Ba", ""];
const PEOPLE: i64 = 7;

fn number(range: std::ops::Range<i64>) -> BoxedStrategy<Cell> {
    range.prop_map(Cell::Number).boxed()
}

fn text() -> BoxedStrategy<Cell> {
    select(&TEXTS[..]).prop_map(Cell::from).boxed()
}

fn code() -> BoxedStrategy<Cell> {
    select(&CODES[..]).prop_map(Cell::from).boxed()
}

/// Mostly the same, so that some have many of those who refer to them.
fn usual_code() -> BoxedStrategy<Cell> {
    prop_oneof![2 => Just(Cell::from(CODES[0])), 1 => code()].boxed()
}

fn id() -> BoxedStrategy<Cell> {
    select(&[1, 2, 3, 4, 1 << 64, (1 << 64) + 1, 1 << 127, u128::MAX][..]).prop_map(Cell::Id).boxed()
}

fn person() -> BoxedStrategy<Cell> {
    number(1..PEOPLE + 1)
}

fn usual_person() -> BoxedStrategy<Cell> {
    prop_oneof![1 => number(1..3), 1 => person()].boxed()
}

fn or_null(cell: BoxedStrategy<Cell>) -> BoxedStrategy<Cell> {
    option::weighted(0.75, cell).prop_map(|cell| cell.unwrap_or(Cell::Null)).boxed()
}

/// So many rows at the most, no two with the same values in the columns of one of these sets.
fn rows(cells: Vec<BoxedStrategy<Cell>>, most: usize, uniques: &'static [&'static [usize]]) -> BoxedStrategy<Vec<Row>> {
    prop_oneof![1 => vec(cells.clone(), 0..=most), 4 => vec(cells, most / 2..=most)]
        .prop_map(move |mut rows| {
            for columns in uniques {
                let mut seen = BTreeSet::new();
                rows.retain(|row| seen.insert(columns.iter().map(|column| row[*column].clone()).collect::<Vec<_>>()));
            }
            rows
        })
        .boxed()
}

pub fn world() -> BoxedStrategy<World> {
    let (low, maybe_low) = (|| number(0..3), || or_null(number(0..3)));
    let (person_or_null, code_or_null) = (|| or_null(usual_person()), || or_null(usual_code()));
    let tables: [BoxedStrategy<Vec<Row>>; TABLES.len()] = [
        rows(vec![code(), text(), or_null(text()), person_or_null()], 8, &[&[0]]),
        rows(vec![person(), text(), or_null(number(-1..3)), usual_code(), person_or_null()], 16, &[&[0]]),
        rows(vec![id(), person(), or_null(text())], 8, &[&[0], &[1]]),
        rows(vec![usual_code(), number(1..5), text(), maybe_low(), usual_person(), person_or_null()], 20, &[&[0, 1]]),
        rows(vec![id(), text(), maybe_low(), code_or_null(), or_null(number(1..3)), person_or_null()], 16, &[&[0]]),
        rows(vec![id(), text()], 6, &[&[0]]),
        rows(vec![usual_code(), low(), id(), maybe_low()], 20, &[&[0, 1, 2]]),
        rows(vec![usual_person(), usual_person()], 20, &[&[0, 1]]),
    ];
    tables.prop_map(World).boxed()
}

pub fn caller() -> impl Strategy<Value = Caller> {
    let known = (1..PEOPLE, prop::bool::weighted(0.3), option::of(select(&CODES[..])))
        .prop_map(|(id, is_admin, tenant)| Caller { id: Some(id), is_admin, tenant });
    prop_oneof![1 => Just(Caller::NOBODY), 3 => known]
}

/// A value that a column may have, but null.
pub fn value(kind: super::tables::Kind) -> BoxedStrategy<Cell> {
    use super::tables::Kind::{Id, Number, Text};
    match kind {
        Number => prop_oneof![3 => number(0..4), 1 => number(-1..PEOPLE + 1)].boxed(),
        Text => prop_oneof![text(), code()].boxed(),
        Id => id(),
    }
}

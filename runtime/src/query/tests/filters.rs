//! One filter at a time: each operator of each type finds the rows that plain Rust finds.

use std::{cell::RefCell, collections::BTreeMap};

use proptest::prelude::*;

use super::{
    answer::page,
    asking::each_filter,
    databases::on_random,
    every_kind::{FIELDS, Row, View, create, fill, id, rows},
    question::{Filter, pairs},
    texts::{Folding, parts},
};
use crate::operation::Endpoint;

/// How often a filter found nothing, something and everything.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    nothing: usize,
    something: usize,
    everything: usize,
}

async fn finds(endpoint: &Endpoint, filter: &Filter, rows: &[Row], folding: &Folding) -> Result<Vec<i64>, String> {
    // The other fields would take most of the time.
    let found = page(endpoint, &format!("{}&page_size=100&fields=id", filter.query())).await?.ids();
    let mut expected: Vec<i64> = rows.iter().filter(|row| filter.holds(row, folding)).map(id).collect();
    expected.sort_unstable();
    if found == expected {
        return Ok(found);
    }
    let wrong = rows.iter().filter(|row| found.contains(&id(row)) != expected.contains(&id(row)));
    let wrong: Vec<_> = wrong.map(|row| (id(row), &row[filter.field])).collect();
    let (name, value) = (filter.name(), filter.value());
    Err(format!("{name}={value} ({})\nfinds {found:?}, not {expected:?}; wrong: {wrong:?}", filter.query()))
}

#[test]
fn each_operator_of_each_type_finds_what_it_says() {
    let cases = parts().prop_flat_map(|parts| {
        rows(&parts).prop_flat_map(move |rows| (Just(rows.clone()), each_filter(&parts, &rows)))
    });
    let found: RefCell<BTreeMap<(usize, &str), Found>> = RefCell::default();
    let prepare = async |database: &_| {
        create(database).await;
        Folding::of(database).await
    };
    on_random(30, cases, prepare, async |database, folding, (rows, filters)| {
        fill(database, &rows).await;
        let endpoint = View::PLAIN.endpoint(database);
        for filter in &filters {
            let ids = finds(&endpoint, filter, &rows, folding).await?;
            let mut found = found.borrow_mut();
            let found = found.entry((filter.field, filter.operator.name())).or_default();
            match ids.len() {
                0 => found.nothing += 1,
                count if count == rows.len() => found.everything += 1,
                _ => found.something += 1,
            }
        }
        Ok(())
    });
    // Of what always finds nothing, or everything, nothing would be known.
    let found = found.into_inner();
    assert_eq!(found.len(), pairs().len());
    for ((field, operator), found) in found {
        assert!(found.something > 1, "{} {operator}: {found:?}", FIELDS[field].wire);
    }
}

/// So that none is left out without notice.
#[test]
fn all_operators_of_all_types_are_tried() {
    let count = |wire: &str| FIELDS.iter().find(|field| field.wire == wire).unwrap().filter.iter().count();
    assert_eq!((count("text"), count("search")), (15, 16));
    assert_eq!((count("choice"), count("maybe_choice")), (4, 5));
    assert_eq!((count("maybe_json"), count("maybe_bytes")), (1, 1));
    // Bools and choices, documents and bytes, three texts each, and twelve kinds that have an order but no letters.
    let nullable = 5 + 5 + 1 + 1 + 16 + 16 + 12 * 9;
    let other = 4 + 4 + 15 + 15 + 12 * 8 + 8;
    assert_eq!(pairs().len(), nullable + other);
}

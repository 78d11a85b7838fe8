//! Filters, search, order, fields and pages together.

use std::cell::Cell as Counter;

use proptest::prelude::*;

use super::{
    answer::{Item, get, page, same},
    asking::question,
    databases::on_random,
    every_kind::{Row, View, create, fill, rows, view},
    question::Question,
    texts::{Folding, parts},
    walk::walk,
};
use crate::{database::Database, operation::Endpoint};

fn cases() -> impl Strategy<Value = (View, Vec<Row>, Question)> {
    let asked = parts()
        .prop_flat_map(|parts| rows(&parts).prop_flat_map(move |rows| (Just(rows.clone()), question(&parts, &rows))));
    (view(), asked).prop_map(|(view, (rows, question))| (view, rows, question))
}

async fn prepare(database: &Database) -> Folding {
    create(database).await;
    Folding::of(database).await
}

/// Whether the members are those that were asked for, as they are where all are.
fn is_part_of(part: &Item, whole: &Item, names: &[&str]) -> Result<(), String> {
    same("names", part.names().as_slice(), names)?;
    part.0.iter().try_for_each(|(name, value)| same(name, value, whole.get(name)))
}

#[test]
fn a_list_has_each_row_that_was_asked_for_once_and_in_order() {
    let (answers, rows_found) = (Counter::new(0), Counter::new(0));
    on_random(150, (cases(), 1..5_usize), prepare, async |database, folding, ((view, rows, question), size)| {
        fill(database, &rows).await;
        let expected = question.expected(&view, &rows, folding);
        if !question.filters.is_empty() || !question.terms.is_empty() {
            answers.set(answers.get() + 1);
            rows_found.set(rows_found.get() + expected.len());
        }
        let walked = walk(&view.endpoint(database), &question.query(), &expected, size).await;
        walked.map_err(|fault| format!("{fault}\n{}", question.query()))
    });
    // Questions that find nothing tell little.
    assert!(rows_found.get() > answers.get(), "{} rows of {} questions", rows_found.get(), answers.get());
}

async fn projects(endpoint: &Endpoint, question: &Question, names: &[&str]) -> Result<(), String> {
    let everything = Question { fields: None, ..question.clone() };
    let whole = page(endpoint, &everything.query()).await?;
    let part = page(endpoint, &question.query()).await?;
    same("rows", part.ids(), whole.ids())?;
    // The fields are no part of what a cursor is bound to.
    same("cursors", (&part.next, &part.prev), (&whole.next, &whole.prev))?;
    for (part, whole) in part.items.iter().zip(&whole.items) {
        is_part_of(part, whole, names)?;
    }
    Ok(())
}

#[test]
fn fields_are_those_that_were_asked_for_and_the_key() {
    on_random(60, cases(), prepare, async |database, _, (view, rows, question)| {
        fill(database, &rows).await;
        let endpoint = view.endpoint(database);
        projects(&endpoint, &question, &question.names(&view)).await
    });
}

#[test]
fn a_single_row_has_the_fields_that_were_asked_for() {
    on_random(30, cases(), create, async |database, (), (_, rows, question)| {
        fill(database, &rows).await;
        let endpoint = View::PLAIN.endpoint(database);
        let only_fields = Question { fields: question.fields.clone(), ..Question::default() };
        for row in rows.iter().take(3) {
            let key = super::every_kind::id(row).to_string();
            let told = |error: crate::Error| format!("{error:?}");
            let whole = get(&endpoint, &key, "").await.map_err(told)?;
            let part = get(&endpoint, &key, &only_fields.query()).await.map_err(told)?;
            is_part_of(&part, &whole, &only_fields.names(&View::PLAIN))?;
        }
        Ok(())
    });
}

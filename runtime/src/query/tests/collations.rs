//! A collation of PostgreSQL's that takes texts for equal which are not the same: lists tell them apart, as on every other
//! column.

use proptest::{prelude::*, sample::select};

use super::{
    answer::list,
    databases::on_random,
    every_kind::{Row, View, collate, create, fill, row_of},
    question::{Filter, Operand, Question},
    texts::Folding,
    walk::walk,
};
use crate::{
    database::{
        Backend, Database,
        testing::{on_every_database, run},
    },
    descriptor::{Operator, SortTerm},
};

const PEOPLE: usize = 10;

async fn prepare(database: &Database) {
    create(database).await;
    if database.backend() == Backend::Postgres {
        let sql = "CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";
        run(database, sql).await;
        collate(database, "people", "any_case").await;
    }
}

#[tokio::test]
async fn texts_that_a_collation_takes_for_equal_are_not() {
    on_every_database(async |database| {
        prepare(database).await;
        fill(database, &["bob", "Bob", "BOB"].map(|name| row_of(name.bytes().map(i64::from).sum(), name))).await;
        let endpoint = View::PLAIN.endpoint(database);
        let count = async |query: &str| list(&endpoint, query).await.unwrap().items.len();
        assert_eq!(count("peopleName=Bob").await, 1);
        assert_eq!(count("peopleName__ne=Bob").await, 2);
        assert_eq!(count("peopleName__in=Bob,bob").await, 2);
        assert_eq!(count("peopleName__not_in=Bob,bob").await, 1);
        assert_eq!(count("peopleName__iexact=bob").await, 3);
    })
    .await;
}

#[test]
fn pages_tell_apart_what_a_collation_takes_for_equal() {
    let names = prop::collection::vec(select(vec!["a", "A", "b", "B", ""]), 0..10);
    let sort = any::<bool>().prop_map(|descending| SortTerm { field: PEOPLE, descending });
    let filter = prop::option::of(select(vec!["a", "A", "b"]));
    on_random(40, (names, sort, filter, any::<bool>(), 1..4_usize), prepare, async |database, (), case| {
        let (names, sort, filter, has_two_keys, size) = case;
        let rows: Vec<Row> = (0..).zip(names).map(|(id, name)| row_of(id * 7 % 11, name)).collect();
        fill(database, &rows).await;
        let view = View { has_two_keys, ..View::PLAIN };
        let filters = filter.into_iter().map(|name| Filter {
            field: PEOPLE,
            operator: Operator::Ne,
            operand: Operand::One(super::cell::Cell::Text(name.to_owned())),
            form: 1,
        });
        let question = Question { filters: filters.collect(), sort: vec![sort], ..Question::default() };
        let expected = question.expected(&view, &rows, &Folding::ascii());
        walk(&view.endpoint(database), &question.query(), &expected, size).await
    });
}

//! A collation of PostgreSQL's that takes texts for equal which are not the same. Equality goes by it, as the guide says and
//! the log warns at start; orders and pages tell the texts apart all the same.

use proptest::{prelude::*, sample::select};

use super::{
    answer::list,
    cell::Cell,
    databases::on_random,
    every_kind::{Row, View, collate, create, fill, row_of},
    question::Question,
    texts::Folding,
    walk::walk,
};
use crate::{
    database::{
        Backend, Database,
        testing::{on_every_database, run},
    },
    descriptor::SortTerm,
};

/// The collated fields, of which the second may be null, and one that is the same in all rows.
const PEOPLE: usize = 10;
const MAYBE_PEOPLE: usize = 28;
const SAME: usize = 1;

async fn prepare(database: &Database) {
    create(database).await;
    if database.backend() == Backend::Postgres {
        let sql = "CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";
        run(database, sql).await;
        collate(database, "people", "any_case").await;
        collate(database, "maybe_people", "any_case").await;
    }
}

#[tokio::test]
async fn equality_goes_by_the_collation_and_leaves_its_complement() {
    on_every_database(async |database| {
        prepare(database).await;
        fill(database, &["bob", "Bob", "BOB"].map(|name| row_of(name.bytes().map(i64::from).sum(), name))).await;
        let endpoint = View::PLAIN.endpoint(database);
        let count = async |query: &str| list(&endpoint, query).await.unwrap().items.len();
        let equal = if database.backend() == Backend::Postgres { 3 } else { 1 };
        assert_eq!(count("peopleName=Bob").await, equal);
        assert_eq!(count("peopleName__ne=Bob").await, 3 - equal);
        assert_eq!(count("peopleName__contains=Bob").await, 1);
        assert_eq!(count("peopleName__iexact=bob").await, 3);
    })
    .await;
}

fn order() -> impl Strategy<Value = Vec<SortTerm>> {
    let fields = prop::sample::subsequence(vec![PEOPLE, MAYBE_PEOPLE, SAME], 1..=3).prop_shuffle();
    (fields, any::<[bool; 3]>()).prop_map(|(fields, descending)| {
        let term = |(field, descending)| SortTerm { field, descending };
        fields.into_iter().zip(descending).map(term).collect()
    })
}

/// Two names in another order than their numbers; no name for some.
fn named((place, (name, maybe)): (i64, (&str, Option<&str>))) -> Row {
    let mut row = row_of(place * 7 % 11, name);
    row[MAYBE_PEOPLE] = maybe.map(|name| Cell::Text(name.to_owned()));
    row
}

#[test]
fn pages_tell_apart_what_a_collation_takes_for_equal() {
    let name = || select(vec!["a", "A", "b", "B"]);
    let names = prop::collection::vec((name(), prop::option::of(name())), 0..10);
    let cases = (names, order(), any::<bool>(), 1..4_usize);
    on_random(60, cases, prepare, async |database, (), (names, sort, has_two_keys, size)| {
        let rows: Vec<Row> = (0..).zip(names).map(named).collect();
        fill(database, &rows).await;
        let view = View { has_two_keys, ..View::PLAIN };
        let question = Question { sort, ..Question::default() };
        let expected = question.expected(&view, &rows, &Folding::ascii());
        let walked = walk(&view.endpoint(database), &question.query(), &expected, size).await;
        walked.map_err(|fault| format!("{fault}\n{}", question.query()))
    });
}

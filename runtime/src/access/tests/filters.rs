//! What the filters of a user's rule become.

use crate::{
    access::{Comparison, Predicate},
    prelude::*,
};

/// A row with what can be compared and what cannot.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), crate = crate)]
pub struct Sample {
    pub id: i64,
    pub small: i16,
    pub share: Option<f64>,
    pub name: Option<String>,
    pub document: Option<Json>,
}

fn predicate(filter: Filter<Sample>) -> Predicate {
    filter.into_predicate()
}

#[test]
fn a_literal_becomes_the_columns_kind() {
    let small = predicate(Filter::gte(SampleColumn::Small, 5));
    assert_eq!(small, Predicate::Compare(1, Comparison::GreaterOrEqual, 5_i16.into()));
    let ids = predicate(Filter::is_in(SampleColumn::Id, [1, 2]));
    assert_eq!(ids, Predicate::In(0, vec![1_i64.into(), 2_i64.into()]));
}

#[test]
fn what_cannot_be_compared_is_refused_also_when_it_is_negated() {
    for refused in [
        Filter::eq(SampleColumn::Small, "5".to_owned()),
        Filter::eq(SampleColumn::Small, 70_000),
        Filter::ne(SampleColumn::Share, f64::NAN),
        Filter::is_in(SampleColumn::Share, [0.5, f64::NAN]),
        Filter::eq(SampleColumn::Document, restruct::Json(restruct::serde_json::json!({}))),
    ] {
        assert_eq!(predicate(refused.clone()), Predicate::Refused);
        assert_eq!(predicate(refused.clone().not()), Predicate::Refused);
        assert_eq!(predicate(refused.and(Filter::never()).not().or(Filter::always())), Predicate::Refused);
    }
}

#[test]
fn nothing_is_equal_to_null_or_in_an_empty_list() {
    for never in [
        Filter::eq(SampleColumn::Name, None::<String>),
        Filter::ne(SampleColumn::Name, None::<String>),
        Filter::is_in(SampleColumn::Id, [0_i64; 0]),
    ] {
        assert_eq!(predicate(never.clone()), Predicate::Never);
        assert_eq!(predicate(never.not()), Predicate::Always);
    }
}

#[test]
fn filters_join_as_their_words_say() {
    let name = || Filter::<Sample>::eq(SampleColumn::Name, "a".to_owned());
    let row = |name: Option<&str>| {
        vec![1_i64.into(), 1_i16.into(), 0.5.into(), name.into(), Option::<restruct::serde_json::Value>::None.into()]
    };
    for (filter, of_a, of_b, of_null) in [
        (name(), true, false, false),
        (name().not(), false, true, true),
        (Filter::ne(SampleColumn::Name, "a".to_owned()), false, true, false),
        (name().or(Filter::is_null(SampleColumn::Name)), true, false, true),
        (name().not().and(Filter::is_null(SampleColumn::Name).not()), false, true, false),
        (Filter::always().and(name()), true, false, false),
        (Filter::never().or(name()).not(), false, true, true),
    ] {
        let predicate = predicate(filter);
        let held = [Some("a"), Some("b"), None].map(|name| predicate.holds(&row(name)));
        assert_eq!(held, [of_a, of_b, of_null], "{predicate:?}");
    }
}

//! What a relation is refused for, as the compiler would say it: the functions are called at run time here.

use std::panic::catch_unwind;

use super::{linked, named_field, referred, referred_once, refers, set_null, usual_field};
use crate::{
    Input, Resource, Sensitive,
    descriptor::{KeyPair, OnDelete},
};

#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(year, number), unique(small, text, slug))]
struct Invoice {
    id: i64,
    number: i64,
    year: i64,
    small: i32,
    text: Option<String>,
    #[resource(unique)]
    slug: i64,
    card: Sensitive<i64>,
    code: Input<i64>,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
struct Pair {
    #[resource(id)]
    one: i64,
    #[resource(id)]
    other: i64,
}

fn refusal<T>(check: fn() -> T) -> String {
    let refused = catch_unwind(|| drop(check())).unwrap_err();
    refused.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn keys_are_paired_in_the_order_of_the_key() {
    let pair = |near, far| KeyPair { near, far };
    assert_eq!(refers::<Invoice, Pair, 2>([2, 1]), [pair(2, 0), pair(1, 1)]);
    assert_eq!(referred::<Pair, Invoice, 2>([2, 1]), [pair(0, 2), pair(1, 1)]);
    assert_eq!(named_field::<Invoice>("year"), 2);
}

#[test]
fn what_another_resource_lacks() {
    assert_eq!(
        refusal(|| usual_field::<Invoice>("pair_id", "foreign_key")),
        "`Invoice` has no field `pair_id`; name it with foreign_key"
    );
    assert_eq!(refusal(|| named_field::<Pair>("two")), "`Pair` has no field `two`; its fields are `one`, `other`");
    assert!(!refusal(|| named_field::<Invoice>("none")).contains("code"));
}

#[test]
fn keys_that_do_not_fit() {
    assert_eq!(
        refusal(|| refers::<Invoice, Pair, 1>([1])),
        "`Pair` has a key of 2 parts; name as many fields with foreign_key(..)"
    );
    assert_eq!(
        refusal(|| refers::<Pair, Invoice, 2>([0, 1])),
        "`Invoice` has a key of 1 part; name as many fields with foreign_key(..)"
    );
    assert_eq!(
        refusal(|| refers::<Invoice, Invoice, 1>([3])),
        "`Invoice.small` and `Invoice.id` are of different types"
    );
    assert!(refusal(|| referred::<Invoice, Invoice, 1>([6])).starts_with("`Invoice.card` is `Sensitive`"));
    assert!(refusal(|| referred::<Invoice, Invoice, 1>([7])).starts_with("`Invoice.code` is an `Input`"));
}

#[test]
fn one_row_at_the_most() {
    let _ = referred_once::<Invoice, Invoice, 1>([5]);
    let _ = referred_once::<Invoice, Invoice, 1>([0]);
    let _ = referred_once::<Pair, Invoice, 2>([1, 2]);
    let _ = referred_once::<Pair, Invoice, 2>([5, 2]);
    assert_eq!(
        refusal(|| referred_once::<Invoice, Invoice, 1>([1])),
        "`Invoice.number` is not unique, so that there may be several; say `unique` there, or make this a HasMany"
    );
    assert_eq!(
        refusal(|| referred_once::<Pair, Invoice, 2>([1, 3])),
        "`Invoice.number` and `Invoice.small` are not unique together, so that there may be several; say \
         `unique(number, small)` there, or make this a HasMany"
    );
}

#[test]
fn no_two_rows_link_the_same() {
    let _ = linked::<Invoice, Invoice, 1, 1>([1], [2]);
    let _ = linked::<Pair, Invoice, 1, 1>([1], [0]);
    for refused in
        [refusal(|| linked::<Invoice, Invoice, 1, 1>([5], [1])), refusal(|| linked::<Pair, Invoice, 1, 1>([1], [1]))]
    {
        assert!(refused.contains("may link the same two rows twice"), "{refused}");
    }
    assert_eq!(
        refusal(|| linked::<Invoice, Pair, 2, 1>([1, 2], [5])),
        "rows of `Invoice` may link the same two rows twice; make `slug`, `number` and `year` its key, or say \
         unique(slug, number, year)"
    );
}

#[test]
fn a_key_that_becomes_null() {
    assert_eq!(set_null::<Invoice>(&[4]), OnDelete::SetNull);
    assert_eq!(refusal(|| set_null::<Invoice>(&[4, 1])), "`number` is never null; make it an Option");
}

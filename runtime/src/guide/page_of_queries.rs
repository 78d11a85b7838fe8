//! What the page of queries tells of operators, limits and refusals is what the code does.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::tests::table;
use crate::{
    Json,
    access::{AccessKind, Scope},
    database::{Backend, testing::resource},
    descriptor::{
        Descriptor, Field, Flags, KeyPair, Kind, Operator, Relation,
        RelationKind::{BelongsTo, HasMany},
        filtered, filtered_by, searched,
    },
    query::{ListQuery, Parameters, QueryLimits},
    schema::testing::relation,
};

const PAGE: &str = include_str!("../../docs/queries.md");

/// The post that the page shows.
static FIELDS: [Field; 9] = [
    Field::new::<Uuid>("id").flags(Flags::KEY),
    searched(filtered(Field::new::<String>("title").flags(Flags::SORT))),
    filtered_by(filtered_by(Field::new::<String>("slug"), Operator::Eq), Operator::In),
    searched(Field::new::<String>("body")),
    filtered(Field { kind: Kind::Choice(&["draft", "published", "archived"]), ..Field::new::<String>("status") }),
    filtered(Field::new::<i64>("views").flags(Flags::SORT)),
    filtered(Field::new::<i64>("author_id")),
    filtered(Field::new::<Option<DateTime<Utc>>>("published_at").flags(Flags::SORT)),
    filtered(Field::new::<DateTime<Utc>>("created_at").flags(Flags::SORT)),
];
static RELATIONS: [Relation; 3] = [
    relation("author", BelongsTo, || &AUTHORS, &[KeyPair { near: 6, far: 0 }]),
    relation("comments", HasMany, || &AUTHORS, &[KeyPair { near: 0, far: 0 }]),
    relation("tags", HasMany, || &AUTHORS, &[KeyPair { near: 0, far: 0 }]),
];
static POSTS: Descriptor = Descriptor { relations: &RELATIONS, ..resource("Post", "posts", &FIELDS) };
/// Stands for all that posts have relations to.
static AUTHORS: Descriptor = resource("Author", "authors", &NAMES);
static NAMES: [Field; 2] =
    [Field::new::<i64>("id").flags(Flags::KEY), filtered(Field::new::<String>("name").flags(Flags::SORT))];

/// What stands in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Fields that may be null, by what the page calls their types.
fn field(type_name: &str) -> Field {
    match type_name {
        "i16" => Field::new::<Option<i16>>("it"),
        "i32" => Field::new::<Option<i32>>("it"),
        "i64" => Field::new::<Option<i64>>("it"),
        "u32" => Field::new::<Option<u32>>("it"),
        "f32" => Field::new::<Option<f32>>("it"),
        "f64" => Field::new::<Option<f64>>("it"),
        "Decimal" => Field::new::<Option<Decimal>>("it"),
        "DateTime<Utc>" => Field::new::<Option<DateTime<Utc>>>("it"),
        "NaiveDateTime" => Field::new::<Option<NaiveDateTime>>("it"),
        "NaiveDate" => Field::new::<Option<NaiveDate>>("it"),
        "NaiveTime" => Field::new::<Option<NaiveTime>>("it"),
        "Uuid" => Field::new::<Option<Uuid>>("it"),
        "String" => Field::new::<Option<String>>("it"),
        "bool" => Field::new::<Option<bool>>("it"),
        "Json" => Field::new::<Option<Json>>("it"),
        "Vec<u8>" => Field::new::<Option<Vec<u8>>>("it"),
        other => panic!("the page tells of a type `{other}`"),
    }
}

#[test]
fn each_type_has_the_operators_that_are_told() {
    let head = PAGE.lines().find(|line| line.starts_with("| type | `eq`")).expect("the table's head");
    let groups: Vec<&str> = head.trim_matches('|').split('|').skip(1).collect();
    let mut types = 0;
    for row in table(PAGE, "### Operators") {
        let told = groups.iter().zip(&row[1..]).filter(|(_, cell)| **cell == "yes");
        let mut told: Vec<&str> = told.flat_map(|(group, _)| quoted(group)).chain(["isnull"]).collect();
        told.sort_unstable();
        for name in quoted(row[0]) {
            let mut operators: Vec<&str> = filtered(field(name)).filter.iter().map(Operator::name).collect();
            operators.sort_unstable();
            assert_eq!(told, operators, "{name}");
            types += 1;
        }
    }
    assert_eq!(types, 16);
}

#[test]
fn the_limits_are_those_that_hold() {
    let QueryLimits { filters, values, terms, sort_keys, characters, paths, rows } = QueryLimits::default();
    let told: Vec<(&str, &str)> = table(PAGE, "## Limits").iter().map(|row| (row[2], row[1])).collect();
    for (set_by, limit) in [
        ("`QueryLimits::filters`", filters),
        ("`QueryLimits::values`", values),
        ("`QueryLimits::terms`", terms),
        ("`QueryLimits::sort_keys`", sort_keys),
        ("`QueryLimits::characters`", characters),
        ("`QueryLimits::paths`", paths),
        ("`QueryLimits::rows`", rows),
    ] {
        let is_told = |(by, told): &(&str, &str)| *by == set_by && told.replace(',', "") == limit.to_string();
        assert!(told.iter().any(is_told), "{set_by} is {limit}");
    }
}

#[test]
fn what_is_refused_is_refused_so() {
    let rows = table(PAGE, "## What is refused");
    assert!(rows.len() > 10);
    for row in rows {
        let asked = row[0].trim_matches('`');
        let parameters = Parameters::parse(Some(asked)).expect("it can be read");
        let scope = Scope::new(&POSTS, Backend::Sqlite, AccessKind::Read, None).unwrap();
        let error = ListQuery::parse(&scope, &QueryLimits::default(), &parameters).unwrap_err();
        let violation = &error.violations()[0];
        let found = [asked, violation.code(), violation.detail()];
        assert_eq!(found, [asked, row[1].trim_matches('`'), row[2]]);
    }
}

//! A table with columns of every kind, nullable ones and others, and its random rows.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sea_orm::sea_query::{Alias, Expr, Query};
use uuid::Uuid;

use super::{
    answer,
    cell::Cell,
    texts::Parts,
    values::{first, value},
};
use crate::{
    Principal,
    access::{Comparison, Predicate},
    database::{
        Backend, Database,
        testing::{self, resource, run},
    },
    descriptor::{Access, Descriptor, Field, Flags, Kind, Rule, SortTerm, filtered, searched},
    field_type::Json,
    operation::Endpoint,
    schema::create_tables,
    value::null,
};

const CHOICES: &[&str] = &["draft", "Draft", "zu", "it's, \"so\"", "%"];

/// By which all can be asked.
const fn asked(field: Field) -> Field {
    filtered(field.flags(Flags::SORT))
}

/// Columns are named as the words of SQL, and two fields as the parameters of a list.
pub static FIELDS: [Field; 37] = [
    asked(Field::new::<i64>("id").flags(Flags::KEY)),
    asked(Field::new::<bool>("select")),
    asked(Field::new::<i16>("smallint")),
    asked(Field::new::<i32>("integer")),
    asked(Field::new::<i64>("bigint")),
    asked(Field::new::<u32>("order")),
    asked(Field::new::<f32>("real")),
    asked(Field::new::<f64>("double")),
    asked(Field::new::<Decimal>("numeric")),
    searched(asked(Field::new::<String>("text"))),
    asked(Field::new::<String>("people").wire("peopleName")),
    asked(Field::new::<Uuid>("uuid")),
    asked(Field::new::<DateTime<Utc>>("moment").column("a moment")),
    asked(Field::new::<NaiveDateTime>("timestamp")),
    asked(Field::new::<NaiveDate>("date")),
    asked(Field::new::<NaiveTime>("time")),
    asked(Field { kind: Kind::Choice(CHOICES), ..Field::new::<String>("choice") }),
    Field::new::<Json>("json"),
    Field::new::<Vec<u8>>("bytes"),
    asked(Field::new::<Option<bool>>("maybe_bool")),
    asked(Field::new::<Option<i16>>("maybe_i16")),
    asked(Field::new::<Option<i32>>("maybe_i32").wire("total")),
    asked(Field::new::<Option<i64>>("maybe_i64")),
    asked(Field::new::<Option<u32>>("maybe_u32")),
    asked(Field::new::<Option<f32>>("maybe_f32")),
    asked(Field::new::<Option<f64>>("maybe_f64")),
    asked(Field::new::<Option<Decimal>>("maybe_decimal")),
    searched(asked(Field::new::<Option<String>>("maybe_text").wire("search"))),
    searched(asked(Field::new::<Option<String>>("maybe_people"))),
    asked(Field::new::<Option<Uuid>>("maybe_uuid")),
    asked(Field::new::<Option<DateTime<Utc>>>("maybe_moment")),
    asked(Field::new::<Option<NaiveDateTime>>("maybe_local")),
    asked(Field::new::<Option<NaiveDate>>("maybe_day")),
    asked(Field::new::<Option<NaiveTime>>("maybe_time")),
    asked(Field { kind: Kind::Choice(CHOICES), ..Field::new::<Option<String>>("maybe_choice") }),
    filtered(Field::new::<Option<Json>>("maybe_json")),
    filtered(Field::new::<Option<Vec<u8>>>("maybe_bytes")),
];
static EVERY_KIND: Descriptor = Descriptor { path: "every-kind", ..resource("EveryKind", "every_kind", &FIELDS) };

/// The field of the text that is a part of the key of some resources.
const PART: usize = 10;
/// The field that a rule looks at.
const RULED: usize = 21;

pub type Row = Vec<Option<Cell>>;

pub fn id(row: &Row) -> i64 {
    match row[0] {
        Some(Cell::Integer(id)) => id,
        ref other => panic!("{other:?} is no key"),
    }
}

fn cell(field: &'static Field, parts: &Parts) -> BoxedStrategy<Option<Cell>> {
    let value = value(field.kind, parts);
    if field.nullable { prop::option::weighted(0.75, value).boxed() } else { value.prop_map(Some).boxed() }
}

/// Rows whose keys are not in the order in which they are inserted.
pub fn rows(parts: &Parts) -> BoxedStrategy<Vec<Row>> {
    let cells: Vec<_> = FIELDS.iter().map(|field| cell(field, parts)).collect();
    let keyed = |(place, mut row): (i64, Row)| {
        row[0] = Some(Cell::Integer(place * 7 % 31 - 10));
        row
    };
    prop::collection::vec(cells, 0..14).prop_map(move |rows| (0..).zip(rows).map(keyed).collect()).boxed()
}

/// A row with one text in all places, and null where there need be nothing else.
pub fn row_of(id: i64, text: &str) -> Row {
    let cell = |(position, field): (usize, &Field)| match field.kind {
        _ if position == 0 => Some(Cell::Integer(id)),
        Kind::String => Some(Cell::Text(text.to_owned())),
        _ if field.nullable => None,
        Kind::Choice(choices) => Some(Cell::Text(choices[0].to_owned())),
        kind => Some(first(kind)),
    };
    FIELDS.iter().enumerate().map(cell).collect()
}

/// The table as a resource has it.
#[derive(Clone, Debug)]
pub struct View {
    /// Used when the client names no order.
    pub sort: Vec<SortTerm>,
    pub has_two_keys: bool,
    /// Some rows are not for the caller.
    pub hides: bool,
}

pub fn view() -> impl Strategy<Value = View> {
    (order(2), any::<bool>(), any::<bool>()).prop_map(|(sort, has_two_keys, hides)| View { sort, has_two_keys, hides })
}

/// So many terms at the most.
pub fn order(most: usize) -> impl Strategy<Value = Vec<SortTerm>> {
    let sortable: Vec<usize> = (0..FIELDS.len()).filter(|field| FIELDS[*field].is(Flags::SORT)).collect();
    let terms = prop::sample::subsequence(sortable, 0..=most).prop_shuffle();
    terms.prop_flat_map(|fields| {
        let term = |field| any::<bool>().prop_map(move |descending| SortTerm { field, descending });
        fields.into_iter().map(term).collect::<Vec<_>>()
    })
}

fn low(_: Option<&Principal>) -> Predicate {
    Predicate::any([Predicate::IsNull(RULED), Predicate::Compare(RULED, Comparison::Less, 1_i32.into())])
}

impl View {
    /// With everything to be seen, in the order of the key.
    pub const PLAIN: Self = Self { sort: Vec::new(), has_two_keys: false, hides: false };

    pub fn key(&self) -> &'static [usize] {
        if self.has_two_keys { &[PART, 0] } else { &[0] }
    }

    pub fn shows(&self, row: &Row) -> bool {
        !self.hides || row[RULED].as_ref().is_none_or(|number| *number < Cell::Integer(1))
    }

    /// Nulls last in both directions; ties by the key, in the direction of the last term.
    pub fn compare(&self, sort: &[SortTerm], left: &Row, right: &Row) -> Ordering {
        let descending = sort.last().is_some_and(|term| term.descending);
        let key = self.key().iter().map(|&field| SortTerm { field, descending });
        sort.iter().copied().chain(key).fold(Ordering::Equal, |order, term| {
            order.then_with(|| match (&left[term.field], &right[term.field]) {
                (Some(left), Some(right)) if term.descending => right.partial_cmp(left).unwrap(),
                (Some(left), Some(right)) => left.partial_cmp(right).unwrap(),
                (left, right) => left.is_none().cmp(&right.is_none()),
            })
        })
    }

    pub fn endpoint(&self, database: &Database) -> Endpoint {
        // A descriptor stays for as long as the program runs.
        let descriptor = Box::leak(Box::new(Descriptor {
            sort: self.sort.clone().leak(),
            key: self.key(),
            access: if self.hides { Access::all(&Rule::Custom(low)) } else { EVERY_KIND.access },
            ..EVERY_KIND
        }));
        answer::endpoint(database, descriptor)
    }
}

/// Texts that people would order otherwise, or take for the same.
const COLLATED: [&str; 3] = ["people", "maybe_people", "maybe_choice"];

/// Makes the table, with some texts collated as people do: tables that exist already may have that.
pub async fn create(database: &Database) {
    create_tables(database, &[&EVERY_KIND]).await.unwrap();
    match database.backend() {
        Backend::Sqlite => {
            let made = testing::rows(database, "SELECT sql FROM sqlite_master WHERE name = 'every_kind'").await;
            let sea_orm::Value::String(Some(sql)) = made.value(0, 0, Kind::String).unwrap() else { panic!() };
            let collate = |sql: String, (column, sql_type): (&str, &str)| {
                let clause = format!("\"{column}\" {sql_type}");
                sql.replace(&clause, &format!("{clause} COLLATE NOCASE"))
            };
            let types = ["text", "text", "varchar(32)"];
            let collated = COLLATED.into_iter().zip(types).fold(sql, collate);
            assert_eq!(collated.matches("COLLATE").count(), COLLATED.len(), "{collated}");
            run(database, &format!("DROP TABLE every_kind; {collated}")).await;
        }
        Backend::Postgres => {
            for column in COLLATED {
                collate(database, column, "\"und-x-icu\"").await;
            }
        }
    }
}

/// Changes the collation of a column on PostgreSQL.
pub async fn collate(database: &Database, column: &str, collation: &str) {
    run(database, &format!("ALTER TABLE every_kind ALTER COLUMN {column} TYPE text COLLATE {collation}")).await;
}

/// Puts these rows in the place of all.
pub async fn fill(database: &Database, rows: &[Row]) {
    run(database, "DELETE FROM every_kind").await;
    if rows.is_empty() {
        return;
    }
    let mut insert = Query::insert();
    insert.into_table(Alias::new(EVERY_KIND.table)).columns(FIELDS.iter().map(|field| Alias::new(field.column)));
    for row in rows {
        let cells = FIELDS.iter().zip(row).map(|(field, cell)| match cell {
            Some(cell) => cell.stored(field.kind),
            None => null(field.kind),
        });
        insert.values_panic(cells.map(Expr::val));
    }
    database.writer().execute(database.backend().build(&insert)).await.unwrap();
}

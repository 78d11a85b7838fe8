//! A table whose rows tie, have nulls, and are ordered differently by people and by code points.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::{prelude::*, sample::select};
use rust_decimal::Decimal;
use sea_orm::{
    Value,
    sea_query::{Alias, Expr, Query},
};
use uuid::Uuid;

use super::answer;
use crate::{
    Principal,
    access::{Comparison, Predicate},
    database::{
        Backend, Database, Statement,
        testing::{resource, run},
    },
    descriptor::{Access, Descriptor, Field, Flags, Rule, SortTerm},
    operation::Endpoint,
    schema::create_tables,
};

static FIELDS: [Field; 10] = [
    Field::new::<i64>("id").flags(Flags::KEY | Flags::SORT),
    Field::new::<String>("part").flags(Flags::SORT),
    Field::new::<Option<i32>>("number").flags(Flags::SORT),
    Field::new::<Option<String>>("text").flags(Flags::SORT),
    Field::new::<Option<Decimal>>("price").flags(Flags::SORT),
    Field::new::<Option<f64>>("share").flags(Flags::SORT),
    Field::new::<Option<NaiveDate>>("day").flags(Flags::SORT),
    Field::new::<DateTime<Utc>>("moment").flags(Flags::SORT),
    Field::new::<bool>("flag").flags(Flags::SORT),
    Field::new::<Option<Uuid>>("uid").flags(Flags::SORT),
];
static LISTED: Descriptor = resource("Listed", "listed_rows", &FIELDS);

/// A row, and what a caller has to be for it.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: i64,
    part: &'static str,
    number: Option<i32>,
    text: Option<&'static str>,
    price: Option<Decimal>,
    share: Option<f64>,
    day: Option<NaiveDate>,
    moment: DateTime<Utc>,
    flag: bool,
    uid: Option<Uuid>,
}

impl Row {
    /// Whether the rule of [`List::hides`] lets it be seen.
    fn is_low(&self) -> bool {
        self.number.is_none_or(|number| number < 1)
    }

    fn cells(&self) -> Vec<Value> {
        vec![
            self.id.into(),
            self.part.into(),
            self.number.into(),
            self.text.into(),
            self.price.into(),
            self.share.into(),
            self.day.into(),
            self.moment.into(),
            self.flag.into(),
            self.uid.into(),
        ]
    }

    fn compare(&self, other: &Self, term: SortTerm) -> Ordering {
        match term.field {
            0 => nulls_last(Some(self.id), Some(other.id), term),
            1 => nulls_last(Some(self.part), Some(other.part), term),
            2 => nulls_last(self.number, other.number, term),
            3 => nulls_last(self.text, other.text, term),
            4 => nulls_last(self.price, other.price, term),
            5 => nulls_last(self.share, other.share, term),
            6 => nulls_last(self.day, other.day, term),
            7 => nulls_last(Some(self.moment), Some(other.moment), term),
            8 => nulls_last(Some(self.flag), Some(other.flag), term),
            _ => nulls_last(self.uid.map(Uuid::into_bytes), other.uid.map(Uuid::into_bytes), term),
        }
    }
}

fn nulls_last<T: PartialOrd>(left: Option<T>, right: Option<T>, term: SortTerm) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => {
            let order = left.partial_cmp(&right).unwrap();
            if term.descending { order.reverse() } else { order }
        }
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

/// A row without a key of its own yet.
pub fn row() -> impl Strategy<Value = Row> {
    let texts = &["", "a", "A", "b", "B", "é", "\u{ffff}", "\u{10000}", "\"x\",\\"][..];
    let numbers = (prop::option::of(-1..3), prop::option::of(select(texts)), prop::option::of(-3..3_i64));
    let others = (
        prop::option::of(select(&[0.1, 0.1 + 0.2, 0.3, -1e300, 5e-324][..])),
        prop::option::of(0..3_u64),
        0..3_i64,
        any::<bool>(),
        prop::option::of(select(&[0, 1, u128::MAX][..])),
    );
    let first = NaiveDate::from_ymd_opt(2024, 2, 28).unwrap();
    (select(&["a", "B", "c"][..]), numbers, others).prop_map(
        move |(part, (number, text, price), (share, day, micros, flag, uid))| Row {
            id: 0,
            part,
            number,
            text,
            price: price.map(|cents| Decimal::new(cents, 2)),
            share,
            day: day.map(|days| first + chrono::Days::new(days)),
            moment: DateTime::UNIX_EPOCH + TimeDelta::microseconds(micros * 500_000),
            flag,
            uid: uid.map(Uuid::from_u128),
        },
    )
}

/// How rows are listed.
#[derive(Clone, Debug)]
pub struct List {
    pub sort: Vec<SortTerm>,
    /// The resource has the order, and the client names none.
    by_default: bool,
    has_two_keys: bool,
    /// Some rows are not for the caller.
    hides: bool,
}

pub fn list() -> impl Strategy<Value = List> {
    let fields = prop::sample::subsequence((0..FIELDS.len()).collect::<Vec<_>>(), 0..4).prop_shuffle();
    let sort = fields.prop_flat_map(|fields| {
        let terms =
            fields.into_iter().map(|field| any::<bool>().prop_map(move |descending| SortTerm { field, descending }));
        terms.collect::<Vec<_>>()
    });
    (sort, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(sort, by_default, has_two_keys, hides)| List {
        sort,
        by_default,
        has_two_keys,
        hides,
    })
}

fn low(_: Option<&Principal>) -> Predicate {
    Predicate::any([Predicate::IsNull(2), Predicate::Compare(2, Comparison::Less, 1_i32.into())])
}

impl List {
    /// The keys of the rows that are to be seen, in the order that is asked for: ties by the key, in the direction of the
    /// last term.
    pub fn expected(&self, rows: &[Row]) -> Vec<i64> {
        let mut rows: Vec<&Row> = rows.iter().filter(|row| !self.hides || row.is_low()).collect();
        rows.sort_by(|left, right| self.compare(left, right));
        rows.iter().map(|row| row.id).collect()
    }

    pub fn compare(&self, left: &Row, right: &Row) -> Ordering {
        let descending = self.sort.last().is_some_and(|term| term.descending);
        let keys: &[usize] = if self.has_two_keys { &[1, 0] } else { &[0] };
        let terms = self.sort.iter().copied().chain(keys.iter().map(|&field| SortTerm { field, descending }));
        terms.fold(Ordering::Equal, |order, term| order.then_with(|| left.compare(right, term)))
    }

    /// The query string that asks for it.
    pub fn query(&self) -> String {
        if self.by_default || self.sort.is_empty() {
            return String::new();
        }
        let names = self.sort.iter().map(|term| {
            let sign = if term.descending { "-" } else { "" };
            format!("{sign}{}", FIELDS[term.field].wire)
        });
        format!("sort={}", names.collect::<Vec<_>>().join(","))
    }

    pub fn endpoint(&self, database: &Database) -> Endpoint {
        // A descriptor stays for as long as the program runs.
        let descriptor = Box::leak(Box::new(Descriptor {
            sort: if self.by_default { self.sort.clone().leak() } else { &[] },
            key: if self.has_two_keys { &[1, 0] } else { &[0] },
            access: if self.hides { Access::all(&Rule::Custom(low)) } else { LISTED.access },
            ..LISTED
        }));
        answer::endpoint(database, descriptor)
    }
}

/// Makes the table, with texts collated as people do where the database can.
pub async fn create(database: &Database) {
    create_tables(database, &[&LISTED]).await.unwrap();
    if database.backend() == Backend::Postgres {
        let sql = r#"ALTER TABLE listed_rows ALTER COLUMN text TYPE text COLLATE "und-x-icu", ALTER COLUMN part TYPE text COLLATE "und-x-icu""#;
        run(database, sql).await;
    }
}

pub async fn clear(database: &Database) {
    run(database, "DELETE FROM listed_rows").await;
}

pub async fn insert(database: &Database, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    let mut insert = Query::insert();
    insert.into_table(Alias::new(LISTED.table)).columns(FIELDS.iter().map(|field| Alias::new(field.column)));
    for row in rows {
        insert.values_panic(row.cells().into_iter().map(Expr::val));
    }
    database.writer().execute(database.backend().build(&insert)).await.unwrap();
}

pub async fn delete(database: &Database, id: i64) {
    let statement = Statement::plain(format!("DELETE FROM listed_rows WHERE id = {id}"));
    database.writer().execute(statement).await.unwrap();
}

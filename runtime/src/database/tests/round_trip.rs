//! What is written comes back, of every kind and on every database.

use std::fmt::Debug;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use rust_decimal::Decimal;
use sea_orm::{
    Value,
    sea_query::{Alias, Query},
};
use uuid::Uuid;

use crate::{
    database::{
        Backend, Database,
        testing::{on_every_database, resource, run},
    },
    descriptor::{Descriptor, Field, Flags, Kind},
    field_type::Json,
    json,
    schema::create_tables,
    value::{null, same},
};

const CHOICES: &[&str] = &["draft", "published", "it's"];

pub(super) static FIELDS: [Field; 18] = [
    Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
    Field::new::<Option<bool>>("a_bool"),
    Field::new::<Option<i16>>("an_i16"),
    Field::new::<Option<i32>>("an_i32"),
    Field::new::<Option<i64>>("an_i64"),
    Field::new::<Option<u32>>("a_u32"),
    Field::new::<Option<f32>>("an_f32"),
    Field::new::<Option<f64>>("an_f64"),
    Field::new::<Option<Decimal>>("a_decimal"),
    Field::new::<Option<String>>("a_string"),
    Field::new::<Option<Uuid>>("a_uuid"),
    Field::new::<Option<DateTime<Utc>>>("a_moment"),
    Field::new::<Option<NaiveDateTime>>("a_date_time"),
    Field::new::<Option<NaiveDate>>("a_date"),
    Field::new::<Option<NaiveTime>>("a_time"),
    Field::new::<Option<Json>>("a_json"),
    Field::new::<Option<Vec<u8>>>("some_bytes"),
    Field { kind: Kind::Choice(CHOICES), ..Field::new::<Option<String>>("a_choice") },
];
pub(super) static EVERYTHING: Descriptor = resource("Everything", "everything", &FIELDS);

/// Writes a row, reads it back, and holds the two against each other.
async fn round_trip(database: &Database, row: &[Value]) -> Result<(), String> {
    let columns: Vec<_> = FIELDS[1..].iter().map(|field| Alias::new(field.column)).collect();
    let mut insert = Query::insert();
    insert.into_table(Alias::new("everything")).columns(columns.clone());
    insert.values_panic(row.iter().cloned().map(sea_orm::sea_query::Expr::val));
    insert.returning(Query::returning().columns(columns));
    let insert = database.backend().build(&insert);

    // Alone, through the pool, and through a transaction: each reads by another way.
    let direct = database.writer().query(insert.clone()).await.map_err(|error| format!("{error:?}"))?;
    let pooled = database.pool().query(insert.clone()).await.map_err(|error| format!("{error:?}"))?;
    let transaction = database.begin().await.map_err(|error| format!("{error:?}"))?;
    let inside = crate::database::Execute::query(&transaction, insert).await.map_err(|error| format!("{error:?}"))?;
    transaction.commit().await.map_err(|error| format!("{error:?}"))?;

    for rows in [&direct, &pooled, &inside] {
        for (column, (field, written)) in FIELDS[1..].iter().zip(row).enumerate() {
            let context = |what: &dyn Debug| format!("{}: wrote {written:?}, {what:?}", field.name);
            let read = rows.value(0, column, field.kind).map_err(|error| context(&error))?;
            if !same(&read, written) || std::mem::discriminant(&read) != std::mem::discriminant(&null(field.kind)) {
                return Err(context(&read));
            }
            let (mut short, mut long) = (Vec::new(), Vec::new());
            rows.write_json(0, column, field.kind, &mut short).map_err(|error| context(&error))?;
            json::write_value(&mut long, &read);
            // A JSON column's text is passed on as it is stored, in the database's own order of keys.
            let equal = match field.kind {
                Kind::Json => {
                    let parse = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).ok();
                    parse(&short) == parse(&long) && parse(&long).is_some()
                }
                _ => short == long,
            };
            if !equal {
                return Err(context(&(String::from_utf8_lossy(&short), String::from_utf8_lossy(&long))));
            }
        }
    }
    Ok(())
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The least and the greatest of every kind, and what is special.
pub(super) fn extremes(backend: Backend) -> Vec<Vec<Value>> {
    let decimals = match backend {
        Backend::Sqlite => ["99999999999.9999", "-99999999999.9999", "0.0001", "123456789012345", "0.1"],
        Backend::Postgres => ["999999999999999.9999", "-999999999999999.9999", "0.0001", "-0.0001", "100"],
    };
    let [least, greatest, special] = [0, 1, 2].map(|column| {
        let pick = |values: [Value; 3]| values[column].clone();
        vec![
            pick([false.into(), true.into(), true.into()]),
            pick([i16::MIN.into(), i16::MAX.into(), 0_i16.into()]),
            pick([i32::MIN.into(), i32::MAX.into(), (-1_i32).into()]),
            pick([i64::MIN.into(), i64::MAX.into(), 9_007_199_254_740_993_i64.into()]),
            pick([0_i64.into(), i64::from(u32::MAX).into(), (1_i64 << 31).into()]),
            pick([f32::MIN.into(), f32::MAX.into(), f32::MIN_POSITIVE.into()]),
            pick([f64::MIN.into(), f64::MAX.into(), 5e-324.into()]),
            pick(["0.0001", "-0", "0.1"].map(|text| text.parse::<Decimal>().unwrap().into())),
            pick([
                "".into(),
                "\u{10FFFF}\u{1F600}e\u{301}".into(),
                "a\"b\\c\u{8}\n\r\t\u{1f}\u{7f}\u{2028}</script>'".into(),
            ]),
            pick([Uuid::nil().into(), Uuid::max().into(), Uuid::from_u128(1).into()]),
            pick(
                ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.000001Z"]
                    .map(|text| moment(text).into()),
            ),
            pick(
                ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2000-02-29T00:00:00.1Z"]
                    .map(|text| moment(text).naive_utc().into()),
            ),
            pick(["0001-01-01", "9999-12-31", "1900-02-28"].map(|text| date(text).into())),
            pick(["00:00:00", "23:59:59.999999", "12:30:00.5"].map(|text| text.parse::<NaiveTime>().unwrap().into())),
            pick([
                serde_json::json!({"b": [1, null, -2.5e10, ""], "a": {"deep": [[[]]], "ü": "x, \"y\" \\ : z"}}).into(),
                serde_json::json!(i64::MAX).into(),
                serde_json::json!("text").into(),
            ]),
            pick([Vec::<u8>::new().into(), (0..=255_u8).collect::<Vec<_>>().into(), vec![0_u8].into()]),
            pick(CHOICES.iter().map(|choice| Value::from(*choice)).collect::<Vec<_>>().try_into().unwrap()),
        ]
    });
    let mut all = vec![least, greatest, special.clone(), FIELDS[1..].iter().map(|field| null(field.kind)).collect()];
    all.extend(decimals.map(|text| {
        let mut row = special.clone();
        row[7] = text.parse::<Decimal>().unwrap().into();
        row
    }));
    all
}

#[tokio::test]
async fn extremes_come_back() {
    on_every_database(async |database| {
        create_tables(database, &[&EVERYTHING]).await.unwrap();
        for row in extremes(database.backend()) {
            round_trip(database, &row).await.unwrap();
        }
    })
    .await;
}

/// Decimals of (19, 4); on SQLite of 15 significant digits, which is what it keeps.
fn decimals(backend: Backend) -> BoxedStrategy<Value> {
    let digits = match backend {
        Backend::Sqlite => 15,
        Backend::Postgres => 19,
    };
    let greatest = 10_i128.pow(digits) - 1;
    let decimal = |(number, cut): (i128, u32)| Decimal::from_i128_with_scale(number / 10_i128.pow(cut), 4 - cut).into();
    (-greatest..=greatest, 0..=4_u32).prop_map(decimal).boxed()
}

fn texts() -> BoxedStrategy<String> {
    // PostgreSQL has no NUL.
    any::<String>().prop_map(|text| text.replace('\0', "")).boxed()
}

fn documents() -> BoxedStrategy<serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        texts().prop_map(Into::into),
    ];
    let grow = |inner: BoxedStrategy<serde_json::Value>| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::hash_map(texts(), inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    };
    // At the top, null would be SQL's.
    leaf.prop_recursive(3, 16, 4, grow).prop_filter("not null", |value| !value.is_null()).boxed()
}

pub(super) fn rows(backend: Backend) -> BoxedStrategy<Vec<Value>> {
    fn of<T: Into<Value> + Debug + 'static>(strategy: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Value> {
        strategy.prop_map(Into::into).boxed()
    }
    let first = date("0001-01-01");
    let days = || (0..3_652_059_u64).prop_map(move |days| first + Days::new(days));
    let times = || (0..86_400_000_000_i64).prop_map(|micros| NaiveTime::MIN + TimeDelta::microseconds(micros));
    let date_times = move || (days(), times()).prop_map(|(date, time)| date.and_time(time));
    let values = vec![
        of(any::<bool>()),
        of(any::<i16>()),
        of(any::<i32>()),
        of(any::<i64>()),
        of(any::<u32>().prop_map(i64::from)),
        of(any::<f32>()),
        of(any::<f64>()),
        decimals(backend),
        of(texts()),
        of(any::<u128>().prop_map(Uuid::from_u128)),
        of(date_times().prop_map(|at| at.and_utc())),
        of(date_times()),
        of(days()),
        of(times()),
        of(documents()),
        of(any::<Vec<u8>>()),
        of(prop::sample::select(CHOICES)),
    ];
    let kinds = FIELDS[1..].iter().map(|field| field.kind);
    let nullable: Vec<_> = values
        .into_iter()
        .zip(kinds)
        .map(|(value, kind)| prop_oneof![9 => value, 1 => Just(null(kind))].boxed())
        .collect();
    nullable.boxed()
}

#[test]
fn any_row_comes_back() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(on_every_database(async |database| {
        create_tables(database, &[&EVERYTHING]).await.unwrap();
        let handle = tokio::runtime::Handle::current();
        let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
        let law = |row: Vec<Value>| {
            let tried = tokio::task::block_in_place(|| handle.block_on(round_trip(database, &row)));
            tried.map_err(TestCaseError::fail)
        };
        let spawned = tokio::task::block_in_place(|| runner.run(&rows(database.backend()), law));
        spawned.unwrap();
    }));
}

#[tokio::test]
async fn defaults_are_what_the_fields_say() {
    fn at() -> Value {
        moment("2024-02-29T12:30:00.5Z").into()
    }
    fn id() -> Value {
        Uuid::from_u128(7).into()
    }
    static FIELDS: [Field; 12] = [
        Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
        Field::new::<bool>("a_bool").default(|| true.into(), true),
        Field::new::<i64>("an_i64").default(|| (-5_i64).into(), true),
        Field::new::<f64>("an_f64").default(|| 0.25.into(), true),
        Field::new::<Decimal>("a_decimal").default(|| Decimal::new(1250, 2).into(), true),
        Field::new::<String>("a_string").default(|| "it's \\ \"x\"".into(), true),
        Field::new::<Uuid>("a_uuid").default(id, true),
        Field::new::<DateTime<Utc>>("a_moment").default(at, true),
        Field::new::<NaiveDate>("a_date").default(|| date("2024-02-29").into(), true),
        Field::new::<NaiveTime>("a_time").default(|| NaiveTime::MIN.into(), true),
        Field::new::<Json>("a_json").default(|| serde_json::json!({"it's": 1}).into(), true),
        Field::new::<Vec<u8>>("some_bytes").default(|| vec![0_u8, 255].into(), true),
    ];
    static DEFAULTS: Descriptor = resource("Defaults", "defaults", &FIELDS);
    on_every_database(async |database| {
        create_tables(database, &[&DEFAULTS]).await.unwrap();
        run(database, "INSERT INTO defaults DEFAULT VALUES").await;
        let columns: Vec<_> = FIELDS[1..].iter().map(|field| field.column).collect();
        let rows = super::super::testing::rows(database, &format!("SELECT {} FROM defaults", columns.join(", "))).await;
        for (column, field) in FIELDS[1..].iter().enumerate() {
            let expected = (field.default.unwrap().make)();
            let read = rows.value(0, column, field.kind).unwrap();
            assert!(same(&read, &expected), "{}: {read:?}", field.name);
        }
    })
    .await;
}

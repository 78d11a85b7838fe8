//! Tables that exist already hold values in other forms than we write; what means nothing is an error and no panic.

use sea_orm::Value;

use crate::{
    database::{
        Backend,
        testing::{on_every_database, rows},
    },
    descriptor::Kind,
};

pub(super) fn sqlite_forms() -> Vec<(&'static str, Kind, &'static str)> {
    vec![
        ("1", Kind::Bool, "true"),
        ("2.0", Kind::I64, "2"),
        ("1", Kind::F64, "1.0"),
        ("3", Kind::Decimal, "\"3\""),
        ("0.30000000000000004", Kind::F64, "0.30000000000000004"),
        ("1e-4", Kind::Decimal, "\"0.0001\""),
        ("1e14", Kind::Decimal, "\"100000000000000\""),
        ("'12.3400'", Kind::Decimal, "\"12.34\""),
        ("123", Kind::String, "\"123\""),
        ("'67e55044-10b1-426f-9247-bb680e5fe0c8'", Kind::Uuid, "\"67e55044-10b1-426f-9247-bb680e5fe0c8\""),
        ("X'67e5504410b1426f9247bb680e5fe0c8'", Kind::Uuid, "\"67e55044-10b1-426f-9247-bb680e5fe0c8\""),
        ("'2024-02-29 12:30:00'", Kind::DateTimeUtc, "\"2024-02-29T12:30:00Z\""),
        ("'2024-02-29T14:30:00.25+02:00'", Kind::DateTimeUtc, "\"2024-02-29T12:30:00.250000Z\""),
        ("datetime(1709209800, 'unixepoch')", Kind::DateTimeUtc, "\"2024-02-29T12:30:00Z\""),
        ("'2024-02-29 12:30:00.5'", Kind::NaiveDateTime, "\"2024-02-29T12:30:00.500000\""),
        ("'2024-02-29 00:00:00'", Kind::NaiveDate, "\"2024-02-29\""),
        ("'12:30'", Kind::NaiveTime, "\"12:30:00\""),
        ("5", Kind::Json, "5"),
        ("'  {\"a\": 1}'", Kind::Json, "{\"a\": 1}"),
        ("'text'", Kind::Bytes, "\"dGV4dA==\""),
        ("NULL", Kind::I64, "null"),
    ]
}

fn postgres_forms() -> Vec<(&'static str, Kind, &'static str)> {
    vec![
        ("7::int2", Kind::I64, "7"),
        ("7::int4", Kind::U32, "7"),
        ("7::int8", Kind::I16, "7"),
        ("7::numeric", Kind::I64, "7"),
        ("7::int4", Kind::Decimal, "\"7\""),
        ("0.1::float4", Kind::F32, "0.1"),
        ("0.5::float4", Kind::F64, "0.5"),
        ("12.3400::numeric(10,4)", Kind::Decimal, "\"12.34\""),
        ("123456789012345678901234.5678::numeric", Kind::Decimal, "\"123456789012345678901234.5678\""),
        ("0::numeric(10,4)", Kind::Decimal, "\"0\""),
        ("-1000000::numeric", Kind::Decimal, "\"-1000000\""),
        ("'ab'::char(4)", Kind::String, "\"ab\""),
        ("' a b '::char(6)", Kind::String, "\" a b\""),
        ("'ab '::varchar(4)", Kind::String, "\"ab \""),
        ("'ab'::varchar", Kind::String, "\"ab\""),
        ("'ab'::name", Kind::String, "\"ab\""),
        ("'67e55044-10b1-426f-9247-bb680e5fe0c8'::text", Kind::Uuid, "\"67e55044-10b1-426f-9247-bb680e5fe0c8\""),
        ("'2024-02-29 14:30:00.25+02'::timestamptz", Kind::DateTimeUtc, "\"2024-02-29T12:30:00.250000Z\""),
        ("'2024-02-29 12:30:00'::timestamp", Kind::DateTimeUtc, "\"2024-02-29T12:30:00Z\""),
        ("'{\"b\": [1, 2], \"a\": \"x, y\"}'::json", Kind::Json, "{\"b\":[1,2],\"a\":\"x, y\"}"),
        ("'{\"b\": [1.50, 12345678901234567890123]}'::jsonb", Kind::Json, "{\"b\":[1.50,12345678901234567890123]}"),
        ("NULL::int4", Kind::I64, "null"),
    ]
}

pub(super) fn sqlite_nonsense() -> Vec<(&'static str, Kind)> {
    vec![
        ("'abc'", Kind::I64),
        ("1.5", Kind::I64),
        ("70000", Kind::I16),
        ("-1", Kind::U32),
        ("'x'", Kind::Bool),
        ("'x'", Kind::F64),
        ("1e300", Kind::F32),
        ("1e300", Kind::Decimal),
        ("9e999", Kind::Decimal),
        ("X'ff'", Kind::String),
        ("CAST(X'ff' AS TEXT)", Kind::String),
        ("X'00'", Kind::Uuid),
        ("'no uuid'", Kind::Uuid),
        ("'2024-02-30 00:00:00'", Kind::DateTimeUtc),
        ("1709209800", Kind::DateTimeUtc),
        ("'yesterday'", Kind::NaiveDate),
        ("'25:00'", Kind::NaiveTime),
        ("'{'", Kind::Json),
        ("5", Kind::Bytes),
    ]
}

fn postgres_nonsense() -> Vec<(&'static str, Kind)> {
    vec![
        ("'abc'::text", Kind::I64),
        ("70000::int4", Kind::I16),
        ("-1::int4", Kind::U32),
        ("1.5::numeric", Kind::I64),
        ("1::int4", Kind::Bool),
        ("1e300::float8", Kind::F32),
        ("'NaN'::numeric", Kind::Decimal),
        ("1e100::numeric", Kind::Decimal),
        ("1e-100::numeric", Kind::Decimal),
        ("1::int4", Kind::String),
        ("'x'::bytea", Kind::String),
        ("'no uuid'::text", Kind::Uuid),
        ("'infinity'::timestamptz", Kind::DateTimeUtc),
        ("'-infinity'::timestamp", Kind::NaiveDateTime),
        ("'20000-01-01'::timestamptz", Kind::DateTimeUtc),
        ("'0044-03-15 BC'::timestamptz", Kind::DateTimeUtc),
        ("'infinity'::date", Kind::NaiveDate),
        ("'5000000-01-01'::date", Kind::NaiveDate),
        ("'24:00'::time", Kind::NaiveTime),
        ("'12:00+01'::timetz", Kind::NaiveTime),
        ("'5'::text", Kind::Json),
        ("'x'::text", Kind::Bytes),
        ("ARRAY[1,2]", Kind::I64),
        ("'(1,2)'::point", Kind::F64),
    ]
}

#[tokio::test]
async fn other_forms_are_read() {
    on_every_database(async |database| {
        let forms = match database.backend() {
            Backend::Sqlite => sqlite_forms(),
            Backend::Postgres => postgres_forms(),
        };
        for (sql, kind, expected) in forms {
            let rows = rows(database, &format!("SELECT {sql}")).await;
            let mut written = Vec::new();
            rows.write_json(0, 0, kind, &mut written).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
            assert_eq!(String::from_utf8_lossy(&written), expected, "{sql}");
            let value = rows.value(0, 0, kind).unwrap();
            let mut long = Vec::new();
            crate::json::write_value(&mut long, &value);
            if kind != Kind::Json {
                assert_eq!(String::from_utf8_lossy(&long), expected, "{sql}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nonsense_is_an_error_that_names_the_column_and_not_the_value() {
    on_every_database(async |database| {
        let nonsense = match database.backend() {
            Backend::Sqlite => sqlite_nonsense(),
            Backend::Postgres => postgres_nonsense(),
        };
        for (sql, kind) in nonsense {
            let rows = rows(database, &format!("SELECT {sql} AS price")).await;
            let error = rows.value(0, 0, kind).expect_err(sql);
            assert!(error.to_string().contains("`price`"), "{sql}: {error}");
            assert!(!error.to_string().contains("70000"), "{error}");
            rows.write_json(0, 0, kind, &mut Vec::new()).expect_err(sql);
        }
    })
    .await;
}

#[tokio::test]
async fn a_cell_that_is_not_there_is_an_error() {
    on_every_database(async |database| {
        let rows = rows(database, "SELECT 1").await;
        assert_eq!((rows.len(), rows.is_empty()), (1, false));
        assert!(rows.value(1, 0, Kind::I64).is_err());
        assert!(rows.value(0, 1, Kind::I64).is_err());
        assert!(rows.write_json(0, 1, Kind::I64, &mut Vec::new()).is_err());
        assert_eq!(rows.value(0, 0, Kind::I64).unwrap(), Value::BigInt(Some(1)));
    })
    .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn enums_and_domains_of_postgres_are_read_as_what_they_stand_for() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            crate::database::testing::run(
                &database,
                "CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE DOMAIN age AS int4 CHECK (VALUE > 0); \
                 CREATE TABLE people (mood mood, age age); INSERT INTO people VALUES ('happy', 7)",
            )
            .await;
            let rows = rows(&database, "SELECT mood, age FROM people").await;
            assert_eq!(rows.value(0, 0, Kind::Choice(&["sad", "happy"])).unwrap(), "happy".into());
            assert_eq!(rows.value(0, 1, Kind::I32).unwrap(), 7.into());
            database.close().await;
        })
        .await;
}

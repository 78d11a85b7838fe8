//! The SQL that a refusal prints does mend the table, and the rows that were there stay.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    database::{
        Backend, Database,
        testing::{number, on_every_database, resource, rows, run},
    },
    descriptor::{Descriptor, Field, Flags, Kind, Operations},
    field_type::Json,
    schema::{SchemaDifferenceKind, check_tables},
};

/// Runs what a refusal prints, as an administrator would who copies it.
pub async fn mend(database: &Database, refusal: &str) {
    let lines: Vec<&str> = refusal.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let sql = lines.join("\n");
    assert!(sql.ends_with(';'), "{refusal}");
    let done = database.connection().execute_unprepared(&sql).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

async fn mended(database: &Database, table: &str, descriptor: &'static Descriptor) -> String {
    run(database, table).await;
    let text = check_tables(database, &[descriptor]).await.expect_err("it fits").to_string();
    mend(database, &text).await;
    if let Err(error) = check_tables(database, &[descriptor]).await {
        panic!("after\n{text}\nthere is still\n{error}");
    }
    text
}

#[tokio::test]
async fn a_missing_table() {
    on_every_database(async |database| {
        let text = check_tables(database, &[&super::POSTS, &super::TAGGINGS]).await.unwrap_err().to_string();
        mend(database, &text).await;
        check_tables(database, &[&super::POSTS, &super::TAGGINGS]).await.unwrap();
    })
    .await;
}

static EVERY_KIND: [Field; 18] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<bool>("a_bool"),
    Field::new::<i16>("an_i16"),
    Field::new::<i32>("an_i32").default(|| 7.into(), true),
    Field::new::<i64>("an_i64"),
    Field::new::<u32>("a_u32"),
    Field::new::<f32>("an_f32"),
    Field::new::<f64>("an_f64"),
    Field::new::<Decimal>("a_decimal"),
    Field::new::<String>("a_string"),
    Field::new::<Uuid>("a_uuid"),
    Field::new::<DateTime<Utc>>("a_moment"),
    Field::new::<chrono::NaiveDateTime>("a_date_time"),
    Field::new::<NaiveDate>("a_date"),
    Field::new::<NaiveTime>("a_time"),
    Field::new::<Json>("a_json"),
    Field::new::<Vec<u8>>("some_bytes"),
    Field { kind: Kind::Choice(&["draft", "published"]), ..Field::new::<String>("a_choice") },
];
static EVERYTHING: Descriptor = resource("Everything", "everything", &EVERY_KIND);

#[tokio::test]
async fn missing_columns_of_every_kind() {
    on_every_database(async |database| {
        mended(
            database,
            "CREATE TABLE everything (id bigint NOT NULL PRIMARY KEY); INSERT INTO everything VALUES (1)",
            &EVERYTHING,
        )
        .await;
        // The row that was there can be read.
        let columns: Vec<_> = EVERY_KIND.iter().map(|field| field.column).collect();
        let rows = rows(database, &format!("SELECT {} FROM everything", columns.join(", "))).await;
        for (column, field) in EVERY_KIND.iter().enumerate() {
            let value = rows.value(0, column, field.kind).unwrap();
            assert!(!crate::value::is_null(&value), "{}", field.name);
        }
        assert_eq!(rows.value(0, 3, Kind::I32).unwrap(), 7.into());
    })
    .await;
}

#[tokio::test]
async fn wrong_types_and_nulls() {
    static FIELDS: [Field; 5] = [
        Field::new::<i64>("id").flags(Flags::KEY),
        Field::new::<i64>("count"),
        Field::new::<DateTime<Utc>>("at"),
        Field::new::<Option<String>>("note"),
        Field::new::<String>("added"),
    ];
    static THINGS: Descriptor = resource("Thing", "things", &FIELDS);
    on_every_database(async |database| {
        mended(
            database,
            "CREATE TABLE things (id bigint NOT NULL PRIMARY KEY, count text NOT NULL, at varchar(40) NOT NULL, \
               note text NOT NULL, owner text NOT NULL, extra text NOT NULL DEFAULT 'it''s'); \
             INSERT INTO things (id, count, at, note, owner) VALUES (1, '42', '2024-02-29T12:30:00+00:00', 'n', 'o')",
            &THINGS,
        )
        .await;
        let rows = rows(database, "SELECT count, at, owner, extra FROM things").await;
        assert_eq!(rows.value(0, 0, Kind::I64).unwrap(), 42_i64.into());
        let at: DateTime<Utc> = "2024-02-29T12:30:00Z".parse().unwrap();
        assert_eq!(rows.value(0, 1, Kind::DateTimeUtc).unwrap(), at.into());
        assert_eq!(rows.value(0, 2, Kind::String).unwrap(), "o".into());
        assert_eq!(rows.value(0, 3, Kind::String).unwrap(), "it's".into());
        run(database, "INSERT INTO things (id, count, at, added) VALUES (2, 1, '2024-02-29T12:30:00+00:00', '')").await;
    })
    .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn defaults_of_columns_that_no_resource_has_are_kept() {
    static FIELDS: [Field; 2] = [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<Option<String>>("note")];
    static THINGS: Descriptor = resource("Thing", "things", &FIELDS);
    let more = "at text NOT NULL DEFAULT (datetime('now')), day text NOT NULL DEFAULT current_date, \
                sign int NOT NULL DEFAULT -1, quoted text NOT NULL DEFAULT 'it''s', yes boolean NOT NULL DEFAULT true, \
                sum int NOT NULL DEFAULT (1 + 2), none text DEFAULT NULL, \
                word text NOT NULL DEFAULT draft, name text NOT NULL DEFAULT \"a draft\"";
    crate::database::testing::Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            let table = format!("CREATE TABLE things (id bigint NOT NULL PRIMARY KEY, note text NOT NULL, {more})");
            mended(&database, &table, &THINGS).await;
            run(&database, "INSERT INTO things (id) VALUES (1)").await;
            let count = "SELECT count(*) FROM things WHERE at LIKE '20%:%' AND day LIKE '20%' AND sign = -1 \
                         AND quoted = 'it''s' AND yes AND sum = 3 AND none IS NULL AND word = 'draft' AND name = 'a draft'";
            assert_eq!(number(&database, count).await, 1);
            database.close().await;
        })
        .await;
}

#[tokio::test]
async fn a_key_that_nobody_makes() {
    static FIELDS: [Field; 2] = [
        Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
        Field::new::<Option<String>>("x").flags(Flags::INDEX),
    ];
    static COUNTERS: Descriptor = resource("Counter", "counters", &FIELDS);
    on_every_database(async |database| {
        mended(
            database,
            "CREATE TABLE counters (id bigint NOT NULL PRIMARY KEY, x text); INSERT INTO counters VALUES (41, 'x')",
            &COUNTERS,
        )
        .await;
        run(database, "INSERT INTO counters (x) VALUES ('y')").await;
        assert_eq!(number(database, "SELECT max(id) FROM counters").await, 42);
    })
    .await;
}

/// A warning's SQL is tried too, though it goes to the log.
#[tokio::test]
async fn a_missing_unique_constraint_and_nullable_columns() {
    static FIELDS: [Field; 3] = [
        Field::new::<i64>("id").flags(Flags::KEY),
        Field::new::<String>("email").flags(Flags::UNIQUE),
        Field::new::<DateTime<Utc>>("at"),
    ];
    static WRITTEN: Descriptor = resource("User", "users", &FIELDS);
    static USERS: Descriptor = Descriptor { operations: Operations(Operations::LIST), ..WRITTEN };
    on_every_database(async |database| {
        let at = if database.backend() == Backend::Postgres { "timestamp" } else { "text" };
        run(database, &format!("CREATE TABLE users (id bigint NOT NULL, email text, at {at} NOT NULL)")).await;
        let warnings = async || {
            let mut found = crate::schema::diff(database, &[&USERS]).await.unwrap().differences().to_vec();
            found.retain(|difference| difference.kind != SchemaDifferenceKind::Rebuild);
            assert!(found.iter().all(|difference| !difference.stops_start), "{found:?}");
            found
        };
        let found = warnings().await;
        let (nullable, zone) = match database.backend() {
            // It has to be made anew for a column to change, which nobody is told to do for a warning.
            Backend::Sqlite => (1, 0),
            Backend::Postgres => (1, 1),
        };
        assert_eq!(found.len(), 2 + nullable + zone, "{found:?}");
        for sql in found.iter().flat_map(|difference| &difference.sql) {
            run(database, sql).await;
        }
        let left = if database.backend() == Backend::Sqlite { nullable } else { 0 };
        assert_eq!(warnings().await.len(), left);
    })
    .await;
}

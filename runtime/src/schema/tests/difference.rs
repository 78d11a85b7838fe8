//! The law: what a difference prints is SQL that makes it empty, whatever differed, and the rows that were there stay.

use std::fmt::Write;

use sea_orm::ConnectionTrait;

use super::{
    POSTS,
    varied::{AFTERWARDS, Chooser, RULES, some_table},
};
use crate::{
    database::{
        Backend, Database,
        testing::{number, on_every_database, run},
    },
    descriptor::Descriptor,
    schema::{SchemaDiff, SchemaDifferenceKind as Differs, check_tables, create_tables, diff},
};

/// Runs the whole report, comments among it.
async fn pipe(database: &Database, diff: &SchemaDiff) {
    let report = diff.to_string();
    let done = database.connection().execute_unprepared(&report).await;
    done.unwrap_or_else(|error| panic!("{error}\n{report}"));
}

/// What only people can decide is left, and nothing else.
pub async fn mended(database: &Database, resources: &[&'static Descriptor]) -> (SchemaDiff, SchemaDiff) {
    let found = diff(database, resources).await.unwrap();
    pipe(database, &found).await;
    let left = diff(database, resources).await.unwrap();
    for one in left.differences() {
        let decided = one.kind == Differs::UnknownColumn || one.kind == Differs::NarrowCheck;
        assert!(decided && one.sql.is_empty() && !one.stops_start, "after\n{found}\nthere is still\n{left}");
    }
    check_tables(database, resources).await.unwrap();
    (found, left)
}

fn kinds(diff: &SchemaDiff) -> Vec<Differs> {
    diff.differences().iter().map(|difference| difference.kind).collect()
}

#[tokio::test]
async fn nothing_differs_from_tables_of_our_own() {
    on_every_database(async |database| {
        let resources = [&POSTS, &super::TAGGINGS, &RULES];
        create_tables(database, &resources).await.unwrap();
        let found = diff(database, &resources).await.unwrap();
        assert!(found.is_empty() && found.allows_start() && found.sql().is_empty(), "{found}");
        assert_eq!(found.to_string(), "-- Nothing differs: the tables are as the resources say.\n");
    })
    .await;
}

#[tokio::test]
async fn missing_tables_are_made_with_all_that_belongs_to_them() {
    on_every_database(async |database| {
        let resources = [&POSTS, &super::TAGGINGS];
        let (found, left) = mended(database, &resources).await;
        assert_eq!(kinds(&found), [Differs::MissingTable; 2]);
        assert!(!found.allows_start() && left.is_empty());
        assert_eq!(found.differences()[0].resources, ["Post"]);
    })
    .await;
}

#[tokio::test]
async fn asking_changes_nothing() {
    on_every_database(async |database| {
        run(database, "CREATE TABLE posts (id bigint)").await;
        let one = diff(database, &[&POSTS, &super::TAGGINGS]).await.unwrap();
        assert_eq!(one, diff(database, &[&POSTS, &super::TAGGINGS]).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_is_printed_makes_it_empty() {
    on_every_database(async |database| {
        let mut chooser = Chooser(88172645463325252);
        let mut seen = std::collections::HashSet::new();
        run(database, "CREATE TABLE parents (id bigint PRIMARY KEY)").await;
        for _ in 0..80 {
            let mut sql = some_table(&mut chooser, database.backend());
            let then = chooser.choose(AFTERWARDS);
            write!(sql, ";\n{then}").unwrap();
            if database.connection().execute_unprepared(&sql).await.is_err() {
                // An index on a column that this table has not got.
                run(database, "DROP VIEW IF EXISTS seen; DROP TABLE IF EXISTS rules").await;
                continue;
            }
            let (found, left) = mended(database, &[&RULES]).await;
            seen.extend(kinds(&found));
            assert_eq!(left.differences().len(), kinds(&left).len());
            let insert = "INSERT INTO rules (title, weight, price) VALUES ('a', 1, 1.5)";
            let done = database.connection().execute_unprepared(insert).await;
            done.unwrap_or_else(|error| panic!("{error}\n{sql}\n{found}"));
            run(database, "DROP VIEW IF EXISTS seen; DROP TABLE rules").await;
        }
        let rebuilds = database.backend() == Backend::Sqlite;
        for kind in [
            Differs::MissingColumn,
            Differs::ColumnType,
            Differs::Nullability,
            Differs::Default,
            Differs::KeyNotMade,
            Differs::UnknownColumn,
            Differs::MissingUnique,
            Differs::MissingIndex,
            Differs::MissingCheck,
            Differs::NarrowCheck,
        ] {
            assert!(seen.contains(&kind), "{kind:?} was never found");
        }
        assert_eq!(seen.contains(&Differs::Rebuild), rebuilds);
    })
    .await;
}

/// The same rule in other words is the same rule.
#[tokio::test]
async fn rules_of_other_tools_are_understood() {
    let status = "status varchar(32) NOT NULL DEFAULT 'draft' CONSTRAINT mine CHECK (NOT (status <> 'draft' AND status != 'it''s'))";
    on_every_database(async |database| {
        let table = match database.backend() {
            Backend::Sqlite => format!(
                "CREATE TABLE rules (id INTEGER PRIMARY KEY, title text NOT NULL UNIQUE CHECK (length(title) BETWEEN 1 AND 20), \
                 {status}, views integer NOT NULL DEFAULT (-1) CHECK (abs(views) <= 2147483647), \
                 weight integer NOT NULL CHECK (weight >= 0) CHECK (weight <= 4294967295), \
                 price real NOT NULL CHECK (price > -100000000 AND price < 100000000), ratio real, at text, \
                 UNIQUE (views, status))"
            ),
            Backend::Postgres => format!(
                "CREATE TABLE rules (id serial PRIMARY KEY, title text NOT NULL UNIQUE CHECK (length(title) BETWEEN 1 AND 20), \
                 {status}, views integer NOT NULL DEFAULT (-1), \
                 weight bigint NOT NULL CHECK (weight >= 0) CHECK (weight <= 4294967295), \
                 price numeric(10, 2) NOT NULL, ratio float8, at timestamptz, UNIQUE (views, status))"
            ),
        };
        let nulls = if database.backend() == Backend::Postgres { "NULLS FIRST" } else { "" };
        run(database, &table).await;
        // The first is read backwards.
        run(database, &format!("CREATE INDEX a ON rules (at {nulls}, id); CREATE INDEX b ON rules (at, views, price)")).await;
        let found = diff(database, &[&RULES]).await.unwrap();
        let narrower: &[Differs] = match database.backend() {
            Backend::Sqlite => &[],
            // An `integer` for an i64.
            Backend::Postgres => &[Differs::ColumnType],
        };
        assert_eq!(kinds(&found), narrower, "{found}");
    })
    .await;
}

#[tokio::test]
async fn a_check_that_refuses_what_the_field_may_be_is_named_with_the_value() {
    on_every_database(async |database| {
        create_tables(database, &[&RULES]).await.unwrap();
        run(database, "DROP TABLE rules").await;
        let table = crate::schema::table::tables(&[&RULES]);
        let sql = crate::schema::definition::create(&table[0], database.backend()).join(";");
        run(database, &sql.replace("('draft', 'it''s')", "('draft')")).await;
        run(database, "INSERT INTO rules (title, views, weight, price) VALUES ('one', 1, 1, 1.5), ('two', 2, 1, 1.5)").await;
        run(database, "DELETE FROM rules WHERE title = 'two'").await;
        let (found, left) = mended(database, &[&RULES]).await;
        let problem = "the check `ck_rules_status_choice` refuses 'it's', which `Rule.status` may be: a write of it is answered 422";
        assert_eq!(found.differences()[0].problem, problem);
        assert_eq!(found.differences()[0].column.as_deref(), Some("status"));
        assert!(found.allows_start() && left.is_empty());
        run(database, "INSERT INTO rules (title, weight, price, status) VALUES ('x', 1, 1.5, 'it''s')").await;
        assert_eq!(number(database, "SELECT max(id) FROM rules").await, 3, "a key is given once");
        assert_eq!(number(database, "SELECT count(*) FROM rules").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_check_of_somebody_elses_stays() {
    on_every_database(async |database| {
        create_tables(database, &[&RULES]).await.unwrap();
        let table = crate::schema::table::tables(&[&RULES]);
        let sql = crate::schema::definition::create(&table[0], database.backend()).join(";");
        run(database, "DROP TABLE rules").await;
        run(database, &sql.replacen("\n)", ",\n CONSTRAINT mine CHECK (status = 'draft')\n)", 1)).await;
        let (found, left) = mended(database, &[&RULES]).await;
        assert_eq!(found, left);
        assert_eq!(kinds(&found), [Differs::NarrowCheck]);
        let text = found.to_string();
        assert!(text.contains("the check `mine` refuses 'it's'"), "{text}");
        assert!(text.lines().all(|line| line.is_empty() || line.starts_with("--")), "{text}");
    })
    .await;
}

#[tokio::test]
async fn a_view_is_left_alone() {
    on_every_database(async |database| {
        run(database, "CREATE TABLE kept (id text); CREATE VIEW rules AS SELECT id, id AS title FROM kept").await;
        let found = diff(database, &[&RULES]).await.unwrap();
        assert!(found.sql().is_empty() && !found.allows_start(), "{found}");
        assert!(found.to_string().contains("it is no table, so what it shows has to be changed"));
    })
    .await;
}

#[tokio::test]
async fn a_name_in_the_database_cannot_leave_the_comment() {
    on_every_database(async |database| {
        create_tables(database, &[&POSTS]).await.unwrap();
        run(database, "CREATE TABLE kept (id bigint)").await;
        let evil = "ALTER TABLE posts ADD COLUMN \"x\nDROP TABLE kept\" text";
        database.connection().execute_unprepared(evil).await.unwrap();
        mended(database, &[&POSTS]).await;
        assert_eq!(number(database, "SELECT count(*) FROM kept").await, 0);
    })
    .await;
}

//! The law: what a difference prints is SQL that makes it empty, whatever differed, and the rows that were there stay.

use std::fmt::Write;

use sea_orm::ConnectionTrait;

use super::POSTS;
use crate::{
    database::{
        Backend, Database,
        testing::{number, on_every_database, resource, run},
    },
    descriptor::{Check, Descriptor, Field, Flags, Validation},
    schema::{SchemaDiff, SchemaDifferenceKind as Differs, check_tables, create_tables, diff},
};

/// Runs the whole report, comments among it.
async fn pipe(database: &Database, diff: &SchemaDiff) {
    let report = diff.to_string();
    let done = database.connection().execute_unprepared(&report).await;
    done.unwrap_or_else(|error| panic!("{error}\n{report}"));
}

/// What only people can decide is left, and nothing else.
async fn mended(database: &Database, resources: &[&'static Descriptor]) -> (SchemaDiff, SchemaDiff) {
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

const AT_MOST_20: &[Validation] = &[Validation::new(Check::Length { min: Some(1), max: Some(20), equal: None })];
static RULE: [Field; 8] = [
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<String>("title").validations(AT_MOST_20).flags(Flags::UNIQUE),
    Field { kind: crate::descriptor::Kind::Choice(&["draft", "it's"]), ..Field::new::<String>("status") }
        .default(|| "draft".into(), true),
    Field::new::<i32>("views").default(|| (-1).into(), true).flags(Flags::INDEX),
    Field::new::<u32>("weight"),
    Field::new::<rust_decimal::Decimal>("price").decimal(10, 2),
    Field::new::<Option<f64>>("ratio"),
    Field::new::<Option<chrono::DateTime<chrono::Utc>>>("at"),
];
static RULES: Descriptor = Descriptor {
    uniques: &[&[2, 3]],
    indexes: &[&[7, 3]],
    sort: &[crate::descriptor::SortTerm { field: 7, descending: true }],
    ..resource("Rule", "rules", &RULE)
};

/// How a column could be in a table that exists: on SQLite, on PostgreSQL.
type Variants = (&'static str, &'static [&'static str], &'static [&'static str]);
const COLUMNS: &[Variants] = &[
    (
        "id",
        &["id INTEGER PRIMARY KEY", "id bigint NOT NULL PRIMARY KEY", "id integer NOT NULL", "id text NOT NULL"],
        &["id bigserial PRIMARY KEY", "id bigint NOT NULL PRIMARY KEY", "id integer NOT NULL", "id numeric NOT NULL"],
    ),
    (
        "title",
        &[
            "title varchar(20) NOT NULL CHECK (length(title) < 21)",
            "title text NOT NULL UNIQUE",
            "title text",
            "title text COLLATE NOCASE NOT NULL CONSTRAINT ck_rules_title_length CHECK (length(title) <= 9)",
            "title integer NOT NULL",
            "",
        ],
        &[
            "title varchar(20) NOT NULL",
            "title text NOT NULL UNIQUE",
            "title varchar(9)",
            "title varchar(99) NOT NULL",
            "title integer NOT NULL",
            "title text NOT NULL CHECK (char_length(title) < 21)",
            "",
        ],
    ),
    (
        "status",
        &[
            "status text NOT NULL DEFAULT 'draft' CHECK (status = 'draft' OR 'it''s' = status)",
            "status text NOT NULL DEFAULT ('draft')",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft'))",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft', 'it''s', 'gone'))",
            "status text DEFAULT 'gone'",
            "",
        ],
        &[
            "status text NOT NULL DEFAULT 'draft' CHECK (status = 'draft' OR 'it''s' = status)",
            "status varchar(5) NOT NULL DEFAULT 'draft'",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft'))",
            "status text NOT NULL CONSTRAINT ck_rules_status_choice CHECK (status IN ('draft', 'it''s', 'gone'))",
            "status varchar(3) DEFAULT lower('GONE')",
            "",
        ],
    ),
    (
        "views",
        &[
            "views integer NOT NULL DEFAULT -1",
            "views int NOT NULL DEFAULT (-1)",
            "views int DEFAULT 0",
            "views text",
            "",
        ],
        &[
            "views integer NOT NULL DEFAULT -1",
            "views smallint NOT NULL DEFAULT (-1)",
            "views int DEFAULT 0",
            "views text",
            "",
        ],
    ),
    (
        "weight",
        &["weight integer NOT NULL CHECK (weight >= 0 AND weight < 4294967296)", "weight int NOT NULL", ""],
        &[
            "weight bigint NOT NULL CHECK (weight >= 0 AND weight < 4294967296)",
            "weight int NOT NULL",
            "weight bigint",
            "",
        ],
    ),
    (
        "price",
        &["price real NOT NULL", "price decimal CHECK (abs(price) < 100000000)", ""],
        &[
            "price numeric(10, 2) NOT NULL",
            "price numeric(8, 1) NOT NULL",
            "price numeric(4) NOT NULL",
            "price numeric",
            "",
        ],
    ),
    ("ratio", &["ratio real", "ratio real NOT NULL", "ratio blob", ""], &["ratio float8", "ratio real NOT NULL", ""]),
    ("at", &["at text", "at datetime NOT NULL", ""], &["at timestamptz", "at timestamp", "at text", ""]),
];
const FURTHER: &[&str] = &[
    "",
    "",
    "more text",
    "owner text NOT NULL",
    "\"a\n\"\"b\" text NOT NULL DEFAULT 'x;y'",
    "twice bigint GENERATED ALWAYS AS (2 * 3) STORED",
    "parent bigint REFERENCES parents (id) ON DELETE CASCADE",
    "CONSTRAINT own CHECK (1 = 1)",
];
const AFTERWARDS: &[&str] = &[
    "",
    "CREATE INDEX ix_rules_views ON rules (views)",
    "CREATE INDEX ix_rules_views ON rules (views) WHERE views > 3",
    "CREATE INDEX other ON rules (at DESC, id DESC)",
    "CREATE INDEX other ON rules (at, views, weight)",
    "CREATE UNIQUE INDEX uq_rules_title ON rules (title)",
    "CREATE VIEW seen AS SELECT 1 AS one",
];

/// A generator of Marsaglia's, so that the tables are the same each time.
struct Chooser(u64);

impl Chooser {
    fn choose<T: Copy>(&mut self, among: &[T]) -> T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        among[usize::try_from(self.0 % 1009).unwrap() % among.len()]
    }
}

fn some_table(chooser: &mut Chooser, backend: Backend) -> String {
    let mut columns: Vec<&str> = COLUMNS
        .iter()
        .map(|(_, sqlite, postgres)| chooser.choose(if backend == Backend::Sqlite { sqlite } else { postgres }))
        .collect();
    columns.push(chooser.choose(FURTHER));
    columns.retain(|clause| !clause.is_empty());
    // Constraints follow columns.
    columns.sort_by_key(|clause| clause.starts_with("CONSTRAINT"));
    format!("CREATE TABLE rules (\n  {}\n)", columns.join(",\n  "))
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

//! Comparing tables that exist.

use super::POSTS;
use crate::{
    database::{
        Backend, Database,
        testing::{on_every_database, resource, run},
    },
    descriptor::{Descriptor, Field, Flags, Operations},
    field_type::Json,
    schema::check_tables,
};

async fn refusal(database: &Database, resources: &[&'static Descriptor]) -> String {
    check_tables(database, resources).await.expect_err("it fits").to_string()
}

static NOTE: [Field; 4] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<String>("text"),
    Field::new::<Option<i64>>("rank"),
    Field::new::<bool>("done").column("is_done"),
];
static NOTES: Descriptor = resource("Note", "notes", &NOTE);
const FITTING: &str = "id bigint NOT NULL PRIMARY KEY, text text NOT NULL, rank bigint, is_done boolean NOT NULL";

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_with_table_and_column() {
    on_every_database(async |database| {
        run(
            database,
            "CREATE TABLE notes (id bigint NOT NULL PRIMARY KEY, text bigint NOT NULL, rank bigint NOT NULL, owner text NOT NULL)",
        )
        .await;
        let text = refusal(database, &[&NOTES, &POSTS]).await;
        for part in [
            "table `notes`, column `text`: it is `bigint`, where `Note.text` needs `text",
            "table `notes`, column `rank`: it may not be null, where `Note.rank` may",
            "table `notes`, column `is_done`: there is no such column, which `Note.done` needs",
            "ALTER TABLE \"notes\" ADD COLUMN \"is_done\" bool",
            "table `notes`, column `owner`: it may not be null and has no default, and `Note` does not fill it",
            "table `posts`: there is no such table, which `Post` needs; `App::create_tables()` makes it, or",
            "CREATE TABLE \"posts\" (",
            "CREATE INDEX \"ix_posts_author_id\"",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_does_no_harm_is_no_refusal() {
    on_every_database(async |database| {
        run(
            database,
            // Nullable where the field is not, further columns: all only to be known.
            "CREATE TABLE notes (id bigint UNIQUE, text text, rank bigint, is_done boolean, more text, most text NOT NULL DEFAULT '')",
        )
        .await;
        check_tables(database, &[&NOTES]).await.unwrap();
    })
    .await;
}

static BY_TEXT: Descriptor = Descriptor { key: &[1], ..resource("ByText", "notes", &NOTE) };

/// A change of one row would change all that have the key.
#[tokio::test]
async fn a_key_by_which_rows_change_has_to_be_unique() {
    static READING: Descriptor = Descriptor { operations: Operations(Operations::LIST | Operations::GET), ..BY_TEXT };
    let told = "table `notes`: nothing keeps \"text\" unique, the key by which `ByText` changes or deletes a row";
    on_every_database(async |database| {
        run(database, &format!("CREATE TABLE notes ({FITTING})")).await;
        for resources in [&[&BY_TEXT][..], &[&NOTES, &BY_TEXT], &[&BY_TEXT, &NOTES]] {
            let text = refusal(database, resources).await;
            assert!(text.contains(told) && !text.contains("\"id\""), "{text}");
        }
        check_tables(database, &[&NOTES, &READING]).await.expect("what only reads may have any");
        let text = refusal(database, &[&NOTES, &BY_TEXT]).await;
        super::mending::mend(database, &text).await;
        check_tables(database, &[&NOTES, &BY_TEXT]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_key_of_which_a_part_is_unique_is_unique() {
    static PAIR: Descriptor = Descriptor { key: &[0, 1], ..resource("Pair", "notes", &NOTE) };
    on_every_database(async |database| {
        run(database, &format!("CREATE TABLE notes ({FITTING})")).await;
        check_tables(database, &[&PAIR]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_read_only_resource_need_not_fill_what_it_does_not_have() {
    static READING: Descriptor = Descriptor {
        operations: Operations(Operations::LIST | Operations::GET),
        ..resource("Reading", "notes", &NOTE)
    };
    on_every_database(async |database| {
        run(database, &format!("CREATE TABLE notes ({FITTING}, owner text NOT NULL)")).await;
        check_tables(database, &[&READING]).await.unwrap();
        assert!(check_tables(database, &[&NOTES]).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_key_that_the_database_does_not_make_is_refused() {
    static FIELDS: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO)];
    static COUNTERS: Descriptor = resource("Counter", "counters", &FIELDS);
    on_every_database(async |database| {
        run(database, "CREATE TABLE counters (id bigint NOT NULL PRIMARY KEY)").await;
        let text = refusal(database, &[&COUNTERS]).await;
        assert!(text.contains("`Counter.id` leaves it to the database to make the key, which it does not"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn tables_of_other_tools_fit() {
    static FIELDS: [Field; 10] = [
        Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
        Field::new::<String>("title").column("Title"),
        Field::new::<i32>("count"),
        Field::new::<bool>("flag"),
        Field::new::<f64>("ratio"),
        Field::new::<rust_decimal::Decimal>("price"),
        Field::new::<chrono::DateTime<chrono::Utc>>("at"),
        Field::new::<chrono::NaiveDate>("day"),
        Field::new::<Json>("data"),
        Field::new::<Vec<u8>>("raw"),
    ];
    static ITEMS: Descriptor = resource("Item", "Items", &FIELDS);
    on_every_database(async |database| {
        let table = match database.backend() {
            // Django's.
            Backend::Sqlite => {
                "CREATE TABLE \"Items\" (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, Title varchar(9) NOT NULL, \
                 count smallint NOT NULL, flag bool NOT NULL, ratio real NOT NULL, price decimal NOT NULL, \
                 at datetime NOT NULL, day date NOT NULL, data text NOT NULL, raw BLOB NOT NULL)"
            }
            Backend::Postgres => {
                "CREATE DOMAIN \"Label\" AS varchar(9); \
                 CREATE TABLE \"Items\" (id serial PRIMARY KEY, \"Title\" \"Label\" NOT NULL, count smallint NOT NULL, \
                 flag bool NOT NULL, ratio real NOT NULL, price numeric NOT NULL, at timestamp NOT NULL, day date NOT NULL, \
                 data json NOT NULL, raw bytea NOT NULL)"
            }
        };
        run(database, table).await;
        check_tables(database, &[&ITEMS]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_view_can_be_read_from() {
    on_every_database(async |database| {
        run(database, &format!("CREATE TABLE stored ({FITTING}); CREATE VIEW notes AS SELECT * FROM stored")).await;
        check_tables(database, &[&NOTES]).await.unwrap();
        static COUNTED: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO)];
        static COUNTING: Descriptor = Descriptor {
            operations: Operations(Operations::LIST | Operations::GET),
            ..resource("Counting", "notes", &COUNTED)
        };
        check_tables(database, &[&COUNTING]).await.expect("nobody inserts into it");
    })
    .await;
}

#[tokio::test]
async fn many_tables_are_read_in_one_go() {
    let fields: &'static [Field] = Box::leak(Box::new([Field::new::<i64>("id").flags(Flags::KEY)]));
    let resources: Vec<&'static Descriptor> = (0..600)
        .map(|number| {
            let table: &'static str = Box::leak(format!("t{number}").into_boxed_str());
            &*Box::leak(Box::new(resource("Many", table, fields)))
        })
        .collect();
    on_every_database(async |database| {
        run(database, "CREATE TABLE t599 (id bigint NOT NULL PRIMARY KEY)").await;
        let text = refusal(database, &resources).await;
        assert!(text.contains("table `t0`: ") && text.contains("table `t598`: ") && !text.contains("t599"));
    })
    .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn an_enum_of_postgres_is_refused_with_a_way_out() {
    static FIELDS: [Field; 2] = [
        Field::new::<i64>("id").flags(Flags::KEY),
        Field { kind: crate::descriptor::Kind::Choice(&["sad", "happy"]), ..Field::new::<String>("mood") },
    ];
    static PEOPLE: Descriptor = resource("Person", "people", &FIELDS);
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            run(
                &database,
                "CREATE TYPE mood AS ENUM ('sad', 'happy'); \
                 CREATE TABLE people (id bigint NOT NULL PRIMARY KEY, mood mood NOT NULL); INSERT INTO people VALUES (1, 'sad')",
            )
            .await;
            let text = refusal(&database, &[&PEOPLE]).await;
            assert!(text.contains("it is `mood`, where `Person.mood` needs `varchar(32)"), "{text}");
            super::mending::mend(&database, &text).await;
            check_tables(&database, &[&PEOPLE]).await.unwrap();
            database.close().await;
        })
        .await;
}

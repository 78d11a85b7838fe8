//! What a client is told of each fault.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::{
    Error,
    database::{
        Backend, Database, Statement,
        testing::{number, on_every_database, resource, run},
    },
    descriptor::{Check, Descriptor, Field, Flags, Kind, SortTerm, Validation},
    schema::{check_tables, create_tables},
};

const AT_MOST_5: &[Validation] = &[Validation::new(Check::Length { min: None, max: Some(5), equal: None })];

static FIELDS: [Field; 10] = [
    Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
    Field::new::<String>("title").column("the_title").wire("theTitle").flags(Flags::UNIQUE).validations(AT_MOST_5),
    Field::new::<i64>("author_id"),
    Field::new::<String>("slug").flags(Flags::READ_ONLY),
    Field::new::<Option<String>>("token").flags(Flags::HIDDEN | Flags::UNIQUE),
    Field { kind: Kind::Choice(&["draft", "published"]), ..Field::new::<String>("status") }
        .default(|| "draft".into(), true),
    Field::new::<u32>("views").default(|| 0_i64.into(), true),
    Field::new::<Option<i16>>("small"),
    Field::new::<Option<Decimal>>("price"),
    Field::new::<Option<DateTime<Utc>>>("published_at"),
];
static POSTS: Descriptor = Descriptor {
    uniques: &[&[2, 3]],
    indexes: &[&[5, 2]],
    sort: &[SortTerm { field: 9, descending: true }],
    ..resource("Post", "posts", &FIELDS)
};

const FIRST: &str = "INSERT INTO posts (the_title, author_id, slug, token) VALUES ('a', 1, 's', 't')";

async fn failure(database: &Database, sql: &str) -> Error {
    database.writer().execute(Statement::plain(sql)).await.expect_err(sql).into_error(&POSTS)
}

/// Status, code, and the pointers with their codes.
fn summary(error: &Error) -> String {
    let violations = error.violations().iter().map(|violation| {
        let crate::error::Place::Pointer(pointer) = violation.place() else { panic!() };
        format!(" {pointer}={}", violation.code())
    });
    format!("{} {}{}", error.status().as_u16(), error.code(), violations.collect::<String>())
}

async fn tables(database: &Database) {
    create_tables(database, &[&POSTS]).await.unwrap();
    check_tables(database, &[&POSTS]).await.unwrap();
    run(database, FIRST).await;
}

#[tokio::test]
async fn faults_point_at_their_fields() {
    on_every_database(async |database| {
        tables(database).await;
        for (columns, values, expected) in [
            ("the_title, author_id, slug", "'a', 2, 'x'", "409 not_unique /theTitle=not_unique"),
            ("the_title, author_id, slug", "'b', 1, 's'", "409 not_unique /author_id=not_unique /slug=not_unique"),
            ("id, the_title, author_id, slug", "1, 'b', 2, 's'", "409 not_unique /id=not_unique"),
            ("the_title, author_id, slug, token", "'b', 2, 's', 't'", "409 not_unique"),
            ("the_title, author_id, slug, status", "'b', 2, 's', 'gone'", "422 invalid /status=not_a_choice"),
            ("the_title, author_id, slug, views", "'b', 2, 's', -1", "422 invalid /views=too_large"),
            ("the_title, author_id, slug", "'toolong', 2, 's'", "422 invalid /theTitle=too_long"),
            ("the_title, author_id, slug", "NULL, 2, 's'", "422 invalid /theTitle=null_not_allowed"),
            ("the_title, author_id, slug", "'b', 2, NULL", "500 internal"),
        ] {
            let error = failure(database, &format!("INSERT INTO posts ({columns}) VALUES ({values})")).await;
            assert_eq!(summary(&error), expected, "{columns} = {values}");
            assert!(error.database_cause().is_some(), "the log has the cause");
        }
        let too_large = match database.backend() {
            Backend::Sqlite => ["422 invalid /small=too_large", "422 invalid /price=too_large"],
            // PostgreSQL does not say which column.
            Backend::Postgres => ["422 invalid =too_large", "422 invalid =too_large"],
        };
        for (assignment, expected) in ["small = 40000", "price = 1000000000000000"].into_iter().zip(too_large) {
            let error = failure(database, &format!("UPDATE posts SET {assignment}")).await;
            assert_eq!(summary(&error), expected, "{assignment}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_of_the_database_nor_of_the_row_is_in_an_answer() {
    on_every_database(async |database| {
        tables(database).await;
        for sql in [
            "INSERT INTO posts (the_title, author_id, slug) VALUES ('a', 777, 'x')",
            "INSERT INTO posts (the_title, author_id, slug, status) VALUES ('b', 777, 'x', 'gone')",
            "SELECT missing FROM posts",
        ] {
            let error = failure(database, sql).await;
            let body = String::from_utf8(crate::error::problem_body(&error, None)).unwrap();
            for leak in ["777", "gone", "posts", "the_title", "missing", "SQL", "constraint"] {
                assert!(!body.contains(leak), "{leak} in {body}");
            }
            let logged = format!("{error:?}");
            assert!(!logged.contains("777"), "{logged}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_foreign_key_means_absent_or_in_use() {
    static BOOKS: Descriptor = resource("Book", "books", &BOOK);
    static BOOK: [Field; 3] = [
        Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
        Field::new::<Option<i64>>("writer").column("writer_id"),
        Field::new::<Option<i64>>("sequel_to"),
    ];
    static WRITERS: Descriptor = resource("Writer", "writers", &WRITER);
    static WRITER: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
    for (reference, sequel, expected) in [
        // By a name that PostgreSQL makes up; SQLite has one key and so knows which.
        ("REFERENCES writers (id)", "", ["422 invalid /writer=not_found"; 2]),
        // By a name that nobody could guess.
        ("CONSTRAINT strange REFERENCES writers (id)", "", ["422 invalid /writer=not_found"; 2]),
        // Two: SQLite does not say which.
        (
            "REFERENCES writers (id)",
            "REFERENCES books (id)",
            ["422 invalid =not_found", "422 invalid /writer=not_found"],
        ),
    ] {
        on_every_database(async |database| {
            let postgres = database.backend() == Backend::Postgres;
            let identity = if postgres { "bigint GENERATED ALWAYS AS IDENTITY" } else { "INTEGER" };
            let tables = format!(
                "CREATE TABLE writers (id bigint NOT NULL PRIMARY KEY); INSERT INTO writers VALUES (1); \
                 CREATE TABLE books (id {identity} PRIMARY KEY, writer_id bigint {reference}, sequel_to bigint {sequel}); \
                 INSERT INTO books (writer_id) VALUES (1)"
            );
            run(database, &tables).await;
            check_tables(database, &[&BOOKS, &WRITERS]).await.unwrap();
            let fault = async |sql: &str| database.writer().execute(Statement::plain(sql)).await.unwrap_err();
            let error = fault("INSERT INTO books (writer_id) VALUES (9)").await.into_error(&BOOKS);
            assert_eq!(summary(&error), expected[usize::from(postgres)]);
            let error = fault("DELETE FROM writers").await.into_error_of_delete(&WRITERS);
            assert_eq!(summary(&error), "409 in_use");
        })
        .await;
    }
}

#[tokio::test]
async fn a_self_reference_is_told_by_what_was_done() {
    static FOLDERS: Descriptor = resource("Folder", "folders", &FOLDER);
    static FOLDER: [Field; 2] = [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<Option<i64>>("parent_id")];
    on_every_database(async |database| {
        run(
            database,
            "CREATE TABLE folders (id bigint NOT NULL PRIMARY KEY, parent_id bigint REFERENCES folders (id)); \
             INSERT INTO folders VALUES (1, NULL), (2, 1)",
        )
        .await;
        check_tables(database, &[&FOLDERS]).await.unwrap();
        let fault = async |sql: &str| database.writer().execute(Statement::plain(sql)).await.unwrap_err();
        let error = fault("UPDATE folders SET parent_id = 9 WHERE id = 2").await.into_error(&FOLDERS);
        assert_eq!(summary(&error), "422 invalid /parent_id=not_found");
        let error = fault("DELETE FROM folders WHERE id = 1").await.into_error_of_delete(&FOLDERS);
        assert_eq!(summary(&error), "409 in_use");
    })
    .await;
}

#[tokio::test]
async fn a_table_that_exists_has_names_of_its_own() {
    static NOTES: Descriptor = Descriptor { uniques: &[&[1, 2]], ..resource("Note", "notes", &NOTE) };
    static NOTE: [Field; 3] =
        [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<String>("a"), Field::new::<i64>("b")];
    on_every_database(async |database| {
        run(
            database,
            "CREATE TABLE notes (id bigint NOT NULL PRIMARY KEY, a varchar(9) NOT NULL, b bigint NOT NULL CHECK (b < 100)); \
             CREATE UNIQUE INDEX mine ON notes (a, b); INSERT INTO notes VALUES (1, 'x', 1)",
        )
        .await;
        check_tables(database, &[&NOTES]).await.unwrap();
        for (values, expected) in [
            ("2, 'x', 1", "409 not_unique /a=not_unique /b=not_unique"),
            ("1, 'y', 1", "409 not_unique /id=not_unique"),
        ] {
            let sql = format!("INSERT INTO notes VALUES ({values})");
            let error = database.writer().execute(Statement::plain(sql)).await.unwrap_err().into_error(&NOTES);
            assert_eq!(summary(&error), expected, "{values}");
        }
        let sql = "INSERT INTO notes VALUES (2, 'y', 100)";
        let error = database.writer().execute(Statement::plain(sql)).await.unwrap_err().into_error(&NOTES);
        let expected = match database.backend() {
            // It gives the expression in place of a name.
            Backend::Sqlite => "422 invalid =invalid",
            Backend::Postgres => "422 invalid /b=invalid",
        };
        assert_eq!(summary(&error), expected);
        assert_eq!(number(database, "SELECT count(*) FROM notes").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_hooks_own_table_is_not_taken_for_the_resources() {
    on_every_database(async |database| {
        tables(database).await;
        run(database, "CREATE TABLE audit (slug text CONSTRAINT uq_audit_slug UNIQUE); INSERT INTO audit VALUES ('x')")
            .await;
        let error = failure(database, "INSERT INTO audit VALUES ('x')").await;
        assert_eq!(summary(&error), "409 not_unique");
    })
    .await;
}

#[tokio::test]
async fn an_unavailable_database_says_when_to_come_back() {
    use axum::response::IntoResponse;
    on_every_database(async |database| {
        let other = database.clone();
        other.close().await;
        let error = failure(database, "SELECT 1").await;
        assert_eq!(summary(&error), "503 unavailable");
        let response = error.into_response();
        assert_eq!(response.headers()["retry-after"], "1");
    })
    .await;
}

/// A hook's statement broke it, and no field of the resource's is to blame.
#[tokio::test]
async fn a_fault_of_another_table_names_no_field() {
    on_every_database(async |database| {
        tables(database).await;
        run(
            database,
            "CREATE TABLE lines (the_title text NOT NULL, author_id bigint NOT NULL, slug text, \
             UNIQUE (author_id, slug)); \
             INSERT INTO lines VALUES ('a', 1, 's')",
        )
        .await;
        for (values, expected) in [("NULL, 2, 'x'", "500 internal"), ("'b', 1, 's'", "409 not_unique")] {
            let error = failure(database, &format!("INSERT INTO lines VALUES ({values})")).await;
            assert_eq!(summary(&error), expected, "{values}");
        }
        if database.backend() == Backend::Postgres {
            run(database, "CREATE TABLE parts (line_id bigint REFERENCES posts (id))").await;
            let error = failure(database, "INSERT INTO parts VALUES (99)").await;
            assert_eq!(summary(&error), "422 invalid =not_found");
        }
    })
    .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_text_beyond_its_index_is_told_where_the_index_is_known() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            tables(&database).await;
            run(&database, "ALTER TABLE posts ALTER slug TYPE text, ALTER the_title TYPE text").await;
            for (hashes, expected) in [(100, "422 invalid /theTitle=too_long"), (1000, "422 invalid =too_long")] {
                let text = format!("(SELECT string_agg(md5(n::text), '') FROM generate_series(1, {hashes}) n)");
                let insert = format!("INSERT INTO posts (the_title, author_id, slug) VALUES ({text}, 7, 'x')");
                assert_eq!(summary(&failure(&database, &insert).await), expected, "{hashes}");
            }
            database.close().await;
        })
        .await;
}

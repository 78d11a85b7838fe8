//! Lists have texts by code point, and the indexes serve them whatever the columns' own collations are.

use crate::{
    database::{
        Backend, Database, Execute, Statement,
        testing::{on_every_database, resource, run},
    },
    descriptor::{Descriptor, Field, Flags, Kind, RelationKind, SortTerm},
    schema::{
        create_tables, diff,
        testing::{pair, relation},
        tests::difference::mended,
    },
};

static PLAIN: [Field; 3] = [
    Field::new::<String>("slug").flags(Flags::KEY),
    Field::new::<String>("title"),
    Field::new::<String>("tag").flags(Flags::INDEX),
];
static TYPED: [Field; 3] = [
    Field::new::<String>("slug").flags(Flags::KEY).column_type("text"),
    Field::new::<String>("title").column_type("text"),
    Field::new::<String>("tag").flags(Flags::INDEX).column_type("text"),
];
static BY_KEY: Descriptor = resource("ByKey", "texts", &PLAIN);
static BY_TITLE: Descriptor = Descriptor { sort: &[SortTerm { field: 1, descending: true }], ..BY_KEY };
static TYPED_BY_KEY: Descriptor = resource("ByKey", "texts", &TYPED);
static TYPED_BY_TITLE: Descriptor = Descriptor { sort: &[SortTerm { field: 1, descending: true }], ..TYPED_BY_KEY };

/// How the statement is run where a sort and a scan cost more than anything.
async fn plan(database: &Database, sql: &str) -> String {
    let transaction = database.begin().await.unwrap();
    let (explain, column) = match database.backend() {
        Backend::Sqlite => ("EXPLAIN QUERY PLAN", 3),
        Backend::Postgres => ("EXPLAIN", 0),
    };
    if database.backend() == Backend::Postgres {
        for way in ["seqscan", "sort", "bitmapscan"] {
            transaction.query(Statement::plain(format!("SET LOCAL enable_{way} = off"))).await.unwrap();
        }
    }
    let rows = transaction.query(Statement::plain(format!("{explain} {sql}"))).await.unwrap();
    let lines = (0..rows.len()).map(|row| match rows.value(row, column, Kind::String).unwrap() {
        sea_orm::Value::String(Some(line)) => line,
        other => panic!("{other:?}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

async fn is_served(database: &Database) {
    let (order, equal) = match database.backend() {
        Backend::Sqlite => ("COLLATE BINARY", "COLLATE BINARY"),
        Backend::Postgres => ("COLLATE \"C\"", ""),
    };
    for sql in [
        format!("SELECT * FROM texts ORDER BY slug {order} LIMIT 5"),
        format!("SELECT * FROM texts WHERE slug {order} > 'a' ORDER BY slug {order} LIMIT 5"),
        format!("SELECT * FROM texts ORDER BY title {order} DESC, slug {order} DESC LIMIT 5"),
        format!("SELECT * FROM texts WHERE tag {equal} = 'a'"),
        format!("SELECT * FROM texts WHERE slug {equal} = 'a'"),
    ] {
        let plan = plan(database, &sql).await;
        let scans = ["Sort", "Seq Scan", "TEMP B-TREE"];
        // A condition that the index only filters by is none of its own.
        let is_asked = sql.contains("WHERE") && !plan.contains("Index Cond") && !plan.contains("SEARCH");
        assert!(plan.to_uppercase().contains("INDEX") && !is_asked, "{sql}\n{plan}");
        assert!(scans.iter().all(|scan| !plan.contains(scan)), "{sql}\n{plan}");
    }
}

#[tokio::test]
async fn tables_of_our_own_serve_lists_and_equal_values() {
    for resources in [[&BY_KEY, &BY_TITLE], [&TYPED_BY_KEY, &TYPED_BY_TITLE]] {
        on_every_database(async |database| {
            create_tables(database, &resources).await.unwrap();
            is_served(database).await;
            let found = diff(database, &resources).await.unwrap();
            assert!(found.is_empty(), "{found}");
        })
        .await;
    }
}

#[tokio::test]
async fn tables_of_other_collations_are_told_which_indexes_they_lack() {
    on_every_database(async |database| {
        let other = if database.backend() == Backend::Sqlite { "NOCASE" } else { "\"und-x-icu\"" };
        let column = format!("text COLLATE {other} NOT NULL");
        run(database, &format!("CREATE TABLE texts (slug {column} PRIMARY KEY, title {column}, tag {column})")).await;
        run(database, "CREATE INDEX ix_texts_tag ON texts (tag); CREATE INDEX own ON texts (title DESC, slug DESC)")
            .await;
        let (found, left) = mended(database, &[&BY_KEY, &BY_TITLE]).await;
        let indexes: Vec<_> = found.sql().into_iter().filter_map(|sql| sql.split_once(" ON ")).collect();
        assert!(left.is_empty(), "{left}");
        let expected: &[_] = match database.backend() {
            Backend::Sqlite => &[
                (r#"CREATE INDEX "ix_texts_tag""#, r#""texts" ("tag" COLLATE BINARY)"#),
                (r#"CREATE INDEX "ix_texts_slug""#, r#""texts" ("slug" COLLATE BINARY)"#),
                (
                    r#"CREATE INDEX "ix_texts_title_desc_slug_desc""#,
                    r#""texts" ("title" COLLATE BINARY DESC, "slug" COLLATE BINARY DESC)"#,
                ),
            ],
            // The one on `tag` is for values that are equal.
            Backend::Postgres => &[
                (r#"CREATE INDEX "ix_texts_slug""#, r#""texts" ("slug" COLLATE "C")"#),
                (
                    r#"CREATE INDEX "ix_texts_title_desc_slug_desc""#,
                    r#""texts" ("title" COLLATE "C" DESC, "slug" COLLATE "C" DESC)"#,
                ),
            ],
        };
        assert_eq!(indexes, expected, "{found}");
        is_served(database).await;
    })
    .await;
}

/// The children of a parent are those that equal it, and then in the order of lists.
#[tokio::test]
async fn an_index_of_children_has_both_orders() {
    static WRITER: [Field; 1] = [Field::new::<String>("name").flags(Flags::KEY)];
    static WRITERS: Descriptor = Descriptor {
        relations: &[relation("books", RelationKind::HasMany, || &BOOKS, &[pair(0, 1)])],
        ..resource("Writer", "writers", &WRITER)
    };
    static BOOK: [Field; 3] =
        [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<String>("writer"), Field::new::<String>("title")];
    static BOOKS: Descriptor = Descriptor {
        sort: &[SortTerm { field: 2, descending: false }],
        relations: &[relation("writer", RelationKind::BelongsTo, || &WRITERS, &[pair(1, 0)])],
        ..resource("Book", "books", &BOOK)
    };
    on_every_database(async |database| {
        let (other, columns) = match database.backend() {
            Backend::Sqlite => ("NOCASE", r#"("writer" COLLATE BINARY, "title" COLLATE BINARY, "id")"#),
            Backend::Postgres => ("\"und-x-icu\"", r#"("writer", "title" COLLATE "C", "id")"#),
        };
        let column = format!("text COLLATE {other} NOT NULL");
        let books = format!("CREATE TABLE books (id bigint PRIMARY KEY, writer {column}, title {column})");
        run(database, &format!("CREATE TABLE writers (name {column} PRIMARY KEY); {books}")).await;
        let (found, left) = mended(database, &[&BOOKS]).await;
        let index = format!(r#"CREATE INDEX "ix_books_writer_title_id" ON "books" {columns}"#);
        assert!(found.sql().contains(&index.as_str()) && left.is_empty(), "{found}\n{left}");
    })
    .await;
}

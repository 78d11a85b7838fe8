//! Tables of SQLite that are made anew.

use rusqlite::Connection;

use super::POSTS;
use crate::{
    database::{Database, testing::Place},
    schema::{SchemaDiff, diff},
};

const OLD: &str = "
    CREATE TABLE authors (id INTEGER PRIMARY KEY);
    INSERT INTO authors VALUES (1), (2);
    CREATE TABLE codes (code int UNIQUE);
    CREATE TABLE [Posts before] (id); CREATE VIEW [posts before 2] AS SELECT 1;
    CREATE TABLE posts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title text, slug text COLLATE NOCASE NOT NULL, status text NOT NULL CHECK (status <> 'never' -- not (
), views text NOT NULL,
        author_id bigint NOT NULL REFERENCES authors (id) ON DELETE CASCADE, published_at text, token blob NOT NULL,
        note text NOT NULL DEFAULT 'none' UNIQUE COLLATE NOCASE, /* ' */
        code int REFERENCES codes (code) DEFERRABLE INITIALLY DEFERRED,
        twice text GENERATED ALWAYS AS (slug || slug) VIRTUAL CHECK (twice <> 'xx' -- own
),
        CONSTRAINT apart CHECK (title <> slug)
    );
    CREATE TABLE log (text);
    CREATE INDEX own ON posts (slug COLLATE NOCASE) WHERE views > 3;
    CREATE TRIGGER told AFTER INSERT ON posts BEGIN INSERT INTO log VALUES (new.slug); END;
    CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id REFERENCES posts (id));
    CREATE TRIGGER counted AFTER INSERT ON comments BEGIN UPDATE posts SET views = views + 1 WHERE id = new.post_id; END;
    CREATE VIEW titles AS SELECT title FROM posts;
    INSERT INTO posts (title, slug, status, views, author_id, token, note)
        VALUES (NULL, 'one', 'draft', '7', 1, X'00', 'n'), ('Two', 'two', 'published', '8', 2, X'01', 'm'), ('', 'y', 'draft', 1, 1, X'02', 'o');
    DELETE FROM posts WHERE slug = 'y';
    INSERT INTO comments VALUES (1, 1);";

/// Like the command line, which goes on after a fault.
fn pipe_without_stopping(connection: &Connection, report: &str) -> usize {
    let statements: Vec<&str> = report.split(";\n").collect();
    statements.iter().filter(|sql| connection.execute_batch(sql).is_err()).count()
}

async fn over(old: &str, test: impl AsyncFnOnce(&Database, &Connection)) {
    Place::sqlite()
        .with(async |place| {
            let connection = Connection::open(place.file()).unwrap();
            connection.execute_batch(old).unwrap();
            let database = place.connect().await;
            test(&database, &connection).await;
            database.close().await;
        })
        .await;
}

fn text(connection: &Connection, sql: &str) -> String {
    connection.query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0)).map_or_else(
        |error| error.to_string(),
        |value| match value {
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        },
    )
}

async fn difference(database: &Database) -> SchemaDiff {
    diff(database, &[&POSTS]).await.unwrap()
}

#[tokio::test]
async fn everything_that_belongs_to_the_table_is_taken_along() {
    over(OLD, async |database, connection| {
        let report = difference(database).await.to_string();
        connection.execute_batch(&report).unwrap();
        let left = difference(database).await;
        assert!(left.sql().is_empty() && left.allows_start(), "{report}\n{left}");
        let one = "SELECT id || title || slug || views || typeof(views) || note || twice FROM posts WHERE id = 1";
        assert_eq!(text(connection, one), "1one8integernoneone");
        assert_eq!(text(connection, "SELECT count(*) || '' FROM titles"), "2");
        for (what, sql, fault) in [
            ("a check of its own", "UPDATE posts SET title = slug", "CHECK constraint failed: apart"),
            ("a check of a column", "UPDATE posts SET status = 'never'", "CHECK constraint failed"),
            ("a check of a generated column", "UPDATE posts SET slug = 'x' WHERE id = 1", "CHECK constraint failed: twice <> 'xx'"),
            ("a unique column", "UPDATE posts SET note = 'N'", "UNIQUE constraint failed: posts.note"),
            ("a column's collation", "UPDATE posts SET slug = 'ONE' WHERE id = 2", "UNIQUE constraint failed: posts.slug"),
            ("a new check", "UPDATE posts SET views = 99999999999", "CHECK constraint failed: ck_posts_views_range"),
            ("a foreign key", "UPDATE posts SET author_id = 9", "FOREIGN KEY constraint failed"),
            ("a foreign key of another table", "INSERT INTO comments VALUES (2, 99)", "FOREIGN KEY constraint failed"),
            ("a deferred foreign key", "BEGIN; UPDATE posts SET code = 5; COMMIT", "FOREIGN KEY constraint failed"),
        ] {
            let refused = connection.execute_batch(sql).expect_err(what).to_string();
            assert!(refused.contains(fault), "{what}: {refused}");
        }
        assert!(!connection.is_autocommit(), "the deferred one is looked at by the commit");
        connection.execute_batch("INSERT INTO codes VALUES (5); COMMIT").unwrap();
        connection
            .execute_batch("INSERT INTO posts (title, slug, author_id, token, note) VALUES ('New', 'new', 1, X'03', 'p'); INSERT INTO comments VALUES (3, 4)")
            .unwrap();
        assert_eq!(text(connection, "SELECT group_concat(text) FROM log"), "one,two,y,new", "the trigger is there");
        assert_eq!(text(connection, "SELECT id || ' ' || views FROM posts WHERE slug = 'new'"), "4 1");
        assert_eq!(text(connection, "SELECT sql FROM sqlite_schema WHERE name = 'own'"), "CREATE INDEX own ON posts (slug COLLATE NOCASE) WHERE views > 3");
        connection.execute_batch("DELETE FROM authors WHERE id = 2").unwrap();
        assert_eq!(text(connection, "SELECT count(*) || '' FROM posts"), "2", "with its action");
    })
    .await;
}

/// A row that the new rules refuse, and faults before the copy: after each the table is as it was.
#[tokio::test]
async fn a_fault_loses_nothing_even_where_nobody_stops_at_it() {
    let long = "UPDATE posts SET title = printf('%.300c', 'x') WHERE id = 2";
    let twice = "UPDATE posts SET slug = 'same'";
    for spoilt in [long, twice, "UPDATE posts SET status = 'unknown' WHERE id = 1"] {
        over(OLD, async |database, connection| {
            let report = difference(database).await.to_string();
            connection.execute_batch(spoilt).unwrap();
            let before = text(connection, "SELECT group_concat(sql) FROM sqlite_schema ORDER BY name");
            assert!(pipe_without_stopping(connection, &report) > 0, "{spoilt}");
            assert_eq!(text(connection, "SELECT count(*) || max(id) FROM posts"), "22", "{spoilt}\n{report}");
            let after = text(
                connection,
                "SELECT group_concat(sql) FROM sqlite_schema WHERE name NOT LIKE 'ix_posts_%' ORDER BY name",
            );
            assert_eq!(after, before, "{spoilt}");
        })
        .await;
    }
    over(OLD, async |database, connection| {
        let report = difference(database).await.to_string();
        for broken in [
            "CREATE TABLE \"posts\" (",
            "INSERT OR ROLLBACK INTO \"posts\" (",
            "ALTER TABLE \"posts\" RENAME",
            "BEGIN;",
        ] {
            assert!(report.contains(broken));
            let spoilt = report.replacen(broken, &format!("no {broken}"), 1);
            assert!(pipe_without_stopping(connection, &spoilt) > 0, "{broken}");
            assert_eq!(text(connection, "SELECT count(*) || '' FROM posts"), "2", "{broken}\n{spoilt}");
        }
    })
    .await;
}

/// What would be lost is told, and what needs no table made anew is printed all the same.
#[tokio::test]
async fn a_table_that_would_lose_something_is_left_to_people() {
    let rest = "title text, status text NOT NULL, views text NOT NULL, author_id bigint NOT NULL, published_at text";
    let id = "id INTEGER PRIMARY KEY";
    for (table, told) in [
        (format!("{id}, {rest}, slug text, token blob NOT NULL) STRICT"), "it is `STRICT`"),
        (format!("{id}, {rest}, slug text UNIQUE ON CONFLICT IGNORE, token blob NOT NULL)"), "it has an `ON CONFLICT`"),
        (format!("{id}, {rest}, slug text, token blob, UNIQUE (slug COLLATE NOCASE))"), "has a `COLLATE` of its own"),
        (format!("{id}, {rest}, slug text AS (title), token blob NOT NULL)"), "it makes \"slug\" of other columns"),
        (
            format!("number INTEGER PRIMARY KEY, id bigint, {rest}, slug text, token blob)"),
            "its primary key is (\"number\")",
        ),
    ] {
        let table = table.replace("bigint", "int");
        over(&format!("CREATE TABLE posts ({table}"), async |database, connection| {
            let found = difference(database).await;
            let report = found.to_string();
            assert!(report.contains(told), "{table}\n{report}");
            assert!(!report.contains("CREATE TABLE") && !found.sql().is_empty(), "{report}");
            connection.execute_batch(&report).unwrap();
            let left = difference(database).await;
            assert!(left.sql().is_empty() && left.differences().len() < found.differences().len(), "{left}");
        })
        .await;
    }
}

/// The rows of other tables mean the old key.
#[tokio::test]
async fn a_key_that_no_resource_has_is_not_taken_away() {
    use crate::{
        database::testing::resource,
        descriptor::{Descriptor, Field, Flags},
    };
    static FIELDS: [Field; 2] = [Field::new::<String>("slug").flags(Flags::KEY), Field::new::<Option<String>>("title")];
    static SLUGS: Descriptor = resource("Slug", "posts", &FIELDS);
    let old = "CREATE TABLE posts (id INTEGER PRIMARY KEY, slug text UNIQUE NOT NULL, title text NOT NULL);
        CREATE TABLE comments (post_id REFERENCES posts (id));
        INSERT INTO posts VALUES (1, 'one', 'One'); INSERT INTO comments VALUES (1)";
    over(old, async |database, connection| {
        let found = diff(database, &[&SLUGS]).await.unwrap();
        let report = found.to_string();
        assert!(found.sql().is_empty() && !found.allows_start(), "{report}");
        assert!(report.contains("its primary key is (\"id\"), which other tables may refer to"), "{report}");
        connection.execute_batch(&report).unwrap();
        connection.execute_batch("INSERT INTO comments VALUES (1)").unwrap();
    })
    .await;
}

/// A default that no field declares is left alone.
#[tokio::test]
async fn a_default_of_a_column_that_a_resource_has_stays() {
    over(
        &OLD.replace("slug text COLLATE NOCASE NOT NULL", "slug text NOT NULL DEFAULT (lower('S') -- so\n)"),
        async |database, connection| {
            connection.execute_batch(&difference(database).await.to_string()).unwrap();
            connection
                .execute_batch("INSERT INTO posts (title, author_id, token, note) VALUES ('New', 1, X'03', 'p')")
                .unwrap();
            assert_eq!(text(connection, "SELECT slug FROM posts WHERE title = 'New'"), "s");
        },
    )
    .await;
}

//! Relations of tables that were there before them.

use sea_orm::ConnectionTrait;

use super::{
    difference::mended,
    linked::{ENTRIES, PARENTS, PLACES_TABLE, POSTS, USERS, is_refused, keys},
};
use crate::{
    app::testing::logged,
    database::{
        Backend,
        testing::{number, on_every_database, run},
    },
    schema::{SchemaDiff, SchemaDifferenceKind as Differs, check_tables, create_tables, diff, look},
};

#[tokio::test]
async fn a_difference_warns_and_lets_the_application_start() {
    on_every_database(async |database| {
        create_tables(database, &[&USERS]).await.unwrap();
        let users = "author_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE, editor_id bigint";
        let id = if database.backend() == Backend::Sqlite { "INTEGER" } else { "bigserial" };
        run(database, "DROP TABLE taggings; DROP TABLE posts").await;
        run(
            database,
            &format!(
                "CREATE TABLE posts (id {id} PRIMARY KEY, {users}, original_id bigint REFERENCES posts ON DELETE RESTRICT, \
                 published_at {})",
                if database.backend() == Backend::Sqlite { "text" } else { "timestamptz" }
            ),
        )
        .await;
        create_tables(database, &[&POSTS]).await.unwrap();
        let (checked, log) = logged(check_tables(database, &[&POSTS])).await;
        checked.unwrap();
        let problem = "no foreign key keeps \"editor_id\" to rows of `users`, to which `Post.editor` belongs";
        let warnings: Vec<&str> = log.lines().filter(|line| line.contains("WARN")).collect();
        assert!(warnings.len() == 1 && warnings[0].contains(problem), "{log}");
        let found: SchemaDiff = diff(database, &[&POSTS]).await.unwrap();
        let key = found.differences().iter().find(|one| one.kind == Differs::ForeignKey).unwrap();
        assert_eq!(key.column.as_deref(), Some("editor_id"));
        let add = "ALTER TABLE \"posts\" ADD CONSTRAINT \"fk_posts_editor_id\" FOREIGN KEY (\"editor_id\") \
                   REFERENCES \"users\" (\"id\") ON DELETE SET NULL";
        let (sql, anew): (&[&str], _) = match database.backend() {
            Backend::Sqlite => (&[], true),
            Backend::Postgres => (&[add], false),
        };
        assert_eq!(key.sql, sql);
        assert_eq!(found.differences().iter().any(|one| one.kind == Differs::Rebuild), anew);
    })
    .await;
}

/// Rows that name nothing are not kept quiet about, and nothing is lost by the attempt.
#[tokio::test]
async fn rows_without_a_parent_stop_it() {
    on_every_database(async |database| {
        run(database, PARENTS).await;
        run(database, PLACES_TABLE).await;
        let id = if database.backend() == Backend::Sqlite { "INTEGER" } else { "bigserial" };
        run(
            database,
            &format!(
                "CREATE TABLE entries (id {id} PRIMARY KEY, owner_id bigint NOT NULL, shelf bigint, place bigint, \
                 parent_id bigint, note text); INSERT INTO entries (owner_id) VALUES (9)"
            ),
        )
        .await;
        let report = diff(database, &[&ENTRIES]).await.unwrap().to_string();
        // PostgreSQL takes what comes at once for one transaction, and ends it.
        let together = if database.backend() == Backend::Postgres { ["BEGIN;", "COMMIT;"] } else { ["\0"; 2] };
        let report = report.replace(together[0], "").replace(together[1], "");
        assert!(database.connection().execute_unprepared(&report).await.is_err(), "{report}");
        assert_eq!(number(database, "SELECT owner_id FROM entries").await, 9);
        assert_eq!(keys(database).await, []);
        run(database, "UPDATE entries SET owner_id = 1").await;
        mended(database, &[&ENTRIES]).await;
    })
    .await;
}

/// A column that is added to a table of SQLite refers from the beginning, for which nothing has to be made anew.
#[tokio::test]
async fn a_new_relation_is_mended_where_rows_are() {
    on_every_database(async |database| {
        create_tables(database, &[&ENTRIES]).await.unwrap();
        run(database, "INSERT INTO owners VALUES (1); INSERT INTO entries (owner_id) VALUES (1)").await;
        if database.backend() == Backend::Sqlite {
            // A column that is referred from goes only with its table.
            let table = &look(database, &[&ENTRIES]).await.unwrap().1.tables["entries"].belongings.definition.clone();
            let lines: Vec<&str> = table.lines().filter(|line| !line.contains("parent_id")).collect();
            let without = lines.join("\n").replace(",\n)", "\n)");
            run(database, &format!("DROP TABLE entries; {without}")).await;
            run(database, "INSERT INTO entries (owner_id) VALUES (1)").await;
            run(database, "CREATE INDEX ix_entries_owner_id_id ON entries (owner_id, id)").await;
            run(database, "CREATE INDEX ix_entries_shelf_place ON entries (shelf, place)").await;
        } else {
            run(database, "ALTER TABLE entries DROP COLUMN parent_id").await;
        }
        let (found, left) = mended(database, &[&ENTRIES]).await;
        assert!(left.is_empty(), "{left}");
        assert!(found.differences().iter().all(|one| one.kind != Differs::Rebuild), "{found}");
        assert!(is_refused(database, "UPDATE entries SET parent_id = 9").await);
    })
    .await;
}

/// SQLite would take the key before and then refuse every row.
#[tokio::test]
async fn a_parent_that_nothing_keeps_unique_comes_first() {
    on_every_database(async |database| {
        run(
            database,
            &PARENTS.replace("CREATE TABLE owners (id bigint PRIMARY KEY)", "CREATE TABLE owners (id bigint)"),
        )
        .await;
        let id = if database.backend() == Backend::Sqlite { "INTEGER" } else { "bigserial" };
        let columns = "owner_id bigint NOT NULL, shelf bigint, place bigint, parent_id bigint, note text";
        run(database, &format!("CREATE TABLE entries (id {id} PRIMARY KEY, {columns})")).await;
        let found = diff(database, &[&ENTRIES]).await.unwrap();
        let told = found.differences().iter().any(|one| one.column.as_deref() == Some("owner_id"));
        assert_eq!(told, database.backend() == Backend::Postgres, "{found}");
        let done = database.connection().execute_unprepared(&found.to_string()).await;
        done.unwrap_or_else(|error| panic!("{error}\n{found}"));
        mended(database, &[&ENTRIES]).await;
        assert!(is_refused(database, "INSERT INTO entries (owner_id) VALUES (9)").await);
    })
    .await;
}

/// What a refusal prints is no part of it.
#[tokio::test]
async fn a_missing_table_is_made_without_a_key_that_cannot_be_yet() {
    on_every_database(async |database| {
        run(database, "CREATE TABLE owners (id bigint)").await;
        let text = check_tables(database, &[&ENTRIES]).await.unwrap_err().to_string();
        assert!(!text.contains("fk_entries_owner_id"), "{text}");
        super::mending::mend(database, &text).await;
        check_tables(database, &[&ENTRIES]).await.unwrap();
        run(database, "INSERT INTO entries (owner_id) VALUES (9); DELETE FROM entries; DROP TABLE entries").await;
        let whole = diff(database, &[&ENTRIES]).await.unwrap();
        assert_eq!(whole.to_string().contains("fk_entries_owner_id"), database.backend() == Backend::Postgres);
        let done = database.connection().execute_unprepared(&whole.to_string()).await;
        done.unwrap_or_else(|error| panic!("{error}\n{whole}"));
        mended(database, &[&ENTRIES]).await;
        assert!(is_refused(database, "INSERT INTO entries (owner_id) VALUES (9)").await);
    })
    .await;
}

/// It is read at the most.
#[tokio::test]
async fn a_parent_that_is_not_served_may_have_columns_that_its_resource_lacks() {
    on_every_database(async |database| {
        let table = "(id bigint NOT NULL PRIMARY KEY, name text NOT NULL, rank bigint NOT NULL)";
        run(database, &format!("CREATE TABLE users {table}")).await;
        create_tables(database, &[&POSTS]).await.unwrap();
        check_tables(database, &[&POSTS]).await.unwrap();
        let refused = check_tables(database, &[&POSTS, &USERS]).await.unwrap_err().to_string();
        assert!(refused.contains("column `rank`"), "{refused}");
    })
    .await;
}

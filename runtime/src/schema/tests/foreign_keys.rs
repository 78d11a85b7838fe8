//! Foreign keys of tables that exist: what differs is told, and what is printed mends it.

use sea_orm::ConnectionTrait;

use super::{
    difference::mended,
    linked::{PLAYERS, POSTS, TEAMS, USERS},
    varied::Chooser,
};
use crate::{
    app::testing::logged,
    database::{
        Backend, Database, Statement,
        testing::{number, on_every_database, resource, run},
    },
    descriptor::{Descriptor, Field, Flags, OnDelete, Relation, RelationKind},
    schema::{
        SchemaDiff, SchemaDifferenceKind as Differs, check_tables, create_tables, diff, look,
        testing::{pair, relation},
    },
};

static OWNER: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
static OWNERS: Descriptor = Descriptor {
    relations: &[relation("entries", RelationKind::HasMany, || &ENTRIES, &[pair(0, 1)])],
    ..resource("Owner", "owners", &OWNER)
};
static PLACE: [Field; 2] = [Field::new::<i64>("shelf").flags(Flags::KEY), Field::new::<i64>("place").flags(Flags::KEY)];
static PLACES: Descriptor = Descriptor { key: &[0, 1], ..resource("Place", "places", &PLACE) };
static ENTRY: [Field; 6] = [
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<i64>("owner_id"),
    Field::new::<Option<i64>>("shelf"),
    Field::new::<Option<i64>>("place"),
    Field::new::<Option<i64>>("parent_id"),
    Field::new::<Option<String>>("note"),
];
static ENTRIES: Descriptor = Descriptor {
    relations: &[
        Relation {
            on_delete: OnDelete::Cascade,
            ..relation("owner", RelationKind::BelongsTo, || &OWNERS, &[pair(1, 0)])
        },
        relation("place", RelationKind::BelongsTo, || &PLACES, &[pair(2, 0), pair(3, 1)]),
        Relation {
            on_delete: OnDelete::SetNull,
            ..relation("parent", RelationKind::BelongsTo, || &ENTRIES, &[pair(4, 0)])
        },
    ],
    ..resource("Entry", "entries", &ENTRY)
};

const PARENTS: &str = "CREATE TABLE owners (id bigint PRIMARY KEY); CREATE TABLE others (id bigint PRIMARY KEY); \
                       CREATE TABLE labels (label text PRIMARY KEY); \
                       INSERT INTO owners VALUES (1); INSERT INTO others VALUES (1); INSERT INTO labels VALUES ('a')";
const PLACES_TABLE: &str = "CREATE TABLE places (shelf bigint, place bigint, PRIMARY KEY (shelf, place))";

const OWNER_COLUMN: &[&str] = &[
    "owner_id bigint NOT NULL",
    "owner_id bigint",
    "owner_id bigint NOT NULL REFERENCES owners (id) ON DELETE CASCADE",
    "owner_id bigint REFERENCES owners",
    "owner_id bigint NOT NULL REFERENCES owners (id) ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED",
    "owner_id bigint NOT NULL REFERENCES others (id) ON DELETE CASCADE",
    "owner_id bigint NOT NULL REFERENCES owners (id) REFERENCES others (id)",
    "owner_id bigint NOT NULL REFERENCES owners (id) ON DELETE CASCADE REFERENCES owners (id)",
];
const PARENT_COLUMN: &[&str] = &[
    "",
    "parent_id bigint",
    "parent_id bigint REFERENCES entries (id) ON DELETE SET NULL",
    "parent_id bigint REFERENCES entries (id) ON DELETE CASCADE",
    "parent_id bigint CONSTRAINT fk_entries_owner_id REFERENCES others (id)",
];
const PLACE_COLUMNS: &[&str] = &["shelf bigint, place bigint", "place bigint", "shelf bigint NOT NULL, place bigint"];
const NOTE_COLUMN: &[&str] = &["", "note text", "note text REFERENCES labels (label) ON UPDATE CASCADE"];
const FURTHER: &[&str] = &[
    "",
    "FOREIGN KEY (shelf, place) REFERENCES places (shelf, place)",
    "FOREIGN KEY (place, shelf) REFERENCES places (place, shelf)",
    "FOREIGN KEY (shelf, place) REFERENCES places (place, shelf)",
    "CONSTRAINT fk_entries_parent_id FOREIGN KEY (shelf, place) REFERENCES places ON DELETE CASCADE",
    "FOREIGN KEY (shelf) REFERENCES others (id) ON DELETE CASCADE",
];

fn some_table(chooser: &mut Chooser, backend: Backend) -> String {
    let id = if backend == Backend::Sqlite { "id INTEGER PRIMARY KEY" } else { "id bigserial PRIMARY KEY" };
    let mut clauses = vec![id];
    clauses.extend([OWNER_COLUMN, PARENT_COLUMN, PLACE_COLUMNS, NOTE_COLUMN, FURTHER].map(|some| chooser.choose(some)));
    clauses.retain(|clause| !clause.is_empty());
    let places = chooser.choose(&[PLACES_TABLE, PLACES_TABLE, PLACES_TABLE, ""]);
    format!(
        "{places}; CREATE TABLE entries ({}); INSERT INTO entries (owner_id, shelf) VALUES (1, 1)",
        clauses.join(", ")
    )
}

/// The keys that there are, each as columns, parent and the rest.
async fn keys(database: &Database) -> Vec<(Vec<String>, String, String)> {
    let (_, existing) = look(database, &[&ENTRIES]).await.unwrap();
    let keys = existing.tables["entries"].foreign_keys.iter();
    keys.map(|key| (key.columns.clone(), key.parent.clone(), format!("{}{}", key.on_delete, key.kept))).collect()
}

async fn is_refused(database: &Database, sql: &str) -> bool {
    database.writer().execute(Statement::plain(sql)).await.is_err()
}

#[tokio::test]
async fn what_is_printed_gives_every_table_its_keys() {
    on_every_database(async |database| {
        run(database, PARENTS).await;
        let mut chooser = Chooser(0x2545_F491_4F6C_DD1D);
        let mut told = String::new();
        for _ in 0..60 {
            let sql = some_table(&mut chooser, database.backend());
            if database.connection().execute_unprepared(&sql).await.is_err() {
                // A key to a table or a column that this one has not got.
                let places = PLACES_TABLE.replace("TABLE", "TABLE IF NOT EXISTS");
                run(database, &format!("{places}; DROP TABLE IF EXISTS entries; DROP TABLE places")).await;
                continue;
            }
            let before = keys(database).await;
            let (found, _) = mended(database, &[&ENTRIES]).await;
            assert!(found.differences().iter().all(|one| one.kind != Differs::ForeignKey || !one.stops_start));
            told.push_str(&found.to_string());
            let after = keys(database).await;
            for (columns, parent, rest) in &before {
                let is_others = columns == &["note"] || columns == &["shelf"];
                assert!(!is_others || after.contains(&(columns.clone(), parent.clone(), rest.clone())), "{sql}\n{found}");
                let deferred = rest.contains("DEFERRED");
                assert!(!deferred || after.iter().any(|key| key.2 == "CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"), "{after:?}");
            }
            run(database, "INSERT INTO places VALUES (1, 2)").await;
            run(database, "INSERT INTO entries (owner_id, shelf, place, parent_id) VALUES (1, 1, 2, 1)").await;
            for absent in ["owner_id = 9", "place = 1", "parent_id = 9"] {
                let sql_of_absent = format!("UPDATE entries SET {absent} WHERE id = 2");
                assert!(is_refused(database, &sql_of_absent).await, "{absent}\n{sql}\n{found}");
            }
            run(database, "DELETE FROM entries WHERE id = 1").await;
            assert_eq!(number(database, "SELECT count(*) FROM entries WHERE parent_id IS NULL").await, 1);
            run(database, "DROP TABLE entries; DROP TABLE places").await;
        }
        for part in [
            "no foreign key keeps \"shelf\", \"place\" to rows of `places`, to which `Entry.place` belongs",
            "the foreign key of \"owner_id\" says ON DELETE RESTRICT, where `Entry.owner` says CASCADE",
            "the foreign key of \"owner_id\" refers to \"id\" of `others`, where `Entry.owner` belongs to \"id\" of `owners`",
            "the foreign key of \"shelf\", \"place\" refers to \"place\", \"shelf\" of `places`",
        ] {
            assert!(told.contains(part), "{part} was never told");
        }
    })
    .await;
}

/// The one that is there is made and the other is not: each way round the keys are there afterwards.
#[tokio::test]
async fn a_cycle_is_mended_in_one_go() {
    on_every_database(async |database| {
        let players = "CREATE TABLE players (id bigint PRIMARY KEY)";
        let teams = "CREATE TABLE teams (number bigint, league smallint, PRIMARY KEY (number, league))";
        for there in ["", players, teams, &format!("{players}; {teams}")] {
            for resources in [[&PLAYERS, &TEAMS], [&TEAMS, &PLAYERS]] {
                run(database, there).await;
                mended(database, &resources).await;
                assert!(is_refused(database, "INSERT INTO players VALUES (1, 2, 3)").await);
                assert!(is_refused(database, "INSERT INTO teams VALUES (1, 2, 3)").await);
                run(database, "INSERT INTO teams VALUES (1, 2, NULL); INSERT INTO players VALUES (1, 1, 2)").await;
                let gone = match database.backend() {
                    Backend::Sqlite => "DROP TABLE players; DROP TABLE teams",
                    Backend::Postgres => "DROP TABLE players, teams CASCADE",
                };
                run(database, gone).await;
            }
        }
    })
    .await;
}

/// What a refusal prints makes a cycle whole.
#[tokio::test]
async fn a_refusal_has_the_keys_of_missing_tables() {
    on_every_database(async |database| {
        let text = check_tables(database, &[&TEAMS]).await.unwrap_err().to_string();
        super::mending::mend(database, &text).await;
        assert!(diff(database, &[&TEAMS]).await.unwrap().is_empty());
    })
    .await;
}

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

//! Foreign keys of tables that exist: what differs is told, and what is printed mends it.

use sea_orm::ConnectionTrait;

use super::{
    difference::mended,
    linked::{ENTRIES, PARENTS, PLACES_TABLE, PLAYERS, TEAMS, is_refused, keys},
    varied::Chooser,
};
use crate::{
    database::{
        Backend,
        testing::{number, on_every_database, run},
    },
    schema::{SchemaDifferenceKind as Differs, check_tables, diff},
};

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

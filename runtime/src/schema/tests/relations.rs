//! The keys and indexes that relations are given, and the order in which their tables are made.

use super::linked::{PLAYERS, POST, POSTS, TAGGINGS, TAGS, TEAMS, USER, USERS};
use crate::{
    app::testing::logged,
    database::{
        Backend, Database, Statement,
        testing::{number, on_every_database, resource, rows, run},
    },
    descriptor::{Descriptor, Field, Flags, Kind, Relation, RelationKind, SortTerm, Through, with_related},
    schema::{
        check_tables, create_tables, definition, diff, related,
        table::tables,
        testing::{pair, relation},
    },
};

fn names(resources: &[&'static Descriptor]) -> Vec<&'static str> {
    tables(resources).iter().map(|table| table.name).collect()
}

/// The lines of keys and indexes that are made for these, one after the other.
fn lines(resources: &[&'static Descriptor], backend: Backend) -> Vec<String> {
    let tables = tables(resources);
    let sql = tables.iter().flat_map(|table| definition::create(table, backend)).collect::<Vec<_>>().join(";\n");
    let wanted = |line: &&str| ["FOREIGN KEY", "INDEX", "TABLE"].iter().any(|word| line.contains(word));
    sql.lines().filter(wanted).map(|line| line.trim_end_matches([',', ';', '(', ' ']).trim().to_owned()).collect()
}

#[test]
fn each_relation_is_a_key_and_has_one_index() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let last = if backend == Backend::Postgres { " NULLS LAST" } else { "" };
        let children = format!(
            r#"CREATE INDEX "ix_posts_author_id_published_at_desc_id_desc" ON "posts" ("author_id", "published_at" DESC{last}, "id" DESC)"#
        );
        let order = format!(
            r#"CREATE INDEX "ix_posts_published_at_desc_id_desc" ON "posts" ("published_at" DESC{last}, "id" DESC)"#
        );
        let expected = [
            r#"CREATE TABLE "users""#,
            r#"CREATE TABLE "posts""#,
            r#"CONSTRAINT "fk_posts_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE"#,
            r#"CONSTRAINT "fk_posts_editor_id" FOREIGN KEY ("editor_id") REFERENCES "users" ("id") ON DELETE SET NULL"#,
            r#"CONSTRAINT "fk_posts_original_id" FOREIGN KEY ("original_id") REFERENCES "posts" ("id") ON DELETE RESTRICT"#,
            &order,
            &children,
            r#"CREATE INDEX "ix_posts_editor_id" ON "posts" ("editor_id")"#,
            r#"CREATE INDEX "ix_posts_original_id" ON "posts" ("original_id")"#,
            r#"CREATE TABLE "tags""#,
            r#"CREATE TABLE "taggings""#,
            r#"CONSTRAINT "fk_taggings_post_id" FOREIGN KEY ("post_id") REFERENCES "posts" ("id")"#,
            r#"CONSTRAINT "fk_taggings_tag_id" FOREIGN KEY ("tag_id") REFERENCES "tags" ("id")"#,
            r#"CREATE INDEX "ix_taggings_tag_id" ON "taggings" ("tag_id")"#,
        ];
        assert_eq!(lines(&[&POSTS], backend), expected, "{backend:?}");
    }
}

#[test]
fn what_relations_lead_to_is_there_whoever_serves_it() {
    assert_eq!(names(&[&TAGS]), ["tags"], "nothing leads on from it");
    for served in [[&POSTS], [&TAGGINGS], [&USERS]] {
        let mut found = names(&served);
        found.sort_unstable();
        assert_eq!(found, ["posts", "taggings", "tags", "users"]);
    }
    let all = with_related(&[&TAGGINGS, &USERS, &TAGGINGS]);
    assert_eq!(all.iter().map(|resource| resource.name).collect::<Vec<_>>(), ["Tagging", "User", "Post", "Tag"]);
}

#[test]
fn a_key_of_a_cycle_waits_on_postgres() {
    let team = r#"CONSTRAINT "fk_players_team_number_team_league" FOREIGN KEY ("team_number", "team_league") REFERENCES "teams" ("number", "league") ON DELETE CASCADE"#;
    let captain = r#"CONSTRAINT "fk_teams_captain_id" FOREIGN KEY ("captain_id") REFERENCES "players" ("id")"#;
    for (resources, waiting) in [([&TEAMS, &PLAYERS], team), ([&PLAYERS, &TEAMS], captain)] {
        let all = lines(&resources, Backend::Sqlite);
        assert!(all.contains(&team.to_owned()) && all.contains(&captain.to_owned()), "{all:?}");
        let inline = lines(&resources, Backend::Postgres);
        assert_eq!(inline.len(), all.len() - 1, "{inline:?}");
        let tables = tables(&resources);
        let later: Vec<_> = tables
            .iter()
            .flat_map(|table| definition::waiting_keys(table, Backend::Postgres).map(|key| key.add_to(table.name, "")))
            .collect();
        assert_eq!(later.len(), 1);
        assert!(later[0].ends_with(waiting), "{later:?}");
    }
}

#[test]
fn an_index_that_is_there_is_not_made_again() {
    static CARD: [Field; 4] = [
        Field::new::<i64>("id").flags(Flags::KEY),
        Field::new::<i64>("user_id").flags(Flags::UNIQUE),
        Field::new::<i64>("post_id"),
        Field::new::<i64>("other_id").flags(Flags::INDEX),
    ];
    static CARDS: Descriptor = Descriptor {
        uniques: &[&[2, 3]],
        sort: &[SortTerm { field: 3, descending: true }],
        relations: &[
            relation("user", RelationKind::BelongsTo, || &OWNERS, &[pair(1, 0)]),
            relation("post", RelationKind::BelongsTo, || &OWNERS, &[pair(2, 0)]),
            relation("other", RelationKind::BelongsTo, || &OWNERS, &[pair(3, 0)]),
        ],
        ..resource("Card", "cards", &CARD)
    };
    static OWNER: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
    static OWNERS: Descriptor = Descriptor {
        relations: &[
            relation("card", RelationKind::HasOne, || &CARDS, &[pair(0, 1)]),
            // In the order of the unique constraint, read backwards.
            relation("cards", RelationKind::HasMany, || &CARDS, &[pair(0, 2)]),
        ],
        ..resource("Owner", "owners", &OWNER)
    };
    let indexes: Vec<_> =
        lines(&[&CARDS], Backend::Postgres).into_iter().filter(|line| line.contains("INDEX")).collect();
    let declared = r#"CREATE INDEX "ix_cards_other_id" ON "cards" ("other_id")"#;
    let order = r#"CREATE INDEX "ix_cards_other_id_desc_id_desc" ON "cards" ("other_id" DESC, "id" DESC)"#;
    assert_eq!(indexes, [declared, order]);
}

#[test]
fn resources_that_share_a_table_have_the_keys_of_both() {
    static PUBLIC: Descriptor = Descriptor {
        relations: &[relation("author", RelationKind::BelongsTo, || &CARDS, &[pair(1, 0)])],
        ..resource("PublicPost", "posts", &POST)
    };
    static CARDS: Descriptor = resource("UserCard", "users", &USER);
    static OTHER: Descriptor =
        Descriptor { relations: &[relation("author", RelationKind::BelongsTo, || &PLAYERS, &[pair(1, 0)])], ..PUBLIC };
    let found = tables(&[&POSTS, &PUBLIC, &OTHER]);
    let posts = found.iter().find(|table| table.name == "posts").unwrap();
    let keys: Vec<_> = posts.foreign_keys.iter().map(|key| (key.name.as_str(), key.parent)).collect();
    assert_eq!(
        keys,
        [
            ("fk_posts_author_id", "users"),
            ("fk_posts_editor_id", "users"),
            ("fk_posts_original_id", "posts"),
            ("fk_posts_author_id_2", "players"),
        ]
    );
}

async fn refused(database: &Database, sql: &str) {
    assert!(database.writer().execute(Statement::plain(sql)).await.is_err(), "{sql}");
}

#[tokio::test]
async fn tables_are_made_with_keys_that_hold_and_fit() {
    on_every_database(async |database| {
        for resources in [[&TAGGINGS, &PLAYERS], [&TEAMS, &USERS]] {
            create_tables(database, &resources).await.unwrap();
            let found = diff(database, &resources).await.unwrap();
            assert!(found.is_empty(), "{found}");
        }
        let told = logged(check_tables(database, &[&TAGGINGS, &TEAMS])).await;
        told.0.unwrap();
        assert!(told.1.is_empty(), "{}", told.1);
        refused(database, "INSERT INTO posts (id, author_id) VALUES (1, 9)").await;
        run(database, "INSERT INTO users (id, name) VALUES (1, 'a'), (2, 'e')").await;
        run(database, "INSERT INTO posts (id, author_id, editor_id) VALUES (1, 1, 2), (2, 2, 1)").await;
        run(database, "UPDATE posts SET original_id = 1 WHERE id = 2").await;
        refused(database, "DELETE FROM posts WHERE id = 1").await;
        run(database, "UPDATE posts SET original_id = NULL; DELETE FROM users WHERE id = 1").await;
        assert_eq!(number(database, "SELECT count(*) FROM posts WHERE id = 2 AND editor_id IS NULL").await, 1);
        assert_eq!(number(database, "SELECT count(*) FROM posts").await, 1, "the author's own went with it");
        run(database, "INSERT INTO teams (number, league) VALUES (1, 1); INSERT INTO players VALUES (7, 1, 1)").await;
        run(database, "UPDATE teams SET captain_id = 7; INSERT INTO players VALUES (8, 2, NULL)").await;
        refused(database, "INSERT INTO players VALUES (9, 2, 1)").await;
        refused(database, "UPDATE teams SET captain_id = 9").await;
    })
    .await;
}

#[tokio::test]
async fn the_first_children_of_a_parent_are_read_from_their_index() {
    on_every_database(async |database| {
        create_tables(database, &[&POSTS]).await.unwrap();
        run(database, "INSERT INTO users (id, name) VALUES (1, 'a'), (2, 'b')").await;
        let (explain, column, sorts) = match database.backend() {
            Backend::Sqlite => ("EXPLAIN QUERY PLAN", 3, "TEMP B-TREE"),
            Backend::Postgres => {
                let many = "SELECT 1 + n % 2, now() FROM generate_series(1, 5000) n";
                run(database, &format!("INSERT INTO posts (author_id, published_at) {many}; ANALYZE posts")).await;
                ("EXPLAIN", 0, "Sort")
            }
        };
        let order = "ORDER BY published_at DESC NULLS LAST, id DESC LIMIT 20";
        let plan = rows(database, &format!("{explain} SELECT * FROM posts WHERE author_id = 1 {order}")).await;
        let lines = (0..plan.len()).map(|row| format!("{:?}\n", plan.value(row, column, Kind::String).unwrap()));
        let plan: String = lines.collect();
        assert!(plan.contains("ix_posts_author_id_published_at_desc_id_desc") && !plan.contains(sorts), "{plan}");
    })
    .await;
}

/// Only what is missing is made, and what is there is left as it is.
#[tokio::test]
async fn a_child_is_made_beside_parents_that_exist() {
    on_every_database(async |database| {
        run(database, "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL)").await;
        run(database, "CREATE TABLE players (id bigint PRIMARY KEY, team_number bigint, team_league smallint)").await;
        create_tables(database, &[&POSTS, &PLAYERS]).await.unwrap();
        refused(database, "INSERT INTO posts (id, author_id) VALUES (1, 9)").await;
        refused(database, "INSERT INTO teams VALUES (1, 1, 9)").await;
        run(database, "INSERT INTO players VALUES (1, 9, 9)").await;
    })
    .await;
}

/// PostgreSQL would refuse to make the table, and SQLite to take any row of it.
#[tokio::test]
async fn there_is_no_key_to_what_cannot_have_one() {
    on_every_database(async |database| {
        for parent in ["CREATE TABLE users (id bigint, name text)", "CREATE VIEW users AS SELECT 1 AS id, '' AS name"] {
            run(database, parent).await;
            create_tables(database, &[&POSTS]).await.unwrap();
            run(database, "INSERT INTO posts (id, author_id) VALUES (1, 9)").await;
            let gone = parent.split_whitespace().nth(1).unwrap();
            run(database, &format!("DROP TABLE taggings; DROP TABLE posts; DROP {gone} users")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_relation_that_nobody_declares_on_the_other_side_has_an_index_and_is_told() {
    static NOTE: [Field; 2] = [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<Option<i64>>("owner_id")];
    static NOTES: Descriptor = resource("Note", "notes", &NOTE);
    static LINK: [Field; 3] =
        [Field::new::<i64>("id").flags(Flags::KEY), Field::new::<i64>("owner_id"), Field::new::<i64>("friend_id")];
    static LINKS: Descriptor = resource("Link", "links", &LINK);
    static OWNER: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
    static OWNERS: Descriptor = Descriptor {
        relations: &[
            relation("notes", RelationKind::HasMany, || &NOTES, &[pair(0, 1)]),
            relation("again", RelationKind::HasMany, || &NOTES, &[pair(0, 1)]),
            Relation {
                through: Some(Through { join: || &LINKS, keys: &[pair(2, 0)] }),
                ..relation("friends", RelationKind::HasMany, || &OWNERS, &[pair(0, 1)])
            },
        ],
        ..resource("Owner", "owners", &OWNER)
    };
    let indexes: Vec<_> =
        lines(&[&OWNERS], Backend::Sqlite).into_iter().filter(|line| !line.contains("TABLE")).collect();
    assert_eq!(
        indexes,
        [
            r#"CREATE INDEX "ix_notes_owner_id_id" ON "notes" ("owner_id", "id")"#,
            r#"CREATE INDEX "ix_links_owner_id" ON "links" ("owner_id")"#,
        ]
    );
    assert_eq!(
        related::undeclared(&[&OWNERS], |_| false).len(),
        3,
        "both ends of a link, and what two relations go by once"
    );
    on_every_database(async |database| {
        // One that is there all the same.
        let key = "friend_id bigint NOT NULL REFERENCES owners (id)";
        let links = format!("CREATE TABLE links (id bigint PRIMARY KEY, owner_id bigint NOT NULL, {key})");
        run(database, &format!("CREATE TABLE owners (id bigint PRIMARY KEY); {links}")).await;
        run(database, "CREATE INDEX ix_links_owner_id ON links (owner_id)").await;
        create_tables(database, &[&OWNERS]).await.unwrap();
        let (checked, told) = logged(check_tables(database, &[&OWNERS])).await;
        checked.unwrap();
        let told: Vec<&str> =
            told.lines().filter_map(|line| line.split_once("schema: ")).map(|(_, text)| text).collect();
        let rest = "and nothing keeps that to rows of `Owner` that exist: declare a `BelongsTo<Owner>` in";
        assert_eq!(
            told,
            [
                format!("`Owner.notes` goes by `Note.owner_id`, {rest} `Note`, which is a foreign key of its table"),
                format!("`Owner.friends` goes by `Link.owner_id`, {rest} `Link`, which is a foreign key of its table"),
            ]
        );
    })
    .await;
}

/// Over a connection that we did not make.
#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_connection_that_keeps_no_keys_is_told() {
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
    for (resource, is_kept, expected) in [(&POSTS, false, 1), (&POSTS, true, 0), (&TAGS, false, 0)] {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(is_kept);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        let database = Database::from_connection(pool.into()).unwrap();
        create_tables(&database, &[resource]).await.unwrap();
        let (checked, log) = logged(check_tables(&database, &[resource])).await;
        checked.unwrap();
        assert_eq!(log.matches("SQLite looks after no foreign key").count(), expected, "{log}");
    }
}

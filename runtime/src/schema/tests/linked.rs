//! Resources of every relation: to one and to many, to itself, through a third, and in a circle.

use uuid::Uuid;

use crate::{
    database::{Database, Statement, testing::resource},
    descriptor::{Descriptor, Field, Flags, OnDelete, Relation, RelationKind, SortTerm, Through},
    schema::{
        look,
        testing::{pair, relation},
    },
};

pub static USER: [Field; 2] = [Field::new::<i64>("id").flags(Flags::AUTO_KEY), Field::new::<String>("name")];
pub static USERS: Descriptor = Descriptor {
    relations: &[relation("posts", RelationKind::HasMany, || &POSTS, &[pair(0, 1)])],
    ..resource("User", "users", &USER)
};

pub static POST: [Field; 5] = [
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<i64>("author_id"),
    Field::new::<Option<i64>>("editor_id"),
    Field::new::<Option<i64>>("original_id"),
    Field::new::<Option<chrono::DateTime<chrono::Utc>>>("published_at"),
];
pub static POSTS: Descriptor = Descriptor {
    sort: &[SortTerm { field: 4, descending: true }],
    relations: &[
        Relation {
            on_delete: OnDelete::Cascade,
            ..relation("author", RelationKind::BelongsTo, || &USERS, &[pair(1, 0)])
        },
        Relation {
            on_delete: OnDelete::SetNull,
            ..relation("editor", RelationKind::BelongsTo, || &USERS, &[pair(2, 0)])
        },
        Relation {
            on_delete: OnDelete::Restrict,
            ..relation("original", RelationKind::BelongsTo, || &POSTS, &[pair(3, 0)])
        },
        Relation {
            through: Some(Through { join: || &TAGGINGS, keys: &[pair(1, 0)] }),
            ..relation("tags", RelationKind::HasMany, || &TAGS, &[pair(0, 0)])
        },
    ],
    ..resource("Post", "posts", &POST)
};

pub static TAG: [Field; 1] = [Field::new::<Uuid>("id").flags(Flags::KEY)];
pub static TAGS: Descriptor = resource("Tag", "tags", &TAG);
pub static TAGGING: [Field; 2] =
    [Field::new::<i64>("post_id").flags(Flags::KEY), Field::new::<Uuid>("tag_id").flags(Flags::KEY)];
pub static TAGGINGS: Descriptor = Descriptor {
    key: &[0, 1],
    relations: &[
        relation("post", RelationKind::BelongsTo, || &POSTS, &[pair(0, 0)]),
        relation("tag", RelationKind::BelongsTo, || &TAGS, &[pair(1, 0)]),
    ],
    ..resource("Tagging", "taggings", &TAGGING)
};

/// Each leads a team, and each team has one: neither can be made after the other.
pub static TEAM: [Field; 3] = [
    Field::new::<i64>("number").flags(Flags::KEY),
    Field::new::<i16>("league").flags(Flags::KEY),
    Field::new::<Option<i64>>("captain_id"),
];
pub static TEAMS: Descriptor = Descriptor {
    key: &[0, 1],
    relations: &[
        relation("captain", RelationKind::BelongsTo, || &PLAYERS, &[pair(2, 0)]),
        relation("players", RelationKind::HasMany, || &PLAYERS, &[pair(1, 2), pair(0, 1)]),
    ],
    ..resource("Team", "teams", &TEAM)
};
pub static PLAYER: [Field; 3] = [
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<Option<i64>>("team_number"),
    Field::new::<Option<i16>>("team_league"),
];
pub static PLAYERS: Descriptor = Descriptor {
    relations: &[Relation {
        on_delete: OnDelete::Cascade,
        ..relation("team", RelationKind::BelongsTo, || &TEAMS, &[pair(1, 0), pair(2, 1)])
    }],
    ..resource("Player", "players", &PLAYER)
};

pub static OWNER: [Field; 1] = [Field::new::<i64>("id").flags(Flags::KEY)];
pub static OWNERS: Descriptor = Descriptor {
    relations: &[relation("entries", RelationKind::HasMany, || &ENTRIES, &[pair(0, 1)])],
    ..resource("Owner", "owners", &OWNER)
};
pub static PLACE: [Field; 2] =
    [Field::new::<i64>("shelf").flags(Flags::KEY), Field::new::<i64>("place").flags(Flags::KEY)];
pub static PLACES: Descriptor = Descriptor { key: &[0, 1], ..resource("Place", "places", &PLACE) };
pub static ENTRY: [Field; 6] = [
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<i64>("owner_id"),
    Field::new::<Option<i64>>("shelf"),
    Field::new::<Option<i64>>("place"),
    Field::new::<Option<i64>>("parent_id"),
    Field::new::<Option<String>>("note"),
];
pub static ENTRIES: Descriptor = Descriptor {
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

pub const PARENTS: &str = "CREATE TABLE owners (id bigint PRIMARY KEY); CREATE TABLE others (id bigint PRIMARY KEY); \
                       CREATE TABLE labels (label text PRIMARY KEY); \
                       INSERT INTO owners VALUES (1); INSERT INTO others VALUES (1); INSERT INTO labels VALUES ('a')";
pub const PLACES_TABLE: &str = "CREATE TABLE places (shelf bigint, place bigint, PRIMARY KEY (shelf, place))";

/// The keys that there are, each as columns, parent and the rest.
pub async fn keys(database: &Database) -> Vec<(Vec<String>, String, String)> {
    let (_, existing) = look(database, &[&ENTRIES]).await.unwrap();
    let keys = existing.tables["entries"].foreign_keys.iter();
    keys.map(|key| (key.columns.clone(), key.parent.clone(), format!("{}{}", key.on_delete, key.kept))).collect()
}

pub async fn is_refused(database: &Database, sql: &str) -> bool {
    database.writer().execute(Statement::plain(sql)).await.is_err()
}

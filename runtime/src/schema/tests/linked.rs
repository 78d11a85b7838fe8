//! Resources of every relation: to one and to many, to itself, through a third, and in a circle.

use uuid::Uuid;

use crate::{
    database::testing::resource,
    descriptor::{Descriptor, Field, Flags, OnDelete, Relation, RelationKind, SortTerm, Through},
    schema::testing::{pair, relation},
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

mod checking;
mod creation;
mod difference;
mod foreign_keys;
mod linked;
mod mending;
mod new_keys;
#[cfg(feature = "postgres")]
mod of_postgres;
mod ordering;
#[cfg(feature = "sqlite")]
mod rebuilding;
mod relations;
mod unindexed;
mod varied;

use crate::database::testing::resource;
use crate::descriptor::{Check, Descriptor, Field, Flags, Kind, SortTerm, Validation};
use uuid::Uuid;

const AT_MOST_200: &[Validation] = &[Validation::new(Check::Length { min: Some(1), max: Some(200), equal: None })];

static POST: [Field; 9] = [
    Field::new::<i64>("id").flags(Flags::KEY | Flags::AUTO),
    Field::new::<String>("title").validations(AT_MOST_200),
    Field::new::<String>("slug").flags(Flags::UNIQUE),
    Field { kind: Kind::Choice(&["draft", "published"]), ..Field::new::<String>("status") }
        .default(|| "draft".into(), true),
    Field::new::<i32>("views").default(|| 0.into(), true),
    Field::new::<i64>("author_id").flags(Flags::INDEX),
    Field::new::<Option<chrono::DateTime<chrono::Utc>>>("published_at"),
    Field::new::<Uuid>("token"),
    Field::new::<String>("password").flags(Flags::INPUT),
];
static POSTS: Descriptor = Descriptor {
    sort: &[SortTerm { field: 6, descending: true }],
    uniques: &[&[5, 1]],
    indexes: &[&[3, 6]],
    ..resource("Post", "posts", &POST)
};

static TAGGING: [Field; 3] = [
    Field::new::<i64>("post_id").flags(Flags::KEY),
    Field::new::<Uuid>("tag_id").flags(Flags::KEY),
    Field::new::<u32>("weight"),
];
static TAGGINGS: Descriptor = Descriptor { key: &[0, 1], ..resource("Tagging", "taggings", &TAGGING) };

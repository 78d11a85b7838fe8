//! The last that each limit allows.

use restruct::prelude::*;

#[derive(Clone, Copy, Debug, ResourceEnum)]
pub enum Single {
    Only,
}

#[derive(Clone, Debug, Resource)]
#[resource(
    access(public),
    path = "~a-b_c.d",
    table = "a_table_whose_name_has_just_as_many_bytes_as_postgresql_permits",
    page(size = 10_000, max = 10_000)
)]
pub struct Longest {
    pub id: i64,
    #[resource(column = "with blanks; and more", rename = "größe-$_@")]
    pub size: i64,
    #[resource(decimal(28, 28))]
    pub fraction: Decimal,
    #[resource(decimal(1, 0))]
    pub digit: Decimal,
    #[validate(length(min = 5, max = 5))]
    pub word: String,
    #[validate(length(min = LEAST, max = Self::MOST))]
    pub sentence: String,
    #[validate(length(min = 1_u8, max = LEAST as u64 + 1))]
    pub line: String,
    #[validate(range(exclusive_min = 4, exclusive_max = 6))]
    pub stars: i16,
    #[validate(range(exclusive_min = 0, exclusive_max = 1))]
    pub share: f64,
    #[validate(range(min = -5, max = -5))]
    pub number: i16,
    #[resource(default = Single::Only)]
    pub single: Single,
    // Words that hold a secret's name, but not as a whole word.
    pub hashtag: String,
    pub tokens: i64,
}

const LEAST: i16 = 1;

impl Longest {
    const MOST: usize = 1;
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public), page(size = 1, max = 1), operations(get))]
pub struct Parts {
    #[resource(id)]
    pub a: i16,
    #[resource(id)]
    pub b: i32,
    #[resource(id)]
    pub c: i64,
    #[resource(id)]
    pub d: u32,
    #[resource(id)]
    pub e: String,
    #[resource(id)]
    pub f: Uuid,
    #[resource(id)]
    pub g: bool,
    #[resource(id)]
    pub h: NaiveDate,
    #[resource(id)]
    pub i: NaiveTime,
    #[resource(id)]
    pub j: NaiveDateTime,
    #[resource(id)]
    pub k: DateTime<Utc>,
    #[resource(id, unique)]
    pub l: Decimal,
}

#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct OnlyKey {
    pub id: Uuid,
}

//! Random rows of every kind, few enough values that rows and rules often meet at the same one.

use std::fmt::Debug;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use proptest::{prelude::*, sample::select};
use rust_decimal::Decimal;
use sea_orm::Value;
use uuid::Uuid;

use crate::{
    database::testing::resource,
    descriptor::{Descriptor, Field, Flags, Kind},
    field_type::Json,
    value::null,
};

const CHOICES: &[&str] = &["draft", "Archived", "published", "zu"];

/// The key first, so that a row is known by it.
pub static FIELDS: [Field; 18] = [
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<Option<bool>>("a_bool"),
    Field::new::<Option<i16>>("an_i16"),
    Field::new::<Option<i32>>("an_i32"),
    Field::new::<Option<i64>>("an_i64"),
    Field::new::<Option<u32>>("a_u32"),
    Field::new::<Option<f32>>("an_f32"),
    Field::new::<Option<f64>>("an_f64"),
    Field::new::<Option<Decimal>>("a_decimal"),
    Field::new::<Option<String>>("a_text"),
    Field::new::<Option<Uuid>>("a_uuid"),
    Field::new::<Option<DateTime<Utc>>>("a_moment"),
    Field::new::<Option<NaiveDateTime>>("a_date_time"),
    Field::new::<Option<NaiveDate>>("a_date"),
    Field::new::<Option<NaiveTime>>("a_time"),
    Field::new::<Option<Vec<u8>>>("some_bytes"),
    Field { kind: Kind::Choice(CHOICES), ..Field::new::<Option<String>>("a_choice") },
    Field::new::<Option<Json>>("a_json"),
];
pub static EVERYTHING: Descriptor = resource("Everything", "everything_compared", &FIELDS);

/// Fields that a rule can compare: all but the key, which tells rows apart, and the document.
pub const COMPARABLE: std::ops::Range<usize> = 1..17;

/// Texts that collations other than that of code points order or equate differently.
const TEXTS: [&str; 20] = [
    "",
    " ",
    "a",
    "A",
    "b",
    "B",
    "Z",
    "_",
    "%",
    "\\",
    "'",
    "é",
    "É",
    "e\u{301}",
    "ß",
    "ss",
    "\u{ffff}",
    "\u{10000}",
    "10",
    "9",
];

fn of<T: Into<Value> + Debug + 'static>(strategy: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Value> {
    strategy.prop_map(Into::into).boxed()
}

fn moments() -> BoxedStrategy<NaiveDateTime> {
    let begin = DateTime::UNIX_EPOCH.naive_utc();
    let near = (-2..3_i64, select(&[0, 1, 10, 500_000, 999_999][..]))
        .prop_map(move |(seconds, micros)| begin + TimeDelta::seconds(seconds) + TimeDelta::microseconds(micros));
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let any = (0..3_652_059_u64, 0..86_400_000_000_i64).prop_map(move |(days, micros)| {
        (first + Days::new(days)).and_time(NaiveTime::MIN) + TimeDelta::microseconds(micros)
    });
    prop_oneof![3 => near, 1 => any].boxed()
}

/// A value of a field that is not null.
pub fn value(field: usize) -> BoxedStrategy<Value> {
    match FIELDS[field].kind {
        Kind::Bool => of(any::<bool>()),
        Kind::I16 => of(prop_oneof![3 => -1..2_i16, 1 => any::<i16>()]),
        Kind::I32 => of(prop_oneof![3 => -1..2_i32, 1 => any::<i32>()]),
        Kind::I64 => {
            of(prop_oneof![3 => -1..2_i64, 1 => any::<i64>(), 1 => select(&[i64::MAX, i64::MAX - 1, i64::MIN][..])])
        }
        Kind::U32 => of(prop_oneof![3 => 0..2_i64, 1 => any::<u32>().prop_map(i64::from)]),
        Kind::F32 => of(prop_oneof![
            3 => select(&[0.0, -0.0, 0.1, 0.3, -1.5, f32::MAX, f32::MIN_POSITIVE, f32::INFINITY, f32::NEG_INFINITY][..]),
            1 => any::<f32>(),
        ]),
        Kind::F64 => of(prop_oneof![
            3 => select(&[0.0, -0.0, 0.1, 0.1 + 0.2, 0.3, f64::MAX, 5e-324, f64::INFINITY, f64::NEG_INFINITY][..]),
            1 => any::<f64>(),
        ]),
        Kind::Decimal => {
            // As many digits as SQLite keeps.
            let greatest = 999_999_999_999_999_i64;
            let parts = prop_oneof![3 => (-20..21_i64, 0..3_u32), 1 => (-greatest..=greatest, 0..=4_u32)];
            of(parts.prop_map(|(number, scale)| Decimal::new(number, scale)))
        }
        Kind::String => of(prop_oneof![
            3 => select(&TEXTS[..]).prop_map(ToOwned::to_owned),
            1 => any::<String>().prop_map(|text| text.replace('\0', "")),
        ]),
        Kind::Uuid => {
            of(prop_oneof![3 => select(&[0, 1, 0x80 << 120, u128::MAX][..]), 1 => any::<u128>()]
                .prop_map(Uuid::from_u128))
        }
        Kind::DateTimeUtc => of(moments().prop_map(|moment| moment.and_utc())),
        Kind::NaiveDateTime => of(moments()),
        Kind::NaiveDate => of(moments().prop_map(|moment| moment.date())),
        Kind::NaiveTime => of(moments().prop_map(|moment| moment.time())),
        Kind::Bytes => of(prop::collection::vec(select(&[0_u8, 1, 0x7f, 0x80, 0xff][..]), 0..3)),
        Kind::Choice(choices) => of(select(choices)),
        Kind::Json => of(select(&[0, 1][..]).prop_map(|number| serde_json::json!([number]))),
    }
}

/// A cell of a row: null, or a value.
fn cell(field: usize) -> BoxedStrategy<Value> {
    prop_oneof![1 => Just(null(FIELDS[field].kind)), 3 => value(field)].boxed()
}

/// Rows, with their place as their key.
pub fn rows() -> impl Strategy<Value = Vec<Vec<Value>>> {
    let cells: Vec<_> = (1..FIELDS.len()).map(cell).collect();
    let keyed = |(key, mut row): (usize, Vec<Value>)| {
        row.insert(0, i64::try_from(key).unwrap().into());
        row
    };
    prop::collection::vec(cells, 1..12).prop_map(move |rows| rows.into_iter().enumerate().map(keyed).collect())
}

//! Random values of every kind: few, so that they meet, and those at the ends of a kind and beside each other.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::{prelude::*, sample::select};
use rust_decimal::Decimal;

use super::{
    cell::Cell,
    texts::{Parts, text},
};
use crate::descriptor::Kind;

/// A value of the kind, as a row may hold it.
pub fn value(kind: Kind, parts: &Parts) -> BoxedStrategy<Cell> {
    match kind {
        Kind::String => text(parts, 0).prop_map(Cell::Text).boxed(),
        Kind::Choice(choices) => select(choices).prop_map(|choice| Cell::Text(choice.to_owned())).boxed(),
        kind => select(pool(kind)).boxed(),
    }
}

/// Any value of a kind that is no text.
pub fn first(kind: Kind) -> Cell {
    pool(kind).swap_remove(0)
}

fn pool(kind: Kind) -> Vec<Cell> {
    match kind {
        Kind::Bool => [false, true].map(Cell::Bool).into(),
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 => integers(kind),
        Kind::F32 => singles(),
        Kind::F64 => doubles(),
        Kind::Decimal => decimals(),
        Kind::Uuid => uuids(),
        Kind::DateTimeUtc => times().map(Cell::Moment).collect(),
        Kind::NaiveDateTime => times().map(Cell::Local).collect(),
        Kind::NaiveDate => times().map(|time| Cell::Day(time.date())).collect(),
        Kind::NaiveTime => times().map(|time| Cell::Time(time.time())).collect(),
        Kind::Json => ["{}", "[null]", "\"a\"", "0"].map(Cell::Json).into(),
        Kind::Bytes => [&[][..], &[0], &[0xff, 0]].map(|bytes| Cell::Bytes(bytes.to_vec())).into(),
        Kind::String | Kind::Choice(_) => unreachable!("texts are made"),
    }
}

fn integers(kind: Kind) -> Vec<Cell> {
    let (least, greatest) = kind.integer_bounds().unwrap();
    // Beyond 2^53 a double does not tell neighbours apart.
    let all = [least, least + 1, -1, 0, 1, 2, 1 << 31, (1 << 53) + 1, (1 << 53) + 2, greatest - 1, greatest];
    all.into_iter().filter(|number| (least..=greatest).contains(number)).map(Cell::Integer).collect()
}

fn singles() -> Vec<Cell> {
    let usual = [0.0, -0.0, 0.1, 0.3, 1.0, 1.0_f32.next_up(), -1.5, 1e-45];
    let ends = [f32::MIN_POSITIVE, f32::MAX, f32::MIN, f32::INFINITY, f32::NEG_INFINITY];
    usual.into_iter().chain(ends).map(Cell::Single).collect()
}

fn doubles() -> Vec<Cell> {
    let usual = [0.0, -0.0, 0.1, 0.1 + 0.2, 0.3, 1.0, 1.0_f64.next_up(), -1.5, 5e-324];
    let ends = [f64::MIN_POSITIVE, f64::MAX, f64::MIN, f64::INFINITY, f64::NEG_INFINITY];
    usual.into_iter().chain(ends).map(Cell::Double).collect()
}

/// As many digits as SQLite keeps.
fn decimals() -> Vec<Cell> {
    let texts = [
        "0",
        "0.0001",
        "-0.0001",
        "0.1",
        "0.10",
        "0.3",
        "1",
        "1.0001",
        "-1",
        "10",
        "9.99",
        "99999999999.9998",
        "99999999999.9999",
        "-99999999999.9999",
    ];
    texts.map(|text| Cell::Decimal(Decimal::from_str_exact(text).unwrap())).into()
}

fn uuids() -> Vec<Cell> {
    let middle = 0x80 << 120;
    [0, 1, middle - 1, middle, middle + 1, u128::MAX - 1, u128::MAX]
        .map(|number: u128| Cell::Uuid(number.to_be_bytes()))
        .into()
}

/// The ends of what RFC 3339 can say, and neighbours.
fn times() -> impl Iterator<Item = NaiveDateTime> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let micros = |micros: i64| DateTime::from_timestamp_micros(micros).unwrap().naive_utc();
    let first = day(1, 1, 1).and_time(NaiveTime::MIN);
    let last = micros(253_402_300_799_999_999);
    let leap = day(2024, 2, 29).and_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let around = [-1_000_000, -1, 0, 1, 10, 500_000, 1_000_000, 43_200_000_000].map(micros);
    around.into_iter().chain([
        first,
        last,
        leap,
        day(2024, 3, 1).and_time(NaiveTime::MIN),
        day(2024, 2, 28).and_time(NaiveTime::MIN),
    ])
}

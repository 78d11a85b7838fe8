//! Values, as rows hold them and as query strings say them.

use std::fmt::{Debug, Display, LowerExp};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use sea_orm::Value;
use uuid::Uuid;

use crate::descriptor::Kind;

/// A value that is not null. Two of one kind compare as the wire promises: numbers by size, times by moment, texts by code
/// point, a Uuid by its bytes.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Cell {
    Bool(bool),
    Integer(i64),
    Single(f32),
    Double(f64),
    Decimal(Decimal),
    Text(String),
    Uuid([u8; 16]),
    /// In UTC.
    Moment(NaiveDateTime),
    Local(NaiveDateTime),
    Day(NaiveDate),
    Time(NaiveTime),
    /// A document's text.
    Json(&'static str),
    Bytes(Vec<u8>),
}

impl Cell {
    /// As a column of the kind holds it.
    pub fn stored(&self, kind: Kind) -> Value {
        match (self, kind) {
            (Cell::Integer(number), Kind::I16) => i16::try_from(*number).unwrap().into(),
            (Cell::Integer(number), Kind::I32) => i32::try_from(*number).unwrap().into(),
            (Cell::Integer(number), _) => (*number).into(),
            (Cell::Bool(value), _) => (*value).into(),
            (Cell::Single(number), _) => (*number).into(),
            (Cell::Double(number), _) => (*number).into(),
            (Cell::Decimal(number), _) => (*number).into(),
            (Cell::Text(text), _) => text.as_str().into(),
            (Cell::Uuid(bytes), _) => Uuid::from_bytes(*bytes).into(),
            (Cell::Moment(utc), _) => utc.and_utc().into(),
            (Cell::Local(time), _) => (*time).into(),
            (Cell::Day(day), _) => (*day).into(),
            (Cell::Time(time), _) => (*time).into(),
            (Cell::Json(text), _) => serde_json::from_str::<serde_json::Value>(text).unwrap().into(),
            (Cell::Bytes(bytes), _) => bytes.clone().into(),
        }
    }

    /// As a query string says it before it is percent-encoded. Where there are several ways to say it, `form` chooses one.
    pub fn written(&self, form: u8) -> String {
        match self {
            Cell::Bool(value) => value.to_string(),
            Cell::Integer(number) => number.to_string(),
            Cell::Single(number) => write_float(number, form),
            Cell::Double(number) => write_float(number, form),
            Cell::Decimal(number) => write_decimal(*number, form),
            Cell::Text(text) => text.clone(),
            Cell::Uuid(bytes) if form.is_multiple_of(2) => Uuid::from_bytes(*bytes).hyphenated().to_string(),
            Cell::Uuid(bytes) => Uuid::from_bytes(*bytes).hyphenated().to_string().to_uppercase(),
            Cell::Moment(utc) => write_moment(*utc, form),
            Cell::Local(time) => format!("{}T{}", time.format("%Y-%m-%d"), write_time(time.time(), form)),
            Cell::Day(day) => day.format("%Y-%m-%d").to_string(),
            Cell::Time(time) => write_time(*time, form),
            Cell::Json(_) | Cell::Bytes(_) => unreachable!("a document and bytes are not compared"),
        }
    }

    /// Whether JSON has the number.
    pub fn can_be_asked_for(&self) -> bool {
        match self {
            Cell::Single(number) => number.is_finite(),
            Cell::Double(number) => number.is_finite(),
            _ => true,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Cell::Text(text) => text,
            other => panic!("{other:?} is no text"),
        }
    }
}

/// With and without a fraction and an exponent.
fn write_float(number: &(impl Display + Debug + LowerExp), form: u8) -> String {
    match form % 3 {
        0 => format!("{number}"),
        1 => format!("{number:?}"),
        _ => format!("{number:e}"),
    }
}

fn write_decimal(mut number: Decimal, form: u8) -> String {
    match form % 3 {
        0 => number.normalize().to_string(),
        1 => {
            number.rescale(4);
            number.to_string()
        }
        _ if number.is_zero() => "-0".to_owned(),
        _ => number.normalize().to_string(),
    }
}

/// In one of several offsets, whose `+` may come as the space that it is in a form.
fn write_moment(utc: NaiveDateTime, form: u8) -> String {
    const OFFSETS: [i64; 5] = [0, 330, -660, 840, -1];
    let offset = OFFSETS[usize::from(form % 5)];
    let local = utc.checked_add_signed(TimeDelta::minutes(offset)).filter(|local| (1..=9999).contains(&local.year()));
    let Some(local) = local.filter(|_| !form.is_multiple_of(7)) else {
        return format!("{}T{}Z", utc.format("%Y-%m-%d"), write_time(utc.time(), form));
    };
    let sign = match offset {
        ..0 => '-',
        _ if form.is_multiple_of(2) => '+',
        _ => ' ',
    };
    let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
    format!("{}T{}{sign}{hours:02}:{minutes:02}", local.format("%Y-%m-%d"), write_time(local.time(), form))
}

fn write_time(time: NaiveTime, form: u8) -> String {
    let text = time.format("%H:%M:%S%.6f").to_string();
    match form % 3 {
        0 => text,
        // As many zeros as one likes.
        1 => format!("{text}00"),
        _ => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

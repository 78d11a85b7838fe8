//! Laws, tried on random values.

use chrono::{DateTime, NaiveDate, NaiveTime};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sea_orm::Value;

use crate::{
    descriptor::Kind,
    json::{NumberFault, parse_text, read_decimal_number, read_decimal_text, read_integer, write_string, write_value},
    value::same,
};

/// A kind with a value of it.
fn cell() -> impl Strategy<Value = (Kind, Value)> {
    let seconds = -62_135_596_800..253_402_300_800_i64;
    let moment = (seconds, 0..1_000_000_u32).prop_map(|(s, micros)| DateTime::from_timestamp(s, micros * 1000));
    let time = (0..86_400_u32, 0..1_000_000_u32)
        .prop_map(|(s, micros)| NaiveTime::from_num_seconds_from_midnight_opt(s, micros * 1000));
    let decimal = (-9_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999, 0..=4_u32)
        .prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits / 10_i128.pow(4 - scale), scale));
    prop_oneof![
        any::<bool>().prop_map(|v| (Kind::Bool, Value::Bool(Some(v)))),
        any::<i16>().prop_map(|v| (Kind::I16, Value::SmallInt(Some(v)))),
        any::<i32>().prop_map(|v| (Kind::I32, Value::Int(Some(v)))),
        any::<i64>().prop_map(|v| (Kind::I64, Value::BigInt(Some(v)))),
        any::<u32>().prop_map(|v| (Kind::U32, Value::BigInt(Some(v.into())))),
        prop::num::f32::NORMAL.prop_map(|v| (Kind::F32, Value::Float(Some(v)))),
        (prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO)
            .prop_map(|v| (Kind::F64, Value::Double(Some(v)))),
        decimal.prop_map(|v| (Kind::Decimal, Value::Decimal(Some(v)))),
        "[^\0]{0,40}".prop_map(|v| (Kind::String, Value::String(Some(v)))),
        any::<u128>().prop_map(|v| (Kind::Uuid, Value::Uuid(Some(uuid::Uuid::from_u128(v))))),
        moment.clone().prop_map(|v| (Kind::DateTimeUtc, Value::ChronoDateTimeUtc(v))),
        moment.prop_map(|v| (Kind::NaiveDateTime, Value::ChronoDateTime(v.map(|v| v.naive_utc())))),
        (1..=9999, 1..=366_u32)
            .prop_map(|(y, d)| (Kind::NaiveDate, Value::ChronoDate(NaiveDate::from_yo_opt(y, d.min(365))))),
        time.prop_map(|v| (Kind::NaiveTime, Value::ChronoTime(v))),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(|v| (Kind::Bytes, Value::Bytes(Some(v)))),
    ]
}

/// The text of a value that is written as a string, and the digits of one that is not.
fn text_of(json: &[u8]) -> String {
    match serde_json::from_slice(json).unwrap() {
        serde_json::Value::String(text) => text,
        _ => String::from_utf8(json.to_vec()).unwrap(),
    }
}

/// What a number's text means, by arithmetic that is slow and has no bounds to speak of.
fn reference(negative: bool, integer: &str, fraction: &str, exponent: i32) -> Result<i64, NumberFault> {
    let beyond = if negative { NumberFault::TooSmall } else { NumberFault::TooLarge };
    let all = format!("{integer}{fraction}");
    let point = integer.len() as i32 + exponent;
    let padded = |length: i32| format!("{all:0<width$}", width = usize::try_from(length).unwrap_or(0));
    let (whole, part) = match point {
        point if point <= 0 => (String::new(), all.clone()),
        point => {
            let padded = padded(point);
            let (whole, part) = padded.split_at(point as usize);
            (whole.to_owned(), part.to_owned())
        }
    };
    if part.bytes().any(|digit| digit != b'0') {
        return Err(NumberFault::NotWhole);
    }
    let whole = whole.trim_start_matches('0');
    if whole.is_empty() {
        return Ok(0);
    }
    let sign = if negative { "-" } else { "" };
    format!("{sign}{whole}").parse().map_err(|_| beyond)
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same((kind, value) in cell()) {
        let mut json = Vec::new();
        write_value(&mut json, &value);
        let read = parse_text(kind, (19, 4), &text_of(&json));
        prop_assert!(read.as_ref().is_ok_and(|read| same(read, &value)), "{value:?} {read:?}");
    }

    #[test]
    fn strings_are_those_of_a_json_library(text in any::<String>()) {
        let mut json = Vec::new();
        write_string(&mut json, &text);
        prop_assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), text);
    }

    #[test]
    fn strings_of_ascii_are_byte_for_byte_those_of_a_json_library(text in "[\\x00-\\x7f]{0,64}") {
        let mut json = Vec::new();
        write_string(&mut json, &text);
        prop_assert_eq!(String::from_utf8(json).unwrap(), serde_json::to_string(&text).unwrap());
    }

    #[test]
    fn times_are_those_of_chrono(seconds in any::<i32>(), micros in 0..1_000_000_u32) {
        let moment = DateTime::from_timestamp(seconds.into(), micros * 1000).unwrap();
        let mut json = Vec::new();
        write_value(&mut json, &Value::ChronoDateTimeUtc(Some(moment)));
        prop_assert_eq!(DateTime::parse_from_rfc3339(&text_of(&json)).unwrap(), moment);
    }

    #[test]
    fn integers_are_those_of_the_reference(
        negative: bool,
        integer in "0|[1-9][0-9]{0,24}",
        fraction in "[0-9]{0,8}0{0,12}",
        exponent in -30..30_i32,
        spelled in prop_oneof![Just("e"), Just("E")],
    ) {
        let sign = if negative { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        let text = format!("{sign}{integer}{point}{fraction}{spelled}{exponent}");
        prop_assert_eq!(read_integer(&text, (i64::MIN, i64::MAX)), reference(negative, &integer, &fraction, exponent));
    }

    #[test]
    fn every_integer_is_read(value: i64) {
        prop_assert_eq!(read_integer(&value.to_string(), (i64::MIN, i64::MAX)), Ok(value));
    }

    #[test]
    fn the_text_of_a_decimal_has_a_pattern(text in "-?[0-9]{0,5}\\.?[0-9]{0,4}", precision in 1..=6_u32, scale in 0..=3_u32) {
        let scale = scale.min(precision);
        let integer = match precision - scale {
            0 => "0".to_owned(),
            digits => format!("(0|[1-9][0-9]{{0,{}}})", digits - 1),
        };
        let fraction = if scale == 0 { String::new() } else { format!(r"(\.[0-9]{{1,{scale}}})?") };
        let pattern = regex::Regex::new(&format!("^-?{integer}{fraction}$")).unwrap();
        let read = read_decimal_text(&text, (precision, scale));
        prop_assert_eq!(read.is_ok(), pattern.is_match(&text), "{} {:?}", text, read);
    }

    #[test]
    fn decimals_are_those_of_their_library(digits in -999_999_999_i64..=999_999_999, scale in 0..=4_u32) {
        let decimal = Decimal::new(digits, scale);
        prop_assert_eq!(read_decimal_number(&decimal.to_string(), (19, 4)), Ok(decimal));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>(), digits in "[-+0-9eE.:TtZz]{0,40}") {
        let kinds = [
            Kind::Bool, Kind::I16, Kind::I64, Kind::F32, Kind::F64, Kind::Decimal, Kind::String, Kind::Uuid,
            Kind::DateTimeUtc, Kind::NaiveDateTime, Kind::NaiveDate, Kind::NaiveTime, Kind::Json, Kind::Bytes,
        ];
        for kind in kinds {
            let _ = parse_text(kind, (19, 4), &text);
            let _ = parse_text(kind, (0, 30), &digits);
        }
    }
}

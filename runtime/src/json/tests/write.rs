use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::Value;
use serde_json::json;

use crate::json::{to_json, write_value};

fn written(value: &Value) -> String {
    let mut out = Vec::new();
    write_value(&mut out, value);
    String::from_utf8(out).unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Value {
    Value::Decimal(Some(text.parse().unwrap()))
}

#[test]
fn strings_escape_what_must_be_and_no_more() {
    let cases = [
        ("", r#""""#),
        ("plain and long enough for a word", r#""plain and long enough for a word""#),
        ("\"", r#""\"""#),
        ("a\\b/c", r#""a\\b/c""#),
        ("\u{8}\u{c}\n\r\t", r#""\b\f\n\r\t""#),
        ("\0\u{1}\u{1f}\u{7f}", "\"\\u0000\\u0001\\u001f\u{7f}\""),
        ("Grüße, 世界 🦀 \u{2028}", "\"Grüße, 世界 🦀 \u{2028}\""),
        ("1234567\"", r#""1234567\"""#),
        ("12345678\"", r#""12345678\"""#),
        ("éééé\n", "\"éééé\\n\""),
    ];
    for (text, expected) in cases {
        assert_eq!(written(&Value::String(Some(text.into()))), expected);
    }
}

#[test]
fn numbers_have_their_shortest_digits() {
    let cases = [
        (Value::SmallInt(Some(i16::MIN)), "-32768"),
        (Value::Int(Some(0)), "0"),
        (Value::BigInt(Some(i64::MIN)), "-9223372036854775808"),
        (Value::Unsigned(Some(u32::MAX)), "4294967295"),
        (Value::Double(Some(1.0)), "1.0"),
        (Value::Double(Some(0.1 + 0.2)), "0.30000000000000004"),
        (Value::Double(Some(-0.0)), "-0.0"),
        (Value::Double(Some(f64::NAN)), "null"),
        (Value::Double(Some(f64::NEG_INFINITY)), "null"),
        (Value::Float(Some(0.1)), "0.1"),
        (Value::Float(Some(f32::INFINITY)), "null"),
        (Value::Bool(Some(true)), "true"),
        (Value::Bool(None), "null"),
    ];
    for (value, expected) in cases {
        assert_eq!(written(&value), expected, "{value:?}");
    }
}

#[test]
fn decimals_lose_needless_zeros_only() {
    let cases = [
        ("0", r#""0""#),
        ("-0.00", r#""0""#),
        ("12.3400", r#""12.34""#),
        ("100", r#""100""#),
        ("-0.05", r#""-0.05""#),
        ("0.0001", r#""0.0001""#),
        ("0.0000000000000000000000000001", r#""0.0000000000000000000000000001""#),
        ("79228162514264337593543950335", r#""79228162514264337593543950335""#),
        ("-7922816251426433759354395033.5", r#""-7922816251426433759354395033.5""#),
        ("18446744073709551616.10", r#""18446744073709551616.1""#),
    ];
    for (text, expected) in cases {
        assert_eq!(written(&decimal(text)), expected);
    }
    let mut negative_zero = Decimal::ZERO;
    negative_zero.set_sign_negative(true);
    assert_eq!(written(&Value::Decimal(Some(negative_zero))), r#""0""#);
}

#[test]
fn times_show_microseconds_only_where_there_are_some() {
    let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let local: NaiveDateTime = date(2025, 4, 30).and_hms_micro_opt(23, 59, 59, 120_000).unwrap();
    let leap = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
    let east = DateTime::parse_from_rfc3339("2025-04-30T12:00:00+05:30").unwrap();
    let cases = [
        (Value::ChronoDateTimeUtc(Some(moment("2025-04-30T12:00:00Z"))), r#""2025-04-30T12:00:00Z""#),
        (Value::ChronoDateTimeUtc(Some(moment("0001-01-01T00:00:00.000001Z"))), r#""0001-01-01T00:00:00.000001Z""#),
        (Value::ChronoDateTimeUtc(Some(moment("1969-12-31T23:59:59.9999999Z"))), r#""1969-12-31T23:59:59.999999Z""#),
        (Value::ChronoDateTimeWithTimeZone(Some(east)), r#""2025-04-30T06:30:00Z""#),
        (Value::ChronoDateTime(Some(local)), r#""2025-04-30T23:59:59.120000""#),
        (Value::ChronoDate(Some(date(9999, 12, 31))), r#""9999-12-31""#),
        (Value::ChronoDate(Some(date(-44, 3, 15))), r#""-0044-03-15""#),
        (Value::ChronoDate(Some(date(12345, 1, 1))), r#""+12345-01-01""#),
        (Value::ChronoTime(Some(NaiveTime::MIN)), r#""00:00:00""#),
        (Value::ChronoTime(Some(leap)), r#""23:59:59.999999""#),
    ];
    for (value, expected) in cases {
        assert_eq!(written(&value), expected);
    }
}

#[test]
fn the_rest_has_its_usual_form() {
    let id = "018f4e2a-7b1c-7def-8a3b-0123456789AB".parse().unwrap();
    assert_eq!(written(&Value::Uuid(Some(id))), r#""018f4e2a-7b1c-7def-8a3b-0123456789ab""#);
    for (bytes, expected) in
        [(&b""[..], r#""""#), (b"f", r#""Zg==""#), (b"fo", r#""Zm8=""#), (b"\xff\xfe\xfd", r#""//79""#)]
    {
        assert_eq!(written(&Value::Bytes(Some(bytes.into()))), expected);
    }
    let document = json!({"a": [1, null, "\u{1}"]});
    assert_eq!(written(&Value::Json(Some(Box::new(document)))), r#"{"a":[1,null,"\u0001"]}"#);
    assert_eq!(written(&Value::Json(None)), "null");
}

#[test]
fn what_is_appended_does_not_touch_what_is_there() {
    let mut out = b"[".to_vec();
    write_value(&mut out, &Value::Bytes(Some(vec![1, 2, 3])));
    write_value(&mut out, &Value::Decimal(Some(Decimal::TEN)));
    assert_eq!(out, br#"["AQID""10""#);
}

#[test]
fn the_document_says_the_same_as_the_text() {
    let values = [
        Value::Float(Some(0.1)),
        Value::Double(Some(0.1)),
        Value::BigInt(Some(-7)),
        decimal("1.50"),
        Value::String(Some("\"\n".into())),
        Value::ChronoDateTimeUtc(Some(moment("2025-04-30T12:00:00.5Z"))),
        Value::Bytes(Some(vec![0, 255])),
        Value::Json(Some(Box::new(json!({"a": 1.5})))),
        Value::Bool(Some(false)),
        Value::Uuid(Some(uuid::Uuid::nil())),
        Value::Double(Some(f64::NAN)),
        Value::Float(Some(f32::NAN)),
        Value::String(None),
    ];
    for value in values {
        assert_eq!(to_json(&value).to_string(), written(&value));
    }
}

use chrono::NaiveDate;
use sea_orm::Value;
use serde_json::json;

use super::{faults, value_of};
use crate::{
    body::{Mode, fixture::KINDS, read},
    error::Place,
};

fn assert_values(cases: &[(&str, &str, Value)]) {
    for (field, text, expected) in cases {
        assert_eq!(value_of(field, text).as_ref(), Ok(expected), "{field} {text}");
    }
}

fn assert_faults(cases: &[(&str, &str, &str)]) {
    for (field, text, code) in cases {
        let outcome = value_of(field, text);
        assert_eq!(outcome.as_ref().map_err(|violation| violation.code()), Err(*code), "{field} {text}");
    }
}

#[test]
fn numbers() {
    assert_values(&[
        ("flag", "true", Value::Bool(Some(true))),
        ("small", "-32768", Value::SmallInt(Some(i16::MIN))),
        ("small", "3.2767e4", Value::SmallInt(Some(i16::MAX))),
        ("medium", "1.0", Value::Int(Some(1))),
        ("medium", "1e3", Value::Int(Some(1000))),
        ("medium", "-0", Value::Int(Some(0))),
        ("big", "9223372036854775807", Value::BigInt(Some(i64::MAX))),
        ("count", "4294967295", Value::BigInt(Some(4_294_967_295))),
        ("single", "0.1", Value::Float(Some(0.1))),
        ("double", "1", Value::Double(Some(1.0))),
        ("price", "0.1", Value::Decimal(Some("0.1".parse().unwrap()))),
        ("price", "\"-12.50\"", Value::Decimal(Some("-12.5".parse().unwrap()))),
        ("price", "\"12\\u002e5\"", Value::Decimal(Some("12.5".parse().unwrap()))),
        ("price", "1e2", Value::Decimal(Some("100".parse().unwrap()))),
    ]);
    assert_faults(&[
        ("flag", "1", "wrong_type"),
        ("flag", "\"true\"", "wrong_type"),
        ("small", "32768", "too_large"),
        ("small", "-32769", "too_small"),
        ("medium", "1.5", "wrong_type"),
        ("medium", "\"1\"", "wrong_type"),
        ("medium", "true", "wrong_type"),
        ("medium", "[1]", "wrong_type"),
        ("medium", "2147483648", "too_large"),
        ("big", "9223372036854775808", "too_large"),
        ("big", "1e400", "too_large"),
        ("big", "-1e400", "too_small"),
        ("big", "123456789012345678901234567890", "too_large"),
        ("count", "-1", "too_small"),
        ("count", "4294967296", "too_large"),
        ("single", "1e39", "too_large"),
        ("single", "\"0.1\"", "wrong_type"),
        ("double", "1e400", "too_large"),
        ("double", "-1e400", "too_small"),
        ("price", "0.00001", "bad_format"),
        ("price", "\"0.00001\"", "bad_format"),
        ("price", "\"1e2\"", "bad_format"),
        ("price", "\"\"", "bad_format"),
        ("price", "\"NaN\"", "bad_format"),
        ("price", "1000000000000000", "too_large"),
        ("price", "\"-1000000000000000\"", "too_small"),
        ("price", "1e400", "too_large"),
        ("price", "{}", "wrong_type"),
        ("price", "\"\\ud800\"", "bad_format"),
        ("share", "1", "too_large"),
    ]);
}

#[test]
fn texts() {
    assert_values(&[
        ("title", "\"\"", Value::String(Some(String::new()))),
        ("title", "\"a\\n\\\"\\u00e9\\ud83e\\udd80\"", Value::String(Some("a\n\"é🦀".into()))),
        ("title", "\"世界\"", Value::String(Some("世界".into()))),
        ("status", "\"draft\"", Value::String(Some("draft".into()))),
        ("status", "\"\\u0064raft\"", Value::String(Some("draft".into()))),
        ("slug", "\"a-b\"", Value::String(Some("a-b".into()))),
        ("slug", "null", Value::String(None)),
        ("code", "\"00000000-0000-0000-0000-00000000000A\"", Value::Uuid(Some(uuid::Uuid::from_u128(10)))),
        ("bytes", "\"AQI=\"", Value::Bytes(Some(vec![1, 2]))),
        ("bytes", "\"\"", Value::Bytes(Some(vec![]))),
    ]);
    assert_faults(&[
        ("title", "1", "wrong_type"),
        ("title", "null", "null_not_allowed"),
        ("title", "{}", "wrong_type"),
        ("title", "\"a\\u0000b\"", "bad_format"),
        ("title", "\"\\ud800\"", "bad_format"),
        ("title", "\"\\udc00\\ud800\"", "bad_format"),
        ("title", "\"\\ud800\\u0041\"", "bad_format"),
        ("status", "\"Draft\"", "not_a_choice"),
        ("status", "\"\"", "not_a_choice"),
        ("status", "0", "wrong_type"),
        ("slug", "\"a b\"", "invalid"),
        ("code", "\"0000000000000000000000000000000a\"", "bad_format"),
        ("code", "\"nil\"", "bad_format"),
        ("code", "1", "wrong_type"),
        ("bytes", "\"AQI\"", "bad_format"),
        ("bytes", "\"AQJ=\"", "bad_format"),
        ("bytes", "\"A-_=\"", "bad_format"),
        ("bytes", "\"AQ\\nI=\"", "bad_format"),
        ("bytes", "[1,2]", "wrong_type"),
    ]);
}

#[test]
fn times() {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let noon = day.and_hms_micro_opt(12, 0, 0, 123_456).unwrap();
    assert_values(&[
        ("moment", "\"2024-02-29T12:00:00.123456789Z\"", Value::ChronoDateTimeUtc(Some(noon.and_utc()))),
        ("moment", "\"2024-02-29T17:30:00.123456+05:30\"", Value::ChronoDateTimeUtc(Some(noon.and_utc()))),
        ("local", "\"2024-02-29T12:00:00.123456789\"", Value::ChronoDateTime(Some(noon))),
        ("day", "\"2024-02-29\"", Value::ChronoDate(Some(day))),
        ("time", "\"12:00:00.1234569\"", Value::ChronoTime(Some(noon.time()))),
    ]);
    assert_faults(&[
        ("moment", "\"2024-02-29T12:00:00\"", "bad_format"),
        ("moment", "\"2023-02-29T12:00:00Z\"", "bad_format"),
        ("moment", "\"2024-02-29T12:00:60Z\"", "bad_format"),
        ("moment", "\"0000-01-01T00:00:00Z\"", "bad_format"),
        ("moment", "1709208000", "wrong_type"),
        ("local", "\"2024-02-29T12:00:00Z\"", "bad_format"),
        ("day", "\"2024-02-30\"", "bad_format"),
        ("day", "\"2024-02-29T00:00:00\"", "bad_format"),
        ("day", "20240229", "wrong_type"),
        ("time", "\"25:00:00\"", "bad_format"),
        ("time", "\"12:00\"", "bad_format"),
    ]);
}

#[test]
fn documents() {
    let document = |value: serde_json::Value| Value::Json(Some(Box::new(value)));
    assert_values(&[
        ("document", "{\"a\":[1,{\"b\":null}]}", document(json!({"a": [1, {"b": null}]}))),
        ("document", "\"a:b\\\"{\"", document(json!("a:b\"{"))),
        ("document", "1.5", document(json!(1.5))),
        ("document", "null", Value::Json(None)),
        ("document", "\"\\\\u0000\"", document(json!("\\u0000"))),
        ("settings", "{\"dark\":true}", document(json!({"dark": true}))),
        // What the type does not know is not stored.
        ("settings", "{\"dark\":true,\"more\":1}", document(json!({"dark": true}))),
    ]);
    assert_faults(&[
        ("settings", "null", "null_not_allowed"),
        ("settings", "{\"dark\":1}", "invalid"),
        ("document", "{\"a\":1,\"a\":1}", "duplicate_key"),
        ("document", "[{\"a\":{\"b\":1,\"\\u0062\":2}}]", "duplicate_key"),
        ("document", "{\"a\":\"\\u0000\"}", "bad_format"),
        ("document", "{\"\\u0000\":1}", "bad_format"),
        ("document", "[\"\\ud800\"]", "bad_format"),
        ("document", "[1e400]", "too_large"),
    ]);
}

#[test]
fn bounds_choices_and_formats_are_told() {
    let told = |field, text| serde_json::Value::Object(value_of(field, text).unwrap_err().params().clone());
    assert_eq!(told("small", "40000"), json!({"min": -32768, "max": 32767}));
    assert_eq!(told("price", "1e20"), json!({"min": "-999999999999999.9999", "max": "999999999999999.9999"}));
    assert_eq!(told("share", "1"), json!({"min": "-0.99", "max": "0.99"}));
    assert_eq!(told("price", "0.00001"), json!({"scale": 4}));
    assert_eq!(told("double", "1e400"), json!({"min": f64::MIN, "max": f64::MAX}));
    assert_eq!(told("status", "\"x\""), json!({"choices": ["draft", "published"]}));
    assert_eq!(told("moment", "\"x\""), json!({"format": "date-time"}));
    assert_eq!(told("medium", "\"x\""), json!({}));
    let detail = |field, text| value_of(field, text).unwrap_err().detail().to_owned();
    assert_eq!(detail("medium", "1.5"), "must be an integer from -2147483648 to 2147483647");
    assert_eq!(detail("status", "\"x\""), "must be one of: draft, published");
    assert_eq!(detail("title", "1"), "must be a text");
    assert_eq!(detail("slug", "\"a b\""), "must be without spaces");
    assert_eq!(detail("settings", "1"), "does not have the form that is expected");
    let place = |text| value_of("settings", text).unwrap_err().place().clone();
    assert_eq!(place("{\"dark\":1}"), Place::Pointer("/settings/dark".to_owned()));
    assert_eq!(place("{}"), Place::Pointer("/settings".to_owned()));
}

#[test]
fn all_faults_are_found_at_once_in_the_order_of_the_body() {
    let text = br#" { "title" : 1 , "titel":2,"big": 1e400,
        "day":"2025-02-30", "title":"again", "status": "x" , "flag" : false } "#;
    let body = read(text, &KINDS, Mode::Update).unwrap();
    let expected = [
        ("/title", "wrong_type"),
        ("/titel", "unknown_field"),
        ("/big", "too_large"),
        ("/day", "bad_format"),
        ("/title", "duplicate_key"),
        ("/status", "not_a_choice"),
    ];
    let found = faults(&body);
    let found: Vec<(&str, &str)> = found.iter().map(|(pointer, code)| (&**pointer, &**code)).collect();
    assert_eq!(found, expected);
    assert_eq!(body.cells.given().count(), 1);
}

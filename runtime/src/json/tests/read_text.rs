use sea_orm::Value;

use crate::{
    descriptor::Kind,
    json::{expected, parse_text},
};

const CHOICES: Kind = Kind::Choice(&["draft", "published"]);

#[test]
fn a_text_is_read_as_its_kind() {
    let cases = [
        (Kind::Bool, "true", Value::Bool(Some(true))),
        (Kind::I16, "-32768", Value::SmallInt(Some(i16::MIN))),
        (Kind::I32, "7", Value::Int(Some(7))),
        (Kind::I64, "9223372036854775807", Value::BigInt(Some(i64::MAX))),
        (Kind::U32, "4294967295", Value::BigInt(Some(4_294_967_295))),
        (Kind::F32, "0.5", Value::Float(Some(0.5))),
        (Kind::F64, "-1e3", Value::Double(Some(-1000.0))),
        (Kind::Decimal, "0.10", Value::Decimal(Some("0.1".parse().unwrap()))),
        (Kind::String, "", Value::String(Some(String::new()))),
        (CHOICES, "draft", Value::String(Some("draft".into()))),
        (Kind::Uuid, "00000000-0000-0000-0000-00000000000A", Value::Uuid(Some(uuid::Uuid::from_u128(10)))),
        (Kind::NaiveDate, "2025-04-30", Value::ChronoDate(chrono::NaiveDate::from_ymd_opt(2025, 4, 30))),
        (Kind::Json, "[1]", Value::Json(Some(Box::new(serde_json::json!([1]))))),
        (Kind::Bytes, "AQI=", Value::Bytes(Some(vec![1, 2]))),
    ];
    for (kind, text, value) in cases {
        assert_eq!(parse_text(kind, (19, 4), text), Ok(value), "{text}");
    }
}

#[test]
fn another_form_is_refused_with_the_expected_one() {
    let cases: [(Kind, &[&str]); 12] = [
        (Kind::Bool, &["", "True", "1", "0", "yes", " true"]),
        (Kind::I16, &["32768", "-32769"]),
        (Kind::I64, &["", "-", "+5", "05", "-0", "1.0", "1e3", " 1", "1 ", "9223372036854775808", "one", "1\0", "٣"]),
        (Kind::U32, &["-1", "4294967296"]),
        (Kind::F32, &["1e39", "NaN"]),
        (Kind::F64, &["1e400", "inf", "0x1", "1."]),
        (Kind::Decimal, &["1e2", "1.00000", "1000000000000000", ".5"]),
        (Kind::String, &["a\0b"]),
        (CHOICES, &["", "Draft", "archived"]),
        (
            Kind::Uuid,
            &[
                "0000000000000000000000000000000a",
                "{00000000-0000-0000-0000-00000000000a}",
                "urn:uuid:00000000-0000-0000-0000-00000000000a",
                "00000000-0000-0000-0000-00000000000g",
                "00000000000000000000-0000-0000-00000",
            ],
        ),
        (Kind::DateTimeUtc, &["2025-04-30T12:00:00", "2025-04-30T12:00:00 05:30"]),
        (Kind::Bytes, &["AQI", "AQJ=", "A-_=", "AQ I="]),
    ];
    for (kind, texts) in cases {
        for text in texts {
            assert_eq!(parse_text(kind, (19, 4), text), Err(expected(kind)), "{text:?}");
        }
    }
}

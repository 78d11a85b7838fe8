use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::Decimal;
use sea_orm::Value;
use serde_json::json;
use validator::{ValidateRange, ValidationError};

use super::{check, check_cells, check_row};
use crate::{
    body::fixture::descriptor,
    descriptor::{Check, Descriptor, Field, Flags, Number, RowCheck, Validation},
    error::Place,
    input::Cells,
};

fn text(text: &str) -> Value {
    Value::String(Some(text.to_owned()))
}

/// The code of what the rule finds.
fn code(rule: &Check, value: &Value) -> Option<String> {
    check(rule, value).err().map(|finding| finding.code.into_owned())
}

fn passes(rule: &Check, value: &Value) -> bool {
    code(rule, value).is_none()
}

fn length(min: Option<u64>, max: Option<u64>, equal: Option<u64>) -> Check {
    Check::Length { min, max, equal }
}

/// A range with these bounds, both included.
macro_rules! range {
    ($min:expr, $max:expr) => {
        Check::Range {
            min: Some(|| Number::from($min)),
            max: Some(|| Number::from($max)),
            exclusive_min: None,
            exclusive_max: None,
        }
    };
}

#[test]
fn lengths_count_characters_of_texts_and_bytes_of_bytes() {
    let rule = length(Some(2), Some(3), None);
    assert_eq!(code(&rule, &text("é")).as_deref(), Some("too_short"));
    assert!(passes(&rule, &text("éé")));
    assert!(passes(&rule, &text("🦀🦀🦀")));
    assert_eq!(code(&rule, &text("éééé")).as_deref(), Some("too_long"));
    assert_eq!(code(&rule, &Value::Bytes(Some(vec![0]))).as_deref(), Some("too_short"));
    assert_eq!(code(&rule, &Value::Bytes(Some(vec![0; 4]))).as_deref(), Some("too_long"));
    let exact = length(None, None, Some(2));
    assert_eq!(code(&exact, &text("a")).as_deref(), Some("too_short"));
    assert_eq!(code(&exact, &text("abc")).as_deref(), Some("too_long"));
    assert!(passes(&exact, &text("ab")));
}

#[test]
fn a_length_says_its_bounds() {
    let finding = check(&length(Some(1), Some(3), None), &text("")).unwrap_err();
    assert_eq!(finding.detail, "must have at least 1 character");
    assert_eq!(finding.params, [("min".into(), json!(1)), ("max".into(), json!(3))]);
    let finding = check(&length(None, Some(2), None), &Value::Bytes(Some(vec![0; 3]))).unwrap_err();
    assert_eq!(finding.detail, "must have at most 2 bytes");
    assert_eq!(finding.params, [("max".into(), json!(2))]);
}

#[test]
fn a_range_includes_its_bounds_unless_it_says_otherwise() {
    let rule = range!(1_i64, 3_i64);
    for (number, expected) in [(0, Some("too_small")), (1, None), (3, None), (4, Some("too_large"))] {
        assert_eq!(code(&rule, &Value::SmallInt(Some(number))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Int(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::BigInt(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Double(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Float(Some(number.into()))).as_deref(), expected);
        assert_eq!(code(&rule, &Value::Decimal(Some(number.into()))).as_deref(), expected);
    }
    let open = Check::Range {
        min: None,
        max: None,
        exclusive_min: Some(|| Number::from(1_i64)),
        exclusive_max: Some(|| Number::from(3_i64)),
    };
    for (number, expected) in [(1.0, Some("too_small")), (1.5, None), (3.0, Some("too_large"))] {
        assert_eq!(code(&open, &Value::Double(Some(number))).as_deref(), expected);
    }
}

#[test]
fn a_range_compares_exactly_whatever_the_types() {
    let half = range!(0.5, 0.5);
    assert!(passes(&half, &Value::Decimal(Some(Decimal::new(5, 1)))));
    assert_eq!(code(&half, &Value::BigInt(Some(0))).as_deref(), Some("too_small"));
    assert_eq!(code(&half, &Value::BigInt(Some(1))).as_deref(), Some("too_large"));
    // 0.1 is the same number for a double, a float and a decimal, as it was written.
    let tenth = range!(0.1, 0.1);
    assert!(passes(&tenth, &Value::Float(Some(0.1))));
    assert!(passes(&tenth, &Value::Double(Some(0.1))));
    assert!(passes(&tenth, &Value::Decimal(Some(Decimal::new(1, 1)))));
    // 2^63 is a double, and i64::MAX is one less.
    assert!(passes(&range!(i64::MIN, 9_223_372_036_854_775_808.0), &Value::BigInt(Some(i64::MAX))));
    assert_eq!(
        code(&range!(0_i64, i64::MAX), &Value::Double(Some(9_223_372_036_854_775_808.0))).as_deref(),
        Some("too_large")
    );
    assert_eq!(code(&range!(-1_i64, 0_i64), &Value::Double(Some(-1.5))).as_deref(), Some("too_small"));
    assert_eq!(code(&range!(0_i64, 1e300), &Value::Decimal(Some(Decimal::NEGATIVE_ONE))).as_deref(), Some("too_small"));
    assert!(passes(&range!(Decimal::new(-5, 1), Decimal::MAX), &Value::Double(Some(-0.5))));
    assert!(passes(&range!(Decimal::MIN, Decimal::MAX), &Value::BigInt(Some(i64::MIN))));
}

#[test]
fn what_is_no_number_is_in_no_range() {
    let rule = range!(f64::NEG_INFINITY, f64::INFINITY);
    assert_eq!(code(&rule, &Value::Double(Some(f64::NAN))).as_deref(), Some("bad_format"));
    assert_eq!(code(&rule, &Value::Float(Some(f32::NAN))).as_deref(), Some("bad_format"));
    assert!(passes(&rule, &Value::Double(Some(f64::MAX))));
}

#[test]
fn a_range_says_its_bounds() {
    let finding = check(&range!(0.5, Decimal::new(1050, 2)), &Value::Double(Some(0.25))).unwrap_err();
    assert_eq!(finding.detail, "must be at least 0.5");
    assert_eq!(finding.params, [("min".into(), json!(0.5)), ("max".into(), json!("10.5"))]);
}

#[test]
fn e_mail_addresses() {
    for address in
        ["a@b", "first.last+tag@example.com", "a@müller.de", "a@[127.0.0.1]", "a@[::1]", "!#$%&'*+/=?^_`{|}~-@x.y"]
    {
        assert!(passes(&Check::Email, &text(address)), "{address}");
    }
    let long = format!("{}@x.y", "a".repeat(65));
    let refused = [
        "",
        "@",
        "a",
        "a@",
        "@b",
        "a b@c",
        "a@b c",
        "a@b\n",
        "\ta@b",
        "a@x y<script>[127.0.0.1]",
        "a@x[127.0.0.1]",
        "a@[[127.0.0.1]",
        "a@[300.0.0.1]",
        "a@exa\u{ad}mple.com",
        "a@exa\u{200b}mple.com",
        "a@-b.com",
        "a@b..c",
        "é@b.com",
        &long,
    ];
    for address in refused {
        assert_eq!(code(&Check::Email, &text(address)).as_deref(), Some("bad_format"), "{address:?}");
    }
}

#[test]
fn urls() {
    for url in [
        "http://a",
        "https://example.com:8080/a?b=c#d",
        "HTTPS://Example.com",
        "https://user@host/",
        "http://[::1]/",
        "https://de.wikipedia.org/wiki/Käse",
    ] {
        assert!(passes(&Check::Url, &text(url)), "{url}");
    }
    let refused = [
        "",
        "example.com",
        "/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a",
        "file:///etc/passwd",
        "http:a",
        "http:/a",
        "http://",
        "http:///a",
        "http://?a",
        "https://a b",
        " http://a",
        "http://a ",
        "ht\ntp://a",
        "http://a\n",
        "http://a/\u{202e}b",
        "http:\\\\a",
        "https://a/<script>",
        "https://a/\"",
        "http://a:99999",
        "http://[::1",
        "https://exa mple.com",
        "é://a",
    ];
    for url in refused {
        assert_eq!(code(&Check::Url, &text(url)).as_deref(), Some("bad_format"), "{url:?}");
    }
}

#[test]
fn ip_addresses() {
    let cases = [("127.0.0.1", true, false), ("::1", false, true), ("::ffff:1.2.3.4", false, true)];
    for (address, v4, v6) in cases {
        assert!(passes(&Check::Ip, &text(address)));
        assert_eq!((passes(&Check::IpV4, &text(address)), passes(&Check::IpV6, &text(address))), (v4, v6), "{address}");
    }
    for address in ["", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", ":::1", "127.0.0.1:80"] {
        assert_eq!(code(&Check::Ip, &text(address)).as_deref(), Some("bad_format"), "{address}");
    }
}

#[test]
fn cards() {
    for number in ["4539571147647251", "343380440754432", "6011000990139424"] {
        assert!(passes(&Check::CreditCard, &text(number)), "{number}");
    }
    for number in [
        "",
        "0",
        "5236313877109141",
        "4539571147647252",
        "4539 5711 4764 7251",
        "zduhefljsdfKJKJZHUI",
        "٤٥٣٩٥٧١١٤٧٦٤٧٢٥١",
        "000000000000000000000",
    ] {
        assert!(!passes(&Check::CreditCard, &text(number)), "{number}");
    }
}

#[test]
fn parts_patterns_and_control_characters() {
    static LETTERS: LazyLock<regex::Regex> = LazyLock::new(|| regex::Regex::new("^[a-z]+$").unwrap());
    let regex = Check::Regex { matches: |text| LETTERS.is_match(text), pattern: || LETTERS.as_str().to_owned() };
    assert!(passes(&regex, &text("abc")));
    let finding = check(&regex, &text("ABC")).unwrap_err();
    assert_eq!((&*finding.code, &finding.params[0]), ("no_match", &("pattern".into(), json!("^[a-z]+$"))));

    assert!(passes(&Check::Contains("b"), &text("abc")));
    assert_eq!(code(&Check::Contains("x"), &text("abc")).as_deref(), Some("no_match"));
    assert!(passes(&Check::DoesNotContain("x"), &text("abc")));
    assert_eq!(code(&Check::DoesNotContain("b"), &text("abc")).as_deref(), Some("no_match"));
    assert!(passes(&Check::NonControlCharacter, &text("a b\u{a0}é")));
    assert_eq!(code(&Check::NonControlCharacter, &text("a\nb")).as_deref(), Some("bad_format"));
}

#[test]
fn null_passes_all_rules_but_required() {
    let rules = [
        Check::Email,
        Check::Url,
        length(Some(1), None, None),
        range!(1_i64, 2_i64),
        Check::Contains("a"),
        Check::MustMatch(0),
    ];
    for rule in rules {
        assert!(passes(&rule, &Value::String(None)), "{rule:?}");
    }
    assert_eq!(code(&Check::Required, &Value::String(None)).as_deref(), Some("required"));
    assert!(passes(&Check::Required, &text("")));
    let never = Check::Custom(|_| Err(ValidationError::new("never")));
    assert!(passes(&never, &Value::String(None)));
}

fn no_spam(value: &Value) -> Result<(), ValidationError> {
    match value {
        Value::String(Some(text)) if text.contains("spam") => {
            let mut error = ValidationError::new("spam");
            error.add_param("value".into(), text);
            error.add_param("limit".into(), &3);
            Err(error.with_message("no spam here".into()))
        }
        _ => Ok(()),
    }
}

static RULES: Descriptor = Descriptor {
    row_checks: &[
        RowCheck { check: always, skip_on_field_errors: true, code: None, message: None },
        RowCheck { check: always, skip_on_field_errors: false, code: Some("schema"), message: Some("the row is odd") },
    ],
    ..descriptor(&[
        Field::new::<Option<String>>("title").wire("Title").validations(&[
            Validation::new(Check::Length { min: Some(2), max: None, equal: None }),
            Validation::new(Check::Contains("x")).code("no_x").message("needs an x"),
        ]),
        Field::new::<String>("text").validations(&[Validation::new(Check::Custom(no_spam))]),
        Field::new::<String>("password").flags(Flags::INPUT).validations(&[Validation::new(Check::MustMatch(3))]),
        Field::new::<String>("again").wire("passwordAgain").flags(Flags::INPUT),
    ])
};

fn always(row: &[Value]) -> Result<(), ValidationError> {
    assert_eq!(row.len(), 4);
    Err(ValidationError::new("odd"))
}

#[test]
fn each_rule_of_each_given_field_is_told_at_its_pointer() {
    let mut cells = Cells::new(&RULES);
    assert_eq!(check_cells(&RULES, &cells), []);
    cells.set(0, text("a"));
    cells.set(1, text("spam"));
    let found = check_cells(&RULES, &cells);
    let told: Vec<_> = found.iter().map(|found| (found.place().clone(), found.code(), found.detail())).collect();
    let at = |pointer: &str| Place::Pointer(pointer.to_owned());
    let expected = [
        (at("/Title"), "too_short", "must have at least 2 characters"),
        (at("/Title"), "no_x", "needs an x"),
        (at("/text"), "spam", "no spam here"),
    ];
    assert_eq!(told, expected);
    assert_eq!(serde_json::Value::Object(found[1].params().clone()), json!({"contains": "x"}));
    // The validator crate's own `value` would be what the client sent.
    assert_eq!(serde_json::Value::Object(found[2].params().clone()), json!({"limit": 3}));
}

#[test]
fn rules_of_several_fields_see_the_whole_row() {
    let codes = |row: &[Value], field_errors| -> Vec<String> {
        check_row(&RULES, row, field_errors)
            .iter()
            .map(|found| format!("{:?} {}", found.place(), found.code()))
            .collect()
    };
    let schema = "Pointer(\"\") schema";
    let matching = [Value::String(None), text(""), text("a"), text("a")];
    assert_eq!(codes(&matching, false), ["Pointer(\"\") odd", schema]);
    assert_eq!(codes(&matching, true), [schema]);
    let both_absent = [Value::String(None), text(""), Value::String(None), Value::String(None)];
    assert_eq!(codes(&both_absent, true), [schema]);
    for other in [text("b"), Value::String(None)] {
        let row = [Value::String(None), text(""), text("a"), other];
        assert_eq!(codes(&row, false), ["Pointer(\"/password\") no_match", schema]);
        let found = &check_row(&RULES, &row, false)[0];
        assert_eq!(found.detail(), "must equal `passwordAgain`");
    }
}

proptest! {
    #[test]
    fn a_range_of_one_type_is_that_of_the_validator_crate(value: i64, bound: i64, real: f64, limit: f64) {
        let mine = super::number::compare(&Value::BigInt(Some(value)), Number::Integer(bound));
        prop_assert_eq!(mine.is_some_and(|order| order.is_ge()), value.validate_range(Some(bound), None, None, None));
        let mine = super::number::compare(&Value::Double(Some(real)), Number::Float(limit));
        prop_assert_eq!(mine.is_some_and(|order| order.is_ge()), real.validate_range(Some(limit), None, None, None));
    }

    #[test]
    fn integers_and_doubles_compare_both_ways_alike(value in any::<i64>(), near in -2.0..2.0, far in any::<f64>()) {
        for real in [value as f64, value as f64 + near, far] {
            let forth = super::number::compare(&Value::BigInt(Some(value)), Number::Float(real));
            let back = super::number::compare(&Value::Double(Some(real)), Number::Integer(value));
            prop_assert_eq!(forth, back.map(std::cmp::Ordering::reverse));
        }
        let small = value >> 20;
        let expected = (small as f64).partial_cmp(&near);
        prop_assert_eq!(super::number::compare(&Value::BigInt(Some(small)), Number::Float(near)), expected);
    }

    #[test]
    fn no_text_makes_a_rule_panic(subject in any::<String>()) {
        for rule in [Check::Email, Check::Url, Check::Ip, Check::CreditCard, Check::NonControlCharacter] {
            let _ = check(&rule, &text(&subject));
        }
    }
}

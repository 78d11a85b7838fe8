//! What the document says of a field, and what the reader of bodies takes: the same, value by value.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use jsonschema::Validator;
use proptest::{prelude::*, sample::select};
use regex::Regex;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::{
    body::{self, Mode, fixture::descriptor},
    database::Backend,
    descriptor::{Check, Descriptor, Field, Flags, Kind, Number, Validation},
    openapi::schema::field_schema,
    operation::{check_addressable, check_storable},
    validation,
};

const fn rule(check: Check) -> Validation {
    Validation::new(check)
}

const fn length(min: u64, max: u64) -> Check {
    Check::Length { min: Some(min), max: Some(max), equal: None }
}

fn product_code() -> &'static Regex {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Z]{2}-\d+$").expect("a pattern"));
    &PATTERN
}

const ONE_TO_TEN: Check = Check::Range {
    min: Some(|| Number::Integer(1)),
    max: Some(|| Number::Integer(10)),
    exclusive_min: None,
    exclusive_max: None,
};
const BETWEEN: Check = Check::Range {
    min: None,
    max: None,
    exclusive_min: Some(|| Number::Float(0.5)),
    exclusive_max: Some(|| Number::Float(2.5)),
};

const SHORT: &[Validation] = &[rule(length(2, 4))];
const EXACT: &[Validation] = &[rule(Check::Length { min: None, max: None, equal: Some(5) })];
const CODE: &[Validation] = &[rule(Check::Regex(product_code)), rule(length(4, 6))];
const PARTS: &[Validation] =
    &[rule(Check::Contains("a.b")), rule(Check::DoesNotContain("c-d")), rule(Check::NonControlCharacter)];
const ADDRESS: &[Validation] = &[rule(Check::IpV4)];
const EMAIL: &[Validation] = &[rule(Check::Email)];
const URL: &[Validation] = &[rule(Check::Url)];
const CARD: &[Validation] = &[rule(Check::CreditCard)];
const TEN: &[Validation] = &[rule(ONE_TO_TEN)];
const SOME: &[Validation] = &[rule(BETWEEN)];
const NEEDED: &[Validation] = &[rule(Check::Required)];

static FIELDS: Descriptor = descriptor(&[
    Field::new::<String>("key").flags(Flags::KEY),
    Field::new::<bool>("flag"),
    Field::new::<i16>("small"),
    Field::new::<i32>("medium"),
    Field::new::<i64>("big"),
    Field::new::<u32>("count"),
    Field::new::<f32>("single"),
    Field::new::<f64>("double"),
    Field::new::<Decimal>("price"),
    Field::new::<Decimal>("rate").decimal(4, 4),
    Field::new::<Decimal>("pieces").decimal(6, 0),
    Field::new::<String>("title"),
    Field::new::<Uuid>("id"),
    Field::new::<DateTime<Utc>>("at"),
    Field::new::<NaiveDateTime>("local"),
    Field::new::<NaiveDate>("day"),
    Field::new::<NaiveTime>("time"),
    Field::new::<Vec<u8>>("bytes"),
    Field::new::<Option<i64>>("maybe"),
    Field::new::<Option<String>>("needed").validations(NEEDED),
    Field::new::<String>("short").validations(SHORT),
    Field::new::<String>("exact").validations(EXACT),
    Field::new::<String>("code").validations(CODE),
    Field::new::<String>("parts").validations(PARTS),
    Field::new::<Vec<u8>>("few_bytes").validations(SHORT),
    Field::new::<i64>("ten").validations(TEN),
    Field::new::<f64>("some").validations(SOME),
    Field::new::<i16>("some_small").validations(SOME),
    Field::new::<String>("sorted").flags(Flags::SORT),
]);

/// Of these the schema may take more than the server, since no keyword says what the rule does, or none that tools would
/// make use of: a NUL deep in a document.
static LOOSER: Descriptor = descriptor(&[
    Field::new::<i64>("id").flags(Flags::KEY),
    Field::new::<String>("email").validations(EMAIL),
    Field::new::<String>("url").validations(URL),
    Field::new::<String>("card").validations(CARD),
    Field::new::<String>("address").validations(ADDRESS),
    Field::new::<Decimal>("amount").validations(TEN),
    Field::new::<serde_json::Value>("document"),
]);

/// Whether a create takes the value.
fn is_taken(descriptor: &'static Descriptor, position: usize, value: &Json, backend: Backend) -> bool {
    let body = json!({ descriptor.fields[position].wire: value }).to_string();
    let Ok(body) = body::read(body.as_bytes(), descriptor, Mode::Create) else { return false };
    if body.cells.get(position).is_none() {
        return false;
    }
    validation::check_cells(descriptor, &body.cells).is_empty()
        && check_storable(descriptor, backend, &body.cells).is_empty()
        && check_addressable(descriptor, &body.cells).is_none()
}

fn validator(descriptor: &'static Descriptor, position: usize, backend: Backend) -> Validator {
    let schema =
        serde_json::to_value(field_schema(descriptor, position, Some(Mode::Create), backend)).expect("a schema");
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap_or_else(|error| panic!("{schema}: {error}"))
}

const TEXTS: &[&str] = &[
    "",
    "a",
    "ab",
    "abcd",
    "abcde",
    "héé",
    "a\u{0}b",
    "AB-12",
    "ab-12",
    "AB-٣",
    "AB-1234",
    "xa.bx",
    "a.b c-d",
    "axb",
    "a.b\u{7}",
    "\n",
    ".",
    "..",
    "...",
    "0",
    "-0",
    "1",
    "10",
    "0.5",
    "0.12345",
    "-0.5",
    "12.5",
    "12.50",
    "007",
    "1e3",
    "1.",
    ".5",
    "+1",
    "99999999999999999999",
    "123456789012345",
    "1234567890123456",
    "123456789012.3456",
    "100000000000000.0000",
    "0.0001",
    "999999",
    "1000000",
    "9999999.9",
    "01890a5d-ac96-774b-bcce-b302099a8057",
    "01890A5D-AC96-774B-BCCE-B302099A8057",
    "01890a5dac96774bbcceb302099a8057",
    "{01890a5d-ac96-774b-bcce-b302099a8057}",
    "2025-04-30T12:00:00Z",
    "2025-04-30t12:00:00.123456789+05:30",
    "2025-04-30T23:59:60Z",
    "2025-04-31T12:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59.5Z",
    "9999-12-31T23:59:59-00:01",
    "2025-04-30T12:00:00",
    "2025-04-30 12:00:00Z",
    "2025-04-30",
    "2024-02-29",
    "2025-02-29",
    "1900-02-29",
    "2000-02-29",
    "12:00:00",
    "24:00:00",
    "12:00:60",
    "12:00",
    "12:00:00.5",
    "12:00:00Z",
    "QUI=",
    "QUJD",
    "QUJDRA==",
    "QUJDREU=",
    "QUJ=",
    "QUJ",
    "QQ==",
    "QR==",
    "-_-_",
    "ada@example.com",
    "a b@example.com",
    "ada@bücher.example",
    "ada@[127.0.0.1]",
    "@example.com",
    "https://example.com/",
    "http:example.com",
    "javascript:alert(1)",
    "4242424242424242",
    "4242424242424241",
    "192.0.2.1",
    "192.0.2.256",
    "2001:db8::1",
    "true",
    "null",
];

const OTHERS: &[&str] = &[
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[1,[2]]",
    "[\"a\\u0000b\"]",
    "{\"a\":{\"b\":null}}",
    "0",
    "-0",
    "1",
    "1.0",
    "1e3",
    "10",
    "11",
    "0.5",
    "0.51",
    "2.5",
    "2.49",
    "12.5",
    "-1",
    "32767",
    "32768",
    "-32768",
    "-32769",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1e19",
    "3.4e38",
    "3.5e38",
    "3.4028235e38",
    "3.40282356e38",
    "3.40282357e38",
    "-3.5e38",
    "1e300",
    "0.0001",
    "0.9999",
    "999999",
    "1000000",
    "999999.5",
    "1e-40",
];

/// A value from the lists, or a text of the lists with one letter changed.
fn values() -> impl Strategy<Value = Json> {
    let changed =
        (select(TEXTS), any::<prop::sample::Index>(), select("aZ09-.:T+=/ \u{0}é\n".chars().collect::<Vec<_>>()), 0..3);
    let changed = changed.prop_map(|(text, index, letter, how)| {
        let mut letters: Vec<char> = text.chars().collect();
        let place = index.index(letters.len() + 1);
        match (how, place < letters.len()) {
            (0, true) => letters[place] = letter,
            (1, true) => drop(letters.remove(place)),
            _ => letters.insert(place, letter),
        }
        Json::String(letters.into_iter().collect())
    });
    prop_oneof![
        3 => select(TEXTS).prop_map(Json::from),
        3 => changed,
        3 => select(OTHERS).prop_map(|json| serde_json::from_str(json).expect("JSON")),
        1 => any::<i64>().prop_map(Json::from),
        1 => any::<f64>().prop_filter("no number", |number| number.is_finite()).prop_map(Json::from),
    ]
}

/// SQLite keeps fifteen digits of a decimal. Of a text a pattern counts them; of a number no keyword does.
fn has_uncounted_digits(field: &Field, value: &Json, backend: Backend) -> bool {
    let digits = || value.to_string().bytes().filter(u8::is_ascii_digit).count();
    backend == Backend::Sqlite && field.kind == Kind::Decimal && value.is_number() && digits() > 15
}

/// All validators, made once: compiling them is most of the time.
fn validators(descriptor: &'static Descriptor) -> Vec<(usize, Backend, Validator)> {
    let of = |backend: Backend| {
        (0..descriptor.fields.len()).map(move |position| (position, backend, validator(descriptor, position, backend)))
    };
    of(Backend::Sqlite).chain(of(Backend::Postgres)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_schema_takes_what_the_server_takes_and_nothing_else(value in values()) {
        static ALL: LazyLock<Vec<(usize, Backend, Validator)>> = LazyLock::new(|| validators(&FIELDS));
        for (position, backend, validator) in ALL.iter() {
            if has_uncounted_digits(&FIELDS.fields[*position], &value, *backend) {
                continue;
            }
            let (said, done) = (validator.is_valid(&value), is_taken(&FIELDS, *position, &value, *backend));
            prop_assert_eq!(said, done, "{} {:?} {}", FIELDS.fields[*position].name, backend, value);
        }
    }

    #[test]
    fn where_no_keyword_says_a_rule_the_schema_takes_at_least_what_the_server_takes(value in values()) {
        static ALL: LazyLock<Vec<(usize, Backend, Validator)>> = LazyLock::new(|| validators(&LOOSER));
        for (position, backend, validator) in ALL.iter() {
            if is_taken(&LOOSER, *position, &value, *backend) {
                prop_assert!(validator.is_valid(&value), "{} {}", LOOSER.fields[*position].name, value);
            }
        }
    }
}

#[test]
fn each_listed_value_agrees() {
    let listed = TEXTS.iter().map(|text| json!(text));
    let listed: Vec<Json> = listed.chain(OTHERS.iter().map(|text| serde_json::from_str(text).expect("JSON"))).collect();
    let mut faults = Vec::new();
    for (position, backend, validator) in validators(&FIELDS) {
        for value in &listed {
            let (said, done) = (validator.is_valid(value), is_taken(&FIELDS, position, value, backend));
            if said != done {
                faults.push(format!(
                    "{} on {backend:?}: {value} is taken: {done}, and the schema says {said}",
                    FIELDS.fields[position].name
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

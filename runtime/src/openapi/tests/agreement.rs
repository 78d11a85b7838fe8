//! What the document says of a field, and what the reader of bodies takes: the same, value by value.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use jsonschema::Validator;
use proptest::{prelude::*, sample::select};
use regex::Regex;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::values::{OTHERS, TEXTS};
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

/// Of a decimal that comes as a text a pattern counts the digits; of one that comes as a number no keyword does.
fn has_uncounted_digits(field: &Field, value: &Json) -> bool {
    field.kind == Kind::Decimal && value.is_number()
}

/// Whether an offset could lead beyond the first or the last day that there are: a pattern cannot reckon, and refuses all.
fn is_at_the_edge_of_time(field: &Field, value: &Json) -> bool {
    let begins = |day: &str| value.as_str().is_some_and(|text| text.starts_with(day));
    field.kind == Kind::DateTimeUtc && (begins("0001-01-01") || begins("9999-12-31"))
}

/// Whether schema and server agree, but for what patterns and keywords cannot say.
fn agrees(field: &Field, value: &Json, said: bool, done: bool) -> bool {
    said == done || (said && has_uncounted_digits(field, value)) || (done && is_at_the_edge_of_time(field, value))
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
            let (said, done) = (validator.is_valid(&value), is_taken(&FIELDS, *position, &value, *backend));
            let field = &FIELDS.fields[*position];
            prop_assert!(agrees(field, &value, said, done), "{} {backend:?} {value}: {said} {done}", field.name);
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
            if !agrees(&FIELDS.fields[position], value, said, done) {
                faults.push(format!(
                    "{} on {backend:?}: {value} is taken: {done}, and the schema says {said}",
                    FIELDS.fields[position].name
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

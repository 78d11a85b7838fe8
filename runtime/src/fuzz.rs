//! What a stranger can send, tried with whatever a fuzzer comes up with. `cargo test` tries some random inputs; `.ci/fuzz`
//! looks for new ones by the code that they reach. What it finds becomes a case of [`found`].

mod queries;

use bolero::check;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use self::queries::{any_cursor, any_query};
use crate::{
    Error,
    body::{
        self, Mode,
        fixture::{KINDS, WORDS},
    },
    database::testing::resource,
    descriptor::{Descriptor, Field, Flags, Kind},
    error::problem_body,
    input::Cells,
    json,
    query::{parse_key, write_key},
    validation,
    value::same,
};

/// Stands in every value that is sent, and in no answer.
const SECRET: &str = "s3cr3t-v4lue";

/// An error is the client's, and its problem document tells nothing of what was sent.
fn is_answer_to_a_client(error: &Error) {
    assert!(error.status().is_client_error(), "{error:?}");
    let problem = String::from_utf8(problem_body(error, Some("/samples"))).expect("a problem document is a text");
    assert!(serde_json::from_str::<serde_json::Value>(&problem).is_ok(), "{problem}");
    assert!(!problem.contains(SECRET), "{problem}");
}

/// A name of a field, or a text that is near one or is none.
fn name_of<'a>(descriptor: &Descriptor, choice: u8, text: &'a str) -> std::borrow::Cow<'a, str> {
    match descriptor.fields.get(usize::from(choice)) {
        Some(field) => field.wire.into(),
        None => text.into(),
    }
}

fn read_body(bytes: &[u8], descriptor: &'static Descriptor) {
    for mode in [Mode::Create, Mode::Update, Mode::Replace] {
        let body = match body::read(bytes, descriptor, mode) {
            Ok(body) => body,
            Err(error) => return is_answer_to_a_client(&error),
        };
        let mut violations = body.violations;
        violations.extend(validation::check_cells(descriptor, &body.cells));
        if !violations.is_empty() {
            is_answer_to_a_client(&Error::from_violations(violations));
        }
        is_written_and_read_alike(descriptor, &body.cells);
    }
}

/// What is taken is shown as a JSON text that means the same when it is sent back.
fn is_written_and_read_alike(descriptor: &'static Descriptor, cells: &Cells) {
    let mut sent_back = vec![b'{'];
    for (position, value) in cells.given() {
        if sent_back.len() > 1 {
            sent_back.push(b',');
        }
        json::write_string(&mut sent_back, descriptor.fields[position].wire);
        sent_back.push(b':');
        json::write_value(&mut sent_back, value);
    }
    sent_back.push(b'}');
    let again = body::read(&sent_back, descriptor, Mode::Update).expect("what is written is read");
    assert!(again.violations.iter().all(|violation| violation.code() == "read_only"), "{:?}", again.violations);
    for (position, value) in again.cells.given() {
        let before = cells.given().find(|(earlier, _)| *earlier == position).expect("it was given").1;
        assert!(same(before, value), "{before:?} {value:?}");
    }
}

fn any_body(bytes: &[u8]) {
    let (descriptor, bytes) = match bytes.split_first() {
        Some((choice, rest)) if choice % 2 == 0 => (&KINDS, rest),
        _ => (&WORDS, bytes.get(1..).unwrap_or_default()),
    };
    read_body(bytes, descriptor);
}

/// Members with values of the fuzzer's, each a text with the secret in it or JSON of its own.
fn body_of_members(bytes: &[u8]) {
    let mut body = vec![b'{'];
    for part in bytes.split(|byte| *byte == 0) {
        let [choice, form, rest @ ..] = part else { continue };
        let text = String::from_utf8_lossy(rest);
        if body.len() > 1 {
            body.push(b',');
        }
        json::write_string(&mut body, &name_of(&KINDS, *choice, &text));
        body.push(b':');
        match form % 4 {
            0 => json::write_string(&mut body, &format!("{text}{SECRET}")),
            1 => json::write_string(&mut body, &text),
            2 => body.extend(format!("{{\"{SECRET}\":[").bytes().chain(rest.iter().copied()).chain(*b"]}")),
            _ => body.extend(rest),
        }
    }
    body.push(b'}');
    read_body(&body, &KINDS);
}

static KEYS: [Field; 9] = [
    Field::new::<i64>("number").flags(Flags::KEY),
    Field::new::<String>("text").flags(Flags::KEY),
    Field::new::<Uuid>("uuid").flags(Flags::KEY),
    Field::new::<DateTime<Utc>>("moment").flags(Flags::KEY | Flags::SORT),
    Field::new::<NaiveDateTime>("local").flags(Flags::KEY | Flags::SORT),
    Field::new::<NaiveDate>("day").flags(Flags::KEY | Flags::SORT),
    Field::new::<NaiveTime>("time").flags(Flags::KEY | Flags::SORT),
    Field::new::<Decimal>("price").flags(Flags::KEY | Flags::SORT),
    Field { kind: Kind::Choice(&["draft", "it's, so"]), ..Field::new::<String>("status") },
];
const PARTS: [&[usize]; 10] = [&[0], &[1], &[2], &[3], &[4], &[5], &[6], &[7], &[8], &[1, 0, 8]];

/// One resource per kind of key, and one with a key of several parts.
static KEYED: [Descriptor; 10] = {
    let mut keyed = [const { resource("Sample", "samples", &KEYS) }; 10];
    let mut index = 0;
    while index < keyed.len() {
        keyed[index].key = PARTS[index];
        index += 1;
    }
    keyed
};

fn any_key(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let descriptor = &KEYED[usize::from(*choice) % KEYED.len()];
    // The path is what hyper lets through: a text.
    let segment = String::from_utf8_lossy(rest);
    match parse_key(descriptor, &segment) {
        Err(error) => is_answer_to_a_client(&error),
        Ok(key) => {
            let written = write_key(&key);
            let again = parse_key(descriptor, &written).expect("what is written is read");
            assert!(key.iter().zip(&again).all(|(one, other)| same(one, other)), "{segment} {written}");
            assert_eq!(written, write_key(&again));
        }
    }
    if let Err(error) = parse_key(descriptor, &format!("{segment}{SECRET}")) {
        is_answer_to_a_client(&error);
    }
}

#[test]
fn body() {
    check!().with_max_len(512).for_each(any_body);
}

#[test]
fn members() {
    check!().with_max_len(512).for_each(body_of_members);
}

#[test]
fn path_key() {
    check!().with_max_len(128).for_each(any_key);
}

#[test]
fn query() {
    check!().with_max_len(256).for_each(any_query);
}

#[test]
fn cursor() {
    check!().with_max_len(256).for_each(any_cursor);
}

/// What the fuzzer has found once, and for each harness an input that goes all the way through.
#[test]
fn found() {
    for (harness, inputs) in FOUND {
        inputs.iter().for_each(|input| harness(input));
    }
}

type Harness = fn(&[u8]);
const FOUND: &[(Harness, &[&[u8]])] = &[
    (any_body, &[b"\0{\"big\": -0, \"price\": \"1.5\", \"document\": null}", b"\x01{\"title\": \"a\", \"a/b~c\": 1}"]),
    (body_of_members, &[b"\x08\0\0\x03\x0312\0\x0e\x02[1]"]),
    (any_key, &[b"\x09a%2Cb,5,draft", b"\x032024-02-29T12:30:00%2B01:00", b"\x071.50"]),
    // The secret came to stand in a name.
    (
        any_query,
        &[b"\x03&u", b"\0-text,double\0\x017\0\x02500", b"\x8412.5\0\x87abcd\0\x87abc\0\x05\"a b\" c\0\x06id,text"],
    ),
    (any_cursor, &[b"\0\0[5,\"a\"]", b"\x84\x01[null,5,\"a\"]", b"\x04\0[\"NaN\",5,\"a\"]"]),
];

//! What a stranger can send, tried with whatever a fuzzer comes up with. `cargo test` tries some random inputs; `.ci/fuzz`
//! looks for new ones by the code that they reach. What it finds becomes a case of [`found`].

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bolero::check;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::Value;
use uuid::Uuid;

use crate::{
    Error, Result,
    access::{AccessKind, OrderTerm, Scope},
    body::{
        self, Mode,
        fixture::{KINDS, WORDS},
    },
    database::{Backend, testing::resource},
    descriptor::{
        Descriptor, Field, Flags, KeyPair, Kind, OnDelete, Operator, Relation, RelationKind, filtered, searched,
    },
    error::problem_body,
    input::Cells,
    json,
    query::{CURSOR_VERSION, Cursor, ListQuery, Parameters, QueryLimits, parse_key, write_key},
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

const NAMES: [&str; 9] = ["sort", "page", "page_size", "cursor", "total", "search", "fields", "pages", "expand"];

fn list(query: &str) -> Result<ListQuery> {
    let scope = Scope::new(&SORTED, Backend::Sqlite, AccessKind::Read, None)?;
    ListQuery::parse(&scope, &QueryLimits::default(), &Parameters::parse(Some(query))?)
}

static SORTED: Descriptor =
    Descriptor { key: &[0, 3], relations: &RELATIONS, ..resource("Sample", "samples", &KINDS_TO_SORT) };
/// To itself, so that paths have no end.
static RELATIONS: [Relation; 2] = [relation("one", RelationKind::BelongsTo), relation("many", RelationKind::HasMany)];

const fn relation(name: &'static str, kind: RelationKind) -> Relation {
    let (keys, on_delete) = (&[KeyPair { near: 0, far: 0 }, KeyPair { near: 3, far: 3 }], OnDelete::NoAction);
    Relation { name, wire: name, description: "", kind, target: || &SORTED, keys, through: None, on_delete }
}

/// Relations before a name, in some order.
fn path(choice: u8) -> &'static str {
    ["", "", "one.", "many.", "many.one.", "one.one.many.", "one.one.one.one."][usize::from(choice) % 7]
}

static KINDS_TO_SORT: [Field; 12] = [
    filtered(Field::new::<i64>("id").flags(Flags::KEY | Flags::SORT)),
    filtered(Field::new::<bool>("flag").flags(Flags::SORT)),
    filtered(Field::new::<Option<i16>>("small").flags(Flags::SORT)),
    searched(filtered(Field::new::<String>("text").flags(Flags::KEY | Flags::SORT))),
    filtered(Field::new::<Option<f64>>("double").flags(Flags::SORT)),
    filtered(Field::new::<f32>("single").flags(Flags::SORT)),
    filtered(Field::new::<Option<Decimal>>("price").flags(Flags::SORT)),
    filtered(Field::new::<Uuid>("uuid").flags(Flags::SORT)),
    filtered(Field::new::<DateTime<Utc>>("moment").flags(Flags::SORT)),
    filtered(Field::new::<Option<NaiveDate>>("day").flags(Flags::SORT)),
    filtered(Field::new::<Option<NaiveTime>>("time").flags(Flags::SORT)),
    filtered(Field { kind: Kind::Choice(&["draft"]), flags: Flags(Flags::SORT), ..Field::new::<String>("status") }),
];

fn is_list_or_refusal(query: &str) {
    match list(query) {
        Err(error) => is_answer_to_a_client(&error),
        Ok(list) => {
            assert!((1..=u64::from(SORTED.page.max)).contains(&list.size), "{list:?}");
            // A misunderstood order would show rows twice or never.
            let key = |field: &usize| list.sort.iter().filter(|term| term.position() == Some(*field)).count() == 1;
            assert!(SORTED.key.iter().all(key), "{list:?}");
            // A misunderstood filter would show more rows than were asked for.
            let named = query.split('&').filter(|part| part.split('=').next().is_some_and(|name| name.contains("__")));
            assert!(named.count() <= list.filters.len(), "{list:?}");
            for backend in [Backend::Sqlite, Backend::Postgres] {
                let scope = Scope::new(&SORTED, backend, AccessKind::Read, None).expect("everybody may read");
                let text = list.page(&list.narrow(scope), &[0], &[]).into_statement().sql;
                assert!(!text.contains(SECRET), "a value of the client's is part of the statement: {text}");
                let skipped = text.split_once(" OFFSET ").map(|(_, rest)| rest.split(')').next().unwrap_or(rest));
                assert!(skipped.is_none_or(|number| number.parse::<i64>().is_ok()), "{text}");
            }
        }
    }
}

/// A filter's name: any operator of any field, which the field may lack.
fn filter_of(choice: u8, length: usize) -> String {
    let field = &SORTED.fields[usize::from(choice) % SORTED.fields.len()];
    let operator = Operator::ALL[(usize::from(choice / 12) + length) % Operator::ALL.len()];
    format!("{}{}__{}", path(choice.wrapping_add(length as u8)), field.wire, operator.name())
}

fn any_query(bytes: &[u8]) {
    is_list_or_refusal(&String::from_utf8_lossy(bytes));
    let mut query = String::new();
    for part in bytes.split(|byte| *byte == 0) {
        let [choice, rest @ ..] = part else { continue };
        // What begins the next parameter would make a name of the secret, and names are told.
        let text = String::from_utf8_lossy(rest).replace('&', "%26");
        match NAMES.get(usize::from(*choice)) {
            Some(name) => query.push_str(&format!("&{name}={text}{}", if *choice == 3 { SECRET } else { "" })),
            None if *choice < 128 => {
                let name = name_of(&SORTED, choice.wrapping_sub(9), &text);
                query.push_str(&format!("&sort={}{name}{text}", path(rest.len() as u8)))
            }
            None => {
                let secret = if choice % 2 == 0 { SECRET } else { "" };
                query.push_str(&format!("&{}={text}{secret}", filter_of(*choice, rest.len())));
            }
        }
    }
    is_list_or_refusal(&query);
    is_list_or_refusal(&format!("sort={SECRET}{query}"));
}

/// The order and its digest, as a list names them.
fn order(choice: u8) -> (Vec<OrderTerm>, u64) {
    let name = name_of(&SORTED, choice % 12, "").into_owned();
    let sign = if choice >= 128 { "-" } else { "" };
    let list = list(&format!("sort={sign}{name}")).expect("it can be sorted by");
    (list.sort, list.digest)
}

/// The text of a cursor whose values are the fuzzer's.
fn cursor_over(values: &[u8], backward: bool, digest: u64) -> String {
    let mut bytes = vec![CURSOR_VERSION, u8::from(backward)];
    bytes.extend(digest.to_be_bytes());
    bytes.extend(values);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Which equals nothing, not even itself.
fn is_nan(value: &Value) -> bool {
    match value {
        Value::Double(Some(number)) => number.is_nan(),
        Value::Float(Some(number)) => number.is_nan(),
        _ => false,
    }
}

fn any_cursor(bytes: &[u8]) {
    let [choice, direction, rest @ ..] = bytes else { return };
    let (sort, digest) = order(*choice);
    let backend = if direction & 2 == 0 { Backend::Sqlite } else { Backend::Postgres };
    let decoded = str::from_utf8(rest).map(|text| Cursor::decode(text, backend, &sort, digest));
    if let Ok(Err(error)) = decoded {
        is_answer_to_a_client(&error);
    }
    match Cursor::decode(&cursor_over(rest, direction % 2 == 1, digest), backend, &sort, digest) {
        Err(error) => is_answer_to_a_client(&error),
        Ok(cursor) => {
            let again =
                Cursor::decode(&cursor.encode(digest), backend, &sort, digest).expect("what is written is read");
            assert_eq!(again.direction, cursor.direction);
            let alike = |(one, other): (&Value, &Value)| same(one, other) || (is_nan(one) && is_nan(other));
            let alike = again.values.iter().zip(&cursor.values).all(alike);
            assert!(alike && again.values.len() == sort.len(), "{cursor:?} {again:?}");
            assert!(Cursor::decode(&cursor.encode(digest), backend, &sort, !digest).is_err());
        }
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

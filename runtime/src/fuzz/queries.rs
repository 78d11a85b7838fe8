//! What asks for rows: queries of lists, and cursors.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_orm::Value;
use uuid::Uuid;

use super::{SECRET, is_answer_to_a_client, name_of};
use crate::{
    Result,
    access::{AccessKind, OrderTerm, Scope},
    database::{Backend, testing::resource},
    descriptor::{
        Descriptor, Field, Flags, KeyPair, Kind, OnDelete, Operator, Relation, RelationKind, filtered, searched,
    },
    query::{CURSOR_VERSION, Cursor, ListQuery, Parameters, QueryLimits},
    value::same,
};

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

pub(super) fn any_query(bytes: &[u8]) {
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

pub(super) fn any_cursor(bytes: &[u8]) {
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

//! What the document says of a list's parameters, and what the list's query takes.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use proptest::{prelude::*, sample::select};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::asked::TEXTS;
use crate::{
    access::{AccessKind, Scope},
    body::fixture::descriptor,
    database::Backend,
    descriptor::{Access, Descriptor, Field, Flags, Kind, Relation, RelationKind, filtered, searched},
    openapi::{filter_parameter::deeper_filters, parameter::list_parameters},
    query::{self, ListQuery, Parameters, QueryLimits},
    schema::testing::{pair, relation},
};

static FIELDS: Descriptor = Descriptor { relations: RELATIONS, depth: 2, ..descriptor(OWN) };
const RELATIONS: &[Relation] = &[
    relation("owner", RelationKind::BelongsTo, || &OWNERS, &[pair(6, 0)]),
    relation("parts", RelationKind::HasMany, || &PARTS, &[pair(0, 1)]),
    relation("secrets", RelationKind::HasMany, || &SECRETS, &[pair(0, 0)]),
];
static OWNERS: Descriptor = Descriptor {
    name: "Owner",
    relations: &[relation("boss", RelationKind::BelongsTo, || &OWNERS, &[pair(2, 0)])],
    ..descriptor(&[
        Field::new::<i64>("id").flags(Flags::AUTO_KEY),
        filtered(Field::new::<String>("name").flags(Flags::SORT)),
        filtered(Field::new::<Option<i64>>("total").flags(Flags::HIDDEN)),
    ])
};
static PARTS: Descriptor = Descriptor {
    name: "Part",
    ..descriptor(&[
        Field::new::<i64>("id").flags(Flags::AUTO_KEY),
        filtered(Field::new::<i16>("size").flags(Flags::SORT)),
    ])
};
/// Nobody may read these.
static SECRETS: Descriptor = Descriptor {
    access: Access { read: None, create: None, update: None, delete: None },
    ..descriptor(&[filtered(Field::new::<i64>("id").flags(Flags::AUTO_KEY))])
};
const OWN: &[Field] = &[
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    searched(Field::new::<String>("title").flags(Flags::SORT)),
    Field::new::<i64>("views").flags(Flags::SORT),
    Field::new::<String>("body"),
    filtered(Field::new::<bool>("flag")),
    filtered(Field::new::<Option<i16>>("small")),
    filtered(Field::new::<u32>("count")),
    filtered(Field::new::<f32>("single")),
    filtered(Field::new::<f64>("double")),
    filtered(Field::new::<Decimal>("price").decimal(5, 2)),
    filtered(Field::new::<Decimal>("mass").decimal(19, 4)),
    filtered(Field::new::<String>("text")),
    filtered(Field::new::<Uuid>("uid")),
    filtered(Field::new::<DateTime<Utc>>("moment")),
    filtered(Field::new::<NaiveDateTime>("local")),
    filtered(Field::new::<NaiveDate>("day")),
    filtered(Field::new::<NaiveTime>("time")),
    filtered(Field::new::<Option<Vec<u8>>>("image")),
    filtered(Field { kind: Kind::Choice(&["draft", "in, review", ""]), ..Field::new::<String>("status") }),
    filtered(Field::new::<i64>("total")),
];

fn described() -> Vec<Json> {
    let limits = QueryLimits::default().values(3).terms(3).sort_keys(2).characters(6);
    let parameters = list_parameters(&FIELDS, Backend::Sqlite, &limits);
    serde_json::to_value(parameters).expect("JSON").as_array().expect("parameters").clone()
}

fn is_taken(name: &str, text: &str) -> bool {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let expand = if name == "fields" { expand_for(text) } else { String::new() };
    let query = Parameters::parse(Some(&format!("{name}={encoded}{expand}"))).expect("a query");
    let limits = QueryLimits::default().values(3).terms(3).sort_keys(2).characters(6);
    let scope = Scope::new(&FIELDS, Backend::Sqlite, AccessKind::Read, None).expect("everybody may read");
    ListQuery::parse(&scope, &limits, &query).is_ok()
}

/// The `expand` that fields behind relations need, which no schema can say.
fn expand_for(text: &str) -> String {
    let paths: BTreeSet<&str> = text.split(',').filter_map(|name| Some(name.rsplit_once('.')?.0)).collect();
    let paths: Vec<&str> = paths.into_iter().filter(|path| is_taken("expand", path)).collect();
    if paths.is_empty() { String::new() } else { format!("&expand={}", paths.join(",")) }
}

/// A parameter's text as the value that its schema speaks of.
fn value(schema: &Json, text: &str) -> Json {
    match schema["type"].as_str() {
        Some("integer") => {
            text.parse::<i64>().ok().filter(|number| number.to_string() == text).map_or(json!(text), Json::from)
        }
        Some("number") => serde_json::from_str(text).ok().filter(Json::is_number).unwrap_or(json!(text)),
        Some("boolean") => text.parse::<bool>().map_or(json!(text), Json::from),
        Some("array") => items(text).iter().map(|item| value(&schema["items"], item)).collect(),
        _ => json!(text),
    }
}

/// What stands between commas, but for those in quotes.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut is_quoted = false;
    for letter in text.chars() {
        let last = items.last_mut().expect("an item");
        match letter {
            '"' if last.is_empty() || is_quoted => {
                is_quoted = !is_quoted;
                last.push(letter);
            }
            '"' if last.starts_with('"') => {
                is_quoted = true;
                last.push(letter);
            }
            ',' if !is_quoted => items.push(String::new()),
            letter => last.push(letter),
        }
    }
    items
}

#[test]
fn each_parameter_of_a_list_is_described() {
    let names: Vec<String> = described().iter().map(|it| it["name"].as_str().expect("a name").to_owned()).collect();
    let named: Vec<&str> = query::list_parameters(&FIELDS).collect();
    assert_eq!(names[..named.len()], named);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "one twice");
    let filters: usize = FIELDS.fields.iter().map(|field| field.filter.iter().count()).sum();
    let far: usize = [&OWNERS, &PARTS].iter().flat_map(|it| it.fields).map(|field| field.filter.iter().count()).sum();
    assert_eq!(names.len(), named.len() + filters + far + 2);
    for name in [
        "small",
        "small__isnull",
        "text__icontains",
        "status__not_in",
        "total__eq",
        "image__isnull",
        "owner__isnull",
        "owner.name",
        "owner.total",
        "parts__isnull",
        "parts.size__gte",
    ] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn further_filters_are_told_in_words() {
    let told = deeper_filters(&FIELDS).expect("there are some");
    let name = told.split('`').nth(1).expect("the name of one");
    assert_eq!(name, "owner.boss.name__icontains");
    assert!(told.contains("up to 2 relations") && is_taken(name, "a"), "{told}");
    assert!(!is_taken("owner.boss.boss.name__icontains", "a"));
    assert_eq!(deeper_filters(&PARTS), None);
}

#[test]
fn each_parameter_has_a_description_and_an_example_that_is_taken() {
    for parameter in described() {
        let name = parameter["name"].as_str().expect("a name");
        assert!(parameter["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
        let text = match &parameter["schema"]["examples"][0] {
            // Of a cursor, which nobody can make up.
            Json::Null => {
                assert!(matches!(name, "cursor"), "{name}");
                continue;
            }
            Json::String(text) => text.clone(),
            Json::Array(items) => {
                let item = |item: &Json| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
                items.iter().map(item).collect::<Vec<_>>().join(",")
            }
            other => other.to_string(),
        };
        assert!(is_taken(name, &text), "{name}={text}");
    }
}

static NAMES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| described().iter().map(|it| it["name"].as_str().expect("a name").to_owned()).collect());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn a_parameter_is_taken_where_its_schema_says_so(
        // Nobody makes up a cursor.
        parameter in select(described()).prop_filter("a cursor", |parameter| parameter["name"] != "cursor"),
        text in prop_oneof![3 => select(TEXTS).prop_map(str::to_owned), 1 => "[a \",\\u{3000}]{0,8}"],
    ) {
        let name = parameter["name"].as_str().expect("a name");
        let validator = jsonschema::options().should_validate_formats(true).build(&parameter["schema"]).expect("a schema");
        let said = validator.is_valid(&value(&parameter["schema"], &text));
        prop_assert_eq!(said, is_taken(name, &text), "{}={}", name, text);
    }

    #[test]
    fn what_is_described_nowhere_is_not_taken(
        (known, name) in select(described()).prop_flat_map(|known| {
            let name = known["name"].as_str().expect("a name").to_owned();
            (Just(name.clone()), select(vec!["s", "_", "__eq", "__lte", ".id", "]", "__"]).prop_map(move |end| format!("{name}{end}")))
        }),
        text in select(TEXTS),
    ) {
        let is_described = NAMES.contains(&name) || name.strip_suffix("__eq").is_some_and(|field| known == field);
        prop_assert!(is_described || !is_taken(&name, text), "{}={}", name, text);
    }
}

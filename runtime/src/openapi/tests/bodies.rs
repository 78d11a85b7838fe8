//! Whole bodies: which members there are, and which must be there.

use jsonschema::Validator;
use proptest::{prelude::*, sample::subsequence};
use serde_json::{Map, Value as Json, json};

use crate::{
    body::{self, Mode, fixture::descriptor},
    database::Backend,
    descriptor::{Check, Descriptor, Field, Flags, Validation},
    openapi::schema::{Shape, resource_schema},
    validation,
};

const NEEDED: &[Validation] = &[Validation::new(Check::Required)];

static FIELDS: Descriptor = descriptor(&[
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<String>("title"),
    Field::new::<Option<String>>("about"),
    Field::new::<Option<String>>("needed").validations(NEEDED),
    Field::new::<i64>("views").default(|| 0_i64.into(), true),
    Field::new::<i64>("owner").flags(Flags::CALLER | Flags::IMMUTABLE),
    Field::new::<String>("slug").flags(Flags::READ_ONLY),
    Field::new::<String>("secret").flags(Flags::WRITE_ONLY),
    Field::new::<String>("hash").flags(Flags::HIDDEN),
    Field::new::<String>("password").flags(Flags::INPUT),
    Field::new::<i64>("place").flags(Flags::IMMUTABLE),
    Field::new::<i64>("version").flags(Flags::VERSION | Flags::READ_ONLY),
    Field::new::<serde_json::Value>("document").default(|| json!({}).into(), false),
]);

fn validator(mode: Mode) -> Validator {
    let schema = resource_schema(&FIELDS, Shape::Body(mode), Backend::Sqlite);
    jsonschema::validator_for(&serde_json::to_value(schema).expect("a schema")).expect("a schema")
}

/// A body with these members, one of them null.
fn body(names: &[&'static str], null: Option<usize>) -> Json {
    let value = |name: &str| match name {
        "id" | "views" | "owner" | "place" | "version" => json!(1),
        "document" => json!([]),
        _ => json!("text"),
    };
    let null = null.and_then(|index| names.get(index));
    let member = |name: &&str| ((*name).to_owned(), if null == Some(name) { Json::Null } else { value(name) });
    Json::Object(names.iter().map(member).collect::<Map<_, _>>())
}

/// Whether it is read without a fault, and without a member that is only tolerated where it equals what is stored.
fn is_taken(text: &str, mode: Mode) -> bool {
    let Ok(body) = body::read(text.as_bytes(), &FIELDS, mode) else { return false };
    let only_tolerated = body.tolerated.iter().any(|(position, _)| !FIELDS.fields[*position].is(Flags::VERSION));
    body.violations.is_empty() && !only_tolerated && validation::check_cells(&FIELDS, &body.cells).is_empty()
}

fn names() -> Vec<&'static str> {
    FIELDS.fields.iter().map(|field| field.wire).chain(["unknown"]).collect()
}

proptest! {
    #[test]
    fn a_body_is_taken_where_its_schema_says_so(
        // Mostly whole bodies, since most others are refused in both.
        left_out in subsequence(names(), 0..6),
        null in proptest::option::of(0..13_usize),
    ) {
        let present: Vec<&str> = names().into_iter().filter(|name| !left_out.contains(name)).collect();
        for mode in [Mode::Create, Mode::Update, Mode::Replace] {
            let validator = validator(mode);
            // What a mode does not know is in few of them, or none would be taken.
            let known = resource_schema(&FIELDS, Shape::Body(mode), Backend::Sqlite).properties;
            let likely: Vec<&str> = present.iter().copied().filter(|name| known.contains_key(*name)).collect();
            for names in [&present, &likely] {
                let body = body(names, null);
                let (said, done) = (validator.is_valid(&body), is_taken(&body.to_string(), mode));
                prop_assert_eq!(said, done, "{:?} {}", mode, body);
            }
        }
    }
}

#[test]
fn null_is_no_document() {
    let validator = validator(Mode::Create);
    let whole = |document: Json| {
        let mut body = body(&["title", "needed", "secret", "password", "place"], None);
        body["document"] = document;
        validator.is_valid(&body)
    };
    assert!(whole(json!(0.5)) && whole(json!("text")) && whole(json!([null])));
    assert!(!whole(Json::Null));
}

//! What the document says of the keys of links, and what the reader of them takes.

use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::{
    body::fixture::descriptor,
    database::Backend,
    descriptor::{Descriptor, Field, Flags},
    openapi::{example, schema::keys_schema},
    operation::{MOST_LINKS, read_links},
};

static NUMBERED: Descriptor = descriptor(&[Field::new::<i64>("id").flags(Flags::AUTO_KEY)]);
static NAMED: Descriptor = descriptor(&[Field::new::<String>("id").flags(Flags::KEY)]);
static COMPOSITE: Descriptor = Descriptor {
    key: &[0, 1],
    ..descriptor(&[Field::new::<Uuid>("place").flags(Flags::KEY), Field::new::<u32>("number").flags(Flags::KEY)])
};

fn is_said(descriptor: &'static Descriptor, body: &Json) -> bool {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&serde_json::to_value(keys_schema(descriptor, Backend::Sqlite)).expect("JSON"))
        .expect("a schema")
        .is_valid(body)
}

fn is_taken(descriptor: &'static Descriptor, body: &Json) -> bool {
    read_links(descriptor, body.to_string().as_bytes()).is_ok()
}

#[test]
fn as_many_are_taken_as_are_said() {
    for (number, expected) in [(0, true), (MOST_LINKS, true), (MOST_LINKS + 1, false)] {
        let body: Json = (0..number).collect();
        assert_eq!((is_said(&NUMBERED, &body), is_taken(&NUMBERED, &body)), (expected, expected), "{number}");
    }
}

#[test]
fn the_example_is_taken() {
    for descriptor in [&NUMBERED, &NAMED, &COMPOSITE] {
        let example = example::keys(descriptor, Backend::Sqlite).expect("an example");
        assert!(is_said(descriptor, &example) && is_taken(descriptor, &example), "{example}");
    }
}

fn part() -> impl Strategy<Value = Json> {
    select(vec![
        json!(1),
        json!(1.0),
        json!(1.5),
        json!(-1),
        json!(4_294_967_295_u64),
        json!(4_294_967_296_u64),
        json!("a"),
        json!(""),
        json!("a\0"),
        json!("018f4e2a-7b1c-7def-8a3b-0123456789ab"),
        json!(null),
        json!(true),
        json!({"id": 1}),
    ])
}

proptest! {
    #[test]
    fn keys_are_taken_where_their_schema_says_so(
        descriptor in select(vec![&NUMBERED, &NAMED, &COMPOSITE]),
        body in prop_oneof![
            3 => prop::collection::vec(part(), 0..3).prop_map(Json::from),
            3 => prop::collection::vec(prop::collection::vec(part(), 0..4).prop_map(Json::from), 0..2).prop_map(Json::from),
            2 => (select(vec!["018f4e2a-7b1c-7def-8a3b-0123456789ab", "a"]), part()).prop_map(|(one, other)| json!([[one, other]])),
            1 => part(),
        ],
    ) {
        prop_assert_eq!(is_said(descriptor, &body), is_taken(descriptor, &body), "{}", body);
    }
}

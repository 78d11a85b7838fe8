//! Laws, tried on random bodies.

use proptest::prelude::*;
use sea_orm::Value;

use crate::{
    body::{
        Mode,
        fixture::{KINDS, WORDS},
        read,
    },
    json::to_json,
    value::same,
};

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map("[a-z]{0,3}", inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    let known = KINDS.fields.iter().map(|field| field.wire.to_owned()).collect::<Vec<_>>();
    prop_oneof![4 => prop::sample::select(known), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &WORDS, Mode::Create);
    }

    #[test]
    fn no_text_of_the_alphabet_of_json_makes_it_panic(text in "[\\[\\]{}:,\"\\\\ue0d8 \n\t.+Enul]{0,80}") {
        for mode in [Mode::Create, Mode::Update, Mode::Replace] {
            let _ = read(text.as_bytes(), &WORDS, mode);
        }
    }

    #[test]
    fn it_is_malformed_exactly_where_a_json_library_says_so(text in "\\{\"(title|flag)\":[-0-9a-z.\"\\\\ ]{0,6}[}\\]]") {
        let library = serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok();
        prop_assert_eq!(read(text.as_bytes(), &KINDS, Mode::Update).is_ok(), library, "{}", text);
    }

    #[test]
    fn every_member_ends_in_one_place(members in prop::collection::btree_map(key(), json(), 0..8)) {
        let object = serde_json::Value::Object(members.into_iter().collect());
        let body = read(object.to_string().as_bytes(), &KINDS, Mode::Update).unwrap();
        let members = object.as_object().unwrap();
        prop_assert_eq!(body.cells.given().count() + body.violations.len(), members.len());
        for (position, value) in body.cells.given() {
            let sent = &members[KINDS.fields[position].wire];
            let kept = to_json(value);
            // What its type makes of a typed document is kept, and it has a test of its own.
            let typed = KINDS.fields[position].wire == "settings";
            // Numbers may be spelled differently, and some kinds are cut; a text or a document stays what it is.
            let unchanged = sent.is_string() || sent.is_object() || sent.is_array() || sent.is_boolean() || sent.is_null();
            prop_assert!(typed || !unchanged || *sent == kept || matches!(value, Value::Decimal(_)), "{} {}", sent, kept);
        }
    }

    #[test]
    fn the_order_of_members_changes_nothing(members in prop::collection::btree_map(key(), json(), 0..8), seed: u64) {
        let mut texts: Vec<String> = members.iter().map(|(key, value)| format!("{}:{value}", serde_json::json!(key))).collect();
        let first = read(format!("{{{}}}", texts.join(",")).as_bytes(), &KINDS, Mode::Update).unwrap();
        let turn = seed as usize % texts.len().max(1);
        texts.rotate_left(turn);
        let second = read(format!("{{ {} }}", texts.join(" ,\n")).as_bytes(), &KINDS, Mode::Update).unwrap();
        prop_assert_eq!(first.violations.len(), second.violations.len());
        for ((left, one), (right, other)) in first.cells.given().zip(second.cells.given()) {
            prop_assert!(left == right && same(one, other));
        }
    }
}

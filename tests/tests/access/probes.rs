//! Requests that are nearly right, and some that are not at all.

use proptest::{
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Value, json};

use crate::anything::Anything;

const PATHS: [&str; 14] = [
    "/anythings",
    "/by-parts",
    "/by-smalls",
    "/by-larges",
    "/by-unsigneds",
    "/by-decimals",
    "/by-texts",
    "/by-uuids",
    "/by-moments",
    "/by-local-times",
    "/by-days",
    "/by-times",
    "/by-flags",
    "/",
];

/// Texts of every type's form, at and beyond its bounds, and of none.
const TEXTS: [&str; 44] = [
    "",
    "0",
    "1",
    "-1",
    "01",
    "1.0",
    "1e2",
    "1e400",
    "-0",
    "32768",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999999999999999999999",
    "0.1",
    "999999999999999.9999",
    "0.00001",
    "79228162514264337593543950335",
    "true",
    "false",
    "null",
    "NaN",
    "Infinity",
    "-Infinity",
    "2024-02-29",
    "2023-02-29",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "23:59:60",
    "24:00:00",
    "12:00:00.1234567",
    "2024-02-29T12:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999-23:59",
    "2024-02-29T12:00:00",
    "0198f0f2-7b1c-7def-8a3b-0123456789ab",
    "a,1,2024-02-29",
    "..",
    "\u{0}",
    "e\u{301}\u{10ffff}",
];

/// A request, byte for byte.
#[derive(Clone)]
pub struct Probe {
    pub method: &'static str,
    target: Vec<u8>,
    body: Vec<u8>,
}

impl std::fmt::Debug for Probe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.method, self.target.escape_ascii(), self.body.escape_ascii())
    }
}

impl Probe {
    /// What is sent.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = [self.method.as_bytes(), b" ", &self.target, b" HTTP/1.1\r\n"].concat();
        let length = self.body.len();
        let head = format!(
            "host: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}"
        );
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(&TEXTS[..]).prop_map(ToOwned::to_owned), 1 => any::<String>()]
}

fn bytes(length: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..length)
}

/// With every byte in percent-encoding that could end the target; of the rest, some.
fn encode(bytes: &[u8], all: bool) -> Vec<u8> {
    let mut encoded = Vec::new();
    for byte in bytes {
        if !all && (byte.is_ascii_alphanumeric() || b"-_.,:+".contains(byte)) {
            encoded.push(*byte);
        } else {
            encoded.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    encoded
}

/// A part of a target: encoded, wrongly encoded, or not at all.
pub fn part() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => (text(), prop::bool::weighted(0.1)).prop_map(|(text, all)| encode(text.as_bytes(), all)),
        1 => bytes(12).prop_map(|bytes| encode(&bytes, true)),
        1 => "[%0-9a-fA-F/,;=&?#+.~]{0,16}".prop_map(String::into_bytes),
        1 => bytes(12),
    ]
}

fn key() -> impl Strategy<Value = Vec<u8>> {
    let several = prop::collection::vec(part(), 3).prop_map(|parts| parts.join(&b','));
    prop_oneof![2 => (1..4_u8).prop_map(|key| key.to_string().into_bytes()), 6 => part(), 2 => several]
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-2..3).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..4).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn field() -> impl Strategy<Value = String> {
    let known = [&Anything::SORTABLE[..], &Anything::OTHERS[..]].concat();
    prop_oneof![9 => select(known).prop_map(ToOwned::to_owned), 1 => text()]
}

/// A value that its field may take, so that something is stored.
fn fitting() -> impl Strategy<Value = (String, Value)> {
    let of = |name: &'static str, value: BoxedStrategy<Value>| value.prop_map(move |value| (name.to_owned(), value));
    prop_oneof![
        of("flag", any::<bool>().prop_map(Value::from).boxed()),
        of("small", any::<i16>().prop_map(Value::from).boxed()),
        of("large", any::<i64>().prop_map(Value::from).boxed()),
        of("count", any::<u32>().prop_map(Value::from).boxed()),
        of("single", any::<f32>().prop_map(Value::from).boxed()),
        of("double", any::<f64>().prop_map(Value::from).boxed()),
        of("price", (-99_999..99_999).prop_map(|cents| json!(format!("{}.5", cents))).boxed()),
        of("text", text().prop_map(Value::from).boxed()),
        of("moment", Just(json!("9999-12-31T23:59:59.999999Z")).boxed()),
        of("local", Just(json!("0001-01-01T00:00:00")).boxed()),
        of("document", document().boxed()),
        of("version", (0..3).prop_map(Value::from).boxed()),
    ]
}

fn object() -> impl Strategy<Value = Value> {
    let member = prop_oneof![3 => fitting(), 1 => (field(), document())];
    let members = prop::collection::vec(member, 0..5);
    members.prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into())
}

/// JSON with some bytes changed.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let damage = prop::collection::vec((any::<Index>(), any::<u8>()), 1..4);
    (object(), damage).prop_map(|(object, damage)| {
        let mut bytes = object.to_string().into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => object().prop_map(|object| object.to_string().into_bytes()),
        1 => document().prop_map(|document| document.to_string().into_bytes()),
        2 => damaged(),
        1 => bytes(60),
        1 => "[\\[\\]{}:,\"\\\\ue0d8 \n\t.+Enul]{0,40}".prop_map(String::into_bytes),
    ]
}

/// A true cursor, one whose values somebody has made up, and one that is broken.
fn cursor(cursors: Vec<(String, String)>) -> impl Strategy<Value = Vec<u8>> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
    let values = prop::collection::vec(document(), 1..4);
    let place = (any::<Index>(), any::<u8>());
    (select(cursors), 0..3, values, any::<bool>(), place).prop_map(
        |((sort, cursor), kind, mut values, turn, (place, byte))| {
            let mut bytes = BASE64.decode(&cursor).unwrap_or_default();
            match kind {
                0 => {}
                1 => {
                    // Version, direction and digest stay; of the values, the last is the key.
                    bytes.truncate(10);
                    bytes[1] = u8::from(turn);
                    values.truncate(sort.split(',').count());
                    values.push(json!(1));
                    bytes.extend_from_slice(Value::from(values).to_string().as_bytes());
                }
                _ => {
                    let place = place.index(bytes.len());
                    bytes[place] = byte;
                }
            }
            format!("sort={sort}&page_size=2&cursor={}", BASE64.encode(bytes)).into_bytes()
        },
    )
}

fn query(cursors: Vec<(String, String)>) -> impl Strategy<Value = Vec<u8>> {
    let name = prop_oneof![
        4 => select(&["sort", "page", "page_size", "total", "cursor", "search"][..]).prop_map(|name| name.as_bytes().to_vec()),
        1 => field().prop_map(|name| encode(name.as_bytes(), false)),
        1 => part(),
    ];
    let value = prop_oneof![
        2 => select(&["exact", "none", "-large,text", "moment", "1", "2", "18446744073709551616", "9223372036854775807"][..])
            .prop_map(|value| value.as_bytes().to_vec()),
        1 => part(),
    ];
    let parameter = (name, value).prop_map(|(name, value)| [name, value].join(&b'='));
    prop_oneof![
        4 => prop::collection::vec(parameter, 0..3).prop_map(|parameters| parameters.join(&b'&')),
        3 => cursor(cursors),
        1 => part(),
    ]
}

/// Requests to any of the resources. The cursors are true ones of `/anythings`, each with its order.
pub fn probe(cursors: Vec<(String, String)>) -> impl Strategy<Value = Probe> {
    let plain = |path: &'static str| path.as_bytes().to_vec();
    let path = prop_oneof![1 => Just("/anythings"), 1 => select(&PATHS[..])];
    let list = prop_oneof![3 => Just("/anythings"), 1 => select(&PATHS[..])];
    let asked = (select(&["GET", "HEAD"][..]), list, query(cursors)).prop_map(move |(method, path, query)| Probe {
        method,
        target: [plain(path), query].join(&b'?'),
        body: Vec::new(),
    });
    let methods = &["GET", "HEAD", "PATCH", "PUT", "DELETE", "OPTIONS"][..];
    let addressed = (select(methods), path.clone(), key(), body()).prop_map(move |(method, path, key, body)| Probe {
        method,
        target: [plain(path), key].join(&b'/'),
        body: if ["PATCH", "PUT"].contains(&method) { body } else { Vec::new() },
    });
    let posted = (path, body()).prop_map(move |(path, body)| Probe { method: "POST", target: plain(path), body });
    let nothing_of_it = (select(&["GET", "POST"][..]), part(), bytes(20)).prop_map(|(method, target, body)| Probe {
        method,
        target: [b"/".to_vec(), target].concat(),
        body,
    });
    prop_oneof![4 => asked, 4 => addressed, 3 => posted, 1 => nothing_of_it]
}

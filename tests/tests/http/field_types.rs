//! Every field type, in and out.

use restruct::prelude::*;
use restruct_tests::{answer, check, get, on_each_database, patch, post, problem};
use serde_json::{Value, json};

/// A choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Colour {
    Red,
    LightBlue,
}

/// A type of our own that is a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Code(String);

impl restruct::FieldType for Code {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> Result<Self, String> {
        if text.len() == 3 { Ok(Self(text)) } else { Err("expected three letters".to_owned()) }
    }
}
restruct::field_type!(Code);

/// A type of our own that is a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Even(i32);

impl restruct::FieldType for Even {
    type As = i32;

    fn into_column(self) -> i32 {
        self.0
    }

    fn try_from_column(number: i32) -> Result<Self, String> {
        if number % 2 == 0 { Ok(Self(number)) } else { Err("expected an even number".to_owned()) }
    }
}
restruct::field_type!(Even);

/// What a typed document holds.
#[derive(Clone, Debug, PartialEq, restruct::serde::Serialize, restruct::serde::Deserialize)]
#[serde(crate = "restruct::serde")]
pub struct Address {
    street: String,
    number: u16,
}

/// A field of every type.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Every {
    pub id: i64,
    pub boolean: bool,
    pub small: i16,
    pub medium: i32,
    pub large: i64,
    pub unsigned: u32,
    pub single: f32,
    pub double: f64,
    pub amount: Decimal,
    pub text: String,
    pub uuid: Uuid,
    pub moment: DateTime<Utc>,
    pub local: NaiveDateTime,
    pub day: NaiveDate,
    pub clock: NaiveTime,
    pub document: Json,
    pub bytes: Vec<u8>,
    pub colour: Colour,
    pub code: Code,
    pub even: Even,
    pub address: Json<Address>,
    pub quiet: Sensitive<i32>,
}

/// The same, and each may be null.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Maybe {
    pub id: i64,
    pub boolean: Option<bool>,
    pub small: Option<i16>,
    pub medium: Option<i32>,
    pub large: Option<i64>,
    pub unsigned: Option<u32>,
    pub single: Option<f32>,
    pub double: Option<f64>,
    pub amount: Option<Decimal>,
    pub text: Option<String>,
    pub uuid: Option<Uuid>,
    pub moment: Option<DateTime<Utc>>,
    pub local: Option<NaiveDateTime>,
    pub day: Option<NaiveDate>,
    pub clock: Option<NaiveTime>,
    pub document: Option<Json>,
    pub bytes: Option<Vec<u8>>,
    pub colour: Option<Colour>,
    pub code: Option<Code>,
    pub even: Option<Even>,
    pub address: Option<Json<Address>>,
    pub quiet: Option<Sensitive<i32>>,
}

fn resources(app: App) -> App {
    app.resource::<Every>().resource::<Maybe>()
}

fn usual() -> Value {
    json!({
        "boolean": true, "small": -1, "medium": 70000, "large": 5_000_000_000_i64, "unsigned": 4_000_000_000_u32, "single": 1.5,
        "double": 0.1, "amount": "12.5", "text": "Text", "uuid": "0198c3f2-0000-7000-8000-00000000000a",
        "moment": "2026-02-28T23:59:59.000001Z", "local": "2026-02-28T23:59:59", "day": "2026-02-28", "clock": "23:59:59.500000",
        "document": {"b": [1, null, {"a": "ü"}], "a": 1.5}, "bytes": "AAH/", "colour": "light_blue", "code": "abc", "even": 2,
        "address": {"street": "Main", "number": 5}, "quiet": 7
    })
}

fn with_id(id: i64, row: &Value) -> Value {
    let mut row = row.clone();
    row["id"] = json!(id);
    row
}

#[tokio::test]
async fn every_type_comes_out_as_it_went_in() {
    on_each_database(resources, async |server| {
        let nulls: Value =
            usual().as_object().expect("an object").keys().map(|name| (name.clone(), Value::Null)).collect();
        check(
            server,
            [
                ("create", post("/everies").json(usual()), answer(201).json(with_id(1, &usual()))),
                ("get", get("/everies/1"), answer(200).json(with_id(1, &usual()))),
                ("send back", patch("/everies/1").json(usual()), answer(200).json(with_id(1, &usual()))),
                ("all optional", post("/maybes").json(usual()), answer(201).json(with_id(1, &usual()))),
                ("all nulls", patch("/maybes/1").json(nulls.clone()), answer(200).json(with_id(1, &nulls))),
                ("all back", patch("/maybes/1").json(usual()), answer(200).json(with_id(1, &usual()))),
                ("nothing", post("/maybes").json(json!({})), answer(201).json(with_id(2, &nulls))),
                ("is stored so", get("/maybes/2"), answer(200).json(with_id(2, &nulls))),
            ],
        )
        .await;
    })
    .await;
}

/// Field, what is sent as JSON text, what comes back.
const TAKEN: [(&str, &str, &str); 50] = [
    ("small", "-32768", "-32768"),
    ("small", "32767", "32767"),
    ("small", "32767.0", "32767"),
    ("small", "3.2e3", "3200"),
    ("small", "-0", "0"),
    ("small", "10e-1", "1"),
    ("medium", "-2147483648", "-2147483648"),
    ("medium", "2147483647", "2147483647"),
    ("large", "-9223372036854775808", "-9223372036854775808"),
    ("large", "9223372036854775807", "9223372036854775807"),
    ("large", "9007199254740993.0", "9007199254740993"),
    ("large", "9.223372036854775807e18", "9223372036854775807"),
    ("unsigned", "0", "0"),
    ("unsigned", "4294967295", "4294967295"),
    ("single", "3.4028235e38", "3.4028235e38"),
    ("single", "0.1", "0.1"),
    ("single", "1e-45", "1e-45"),
    ("double", "1.7976931348623157e308", "1.7976931348623157e308"),
    ("double", "5e-324", "5e-324"),
    ("double", "1e-400", "0.0"),
    ("double", "7", "7.0"),
    ("double", "0.30000000000000004", "0.30000000000000004"),
    ("amount", "12.5", "\"12.5\""),
    ("amount", "\"12.5\"", "\"12.5\""),
    ("amount", "\"-0.0001\"", "\"-0.0001\""),
    ("amount", "1e3", "\"1000\""),
    ("amount", "99999999999.9999", "\"99999999999.9999\""),
    ("text", "\"\"", "\"\""),
    ("text", r#""\"\\\/\b\f\n\r\t\u0001\u001f\u007f""#, r#""\"\\/\b\f\n\r\t\u0001\u001f\u007f""#),
    ("text", r#""\ud83d\ude00 e\u0301 \u202e""#, "\"😀 e\u{301} \u{202e}\""),
    ("text", r#""Robert'); DROP TABLE everies;-- % _ \\""#, r#""Robert'); DROP TABLE everies;-- % _ \\""#),
    ("uuid", "\"0198C3F2-0000-7000-8000-00000000000A\"", "\"0198c3f2-0000-7000-8000-00000000000a\""),
    ("uuid", "\"00000000-0000-0000-0000-000000000000\"", "\"00000000-0000-0000-0000-000000000000\""),
    ("moment", "\"2026-01-01T00:30:00+01:00\"", "\"2025-12-31T23:30:00Z\""),
    ("moment", "\"2026-01-01T00:00:00.1234569Z\"", "\"2026-01-01T00:00:00.123456Z\""),
    ("moment", "\"2026-01-01T00:00:00.120Z\"", "\"2026-01-01T00:00:00.120000Z\""),
    ("moment", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00Z\""),
    ("moment", "\"9999-12-31T23:59:59.999999Z\"", "\"9999-12-31T23:59:59.999999Z\""),
    ("local", "\"2026-01-01T00:00:00.000001\"", "\"2026-01-01T00:00:00.000001\""),
    ("day", "\"2024-02-29\"", "\"2024-02-29\""),
    ("day", "\"0001-01-01\"", "\"0001-01-01\""),
    ("day", "\"9999-12-31\"", "\"9999-12-31\""),
    ("clock", "\"00:00:00\"", "\"00:00:00\""),
    ("clock", "\"23:59:59.999999\"", "\"23:59:59.999999\""),
    ("document", "[1, \"a\", {\"b\": {}}]", "[1, \"a\", {\"b\": {}}]"),
    ("document", "\"text\"", "\"text\""),
    ("document", "false", "false"),
    ("bytes", "\"\"", "\"\""),
    ("colour", "\"red\"", "\"red\""),
    ("code", "\"xyz\"", "\"xyz\""),
];

#[tokio::test]
async fn extreme_values_are_kept_exactly() {
    on_each_database(resources, async |server| {
        let path = |id: i64| format!("/maybes/{id}");
        for (index, (field, sent, expected)) in TAKEN.iter().enumerate() {
            let expected: Value = serde_json::from_str(expected).expect("JSON");
            let request = post("/maybes").text(format!("{{\"{field}\": {sent}}}"));
            // Of such numbers the checker of documents keeps the double next to them.
            let request = if sent.ends_with("e18") { request.undocumented() } else { request };
            let created = server.send(request).await;
            assert_eq!(created.status, 201, "{field} {sent}: {}", created.text());
            assert_eq!(created.json()[field], expected, "{field} {sent}");
            let stored = server.json(get(path(index as i64 + 1))).await;
            assert_eq!(stored, created.json(), "{field} {sent}, as stored");
        }
    })
    .await;
}

/// Field, what is sent as JSON text, code.
const REFUSED: [(&str, &str, &str); 69] = [
    ("boolean", "1", "wrong_type"),
    ("boolean", "\"true\"", "wrong_type"),
    ("small", "32768", "too_large"),
    ("small", "-32769", "too_small"),
    ("small", "1.5", "wrong_type"),
    ("small", "1e-1", "wrong_type"),
    ("small", "\"1\"", "wrong_type"),
    ("small", "true", "wrong_type"),
    ("small", "[1]", "wrong_type"),
    ("small", "1e400", "too_large"),
    ("small", "1e999999999999999999999", "too_large"),
    ("medium", "2147483648", "too_large"),
    ("large", "9223372036854775808", "too_large"),
    ("large", "-9223372036854775809", "too_small"),
    ("large", "1e19", "too_large"),
    ("unsigned", "4294967296", "too_large"),
    ("unsigned", "-1", "too_small"),
    ("single", "3.5e38", "too_large"),
    ("single", "-1e39", "too_small"),
    ("double", "1e400", "too_large"),
    ("double", "-1e400", "too_small"),
    ("double", "\"NaN\"", "wrong_type"),
    ("amount", "\"\"", "bad_format"),
    ("amount", "\"1,5\"", "bad_format"),
    ("amount", "\"0x10\"", "bad_format"),
    ("amount", "\" 1\"", "bad_format"),
    ("amount", "\"NaN\"", "bad_format"),
    ("amount", "true", "wrong_type"),
    ("amount", "0.00001", "bad_format"),
    ("amount", "10000000000000000", "too_large"),
    ("amount", "-1e30", "too_small"),
    ("text", "1", "wrong_type"),
    ("text", "[\"a\"]", "wrong_type"),
    ("text", r#""a\u0000b""#, "bad_format"),
    ("text", r#""\ud800""#, "bad_format"),
    ("text", r#""\udc00\ud800""#, "bad_format"),
    ("uuid", "\"0198c3f2\"", "bad_format"),
    ("uuid", "\"0198c3f200007000800000000000000a\"", "bad_format"),
    ("uuid", "\"{0198c3f2-0000-7000-8000-00000000000a}\"", "bad_format"),
    ("uuid", "\"urn:uuid:0198c3f2-0000-7000-8000-00000000000a\"", "bad_format"),
    ("uuid", "5", "wrong_type"),
    ("moment", "\"2026-02-29T00:00:00Z\"", "bad_format"),
    ("moment", "\"2026-01-01T00:00:00\"", "bad_format"),
    ("moment", "\"2026-01-01\"", "bad_format"),
    ("moment", "\"2026-01-01T24:00:00Z\"", "bad_format"),
    ("moment", "\"2026-06-30T23:59:60Z\"", "bad_format"),
    ("moment", "\"10000-01-01T00:00:00Z\"", "bad_format"),
    ("moment", "\"0000-01-01T00:00:00Z\"", "bad_format"),
    ("moment", "\"0001-01-01T00:00:00+01:00\"", "bad_format"),
    ("moment", "1767600000", "wrong_type"),
    ("local", "\"2026-01-01T00:00:00Z\"", "bad_format"),
    ("local", "\"2026-13-01T00:00:00\"", "bad_format"),
    ("day", "\"2026-02-30\"", "bad_format"),
    ("day", "\"2026-2-3\"", "bad_format"),
    ("day", "\"03/02/2026\"", "bad_format"),
    ("clock", "\"25:00:00\"", "bad_format"),
    ("clock", "\"12:00\"", "bad_format"),
    ("clock", "\"12:00:00Z\"", "bad_format"),
    ("document", r#""a\u0000b""#, "bad_format"),
    ("document", r#"{"a\u0000": 1}"#, "bad_format"),
    ("bytes", "\"AAH\"", "bad_format"),
    ("bytes", "\"AA-_\"", "bad_format"),
    ("bytes", "[0, 1]", "wrong_type"),
    ("colour", "\"Red\"", "not_a_choice"),
    ("colour", "0", "wrong_type"),
    ("code", "\"abcd\"", "invalid"),
    ("even", "3", "invalid"),
    ("address", "{\"street\": \"Main\"}", "invalid"),
    ("address", "[\"Main\", 5, 6]", "invalid"),
];

#[tokio::test]
async fn what_is_no_value_of_the_type_is_refused() {
    on_each_database(resources, async |server| {
        for (field, sent, code) in REFUSED {
            let place = format!("/{field}");
            let refused = problem(422, "invalid").errors(&[(place.as_str(), code)]);
            let name = format!("{field} {sent}");
            check(server, [(name.as_str(), post("/maybes").text(format!("{{\"{field}\": {sent}}}")), refused)]).await;
        }
        let nulls = post("/everies")
            .json(usual().as_object().expect("an object").keys().map(|name| (name.clone(), Value::Null)).collect());
        let all: Vec<(String, &str)> = usual()
            .as_object()
            .expect("an object")
            .keys()
            .map(|name| (format!("/{name}"), "null_not_allowed"))
            .collect();
        let all: Vec<(&str, &str)> = all.iter().map(|(place, code)| (place.as_str(), *code)).collect();
        check(server, [("null", nulls, problem(422, "invalid").errors(&all))]).await;
    })
    .await;
}

#[tokio::test]
async fn decimals_are_as_exact_as_the_database() {
    on_each_database(resources, async |server| {
        let exact = post("/maybes").json(json!({"amount": "123456789012345.6789"}));
        let expected = match server.kind() {
            restruct_tests::DatabaseKind::Postgres => answer(201).has(json!({"amount": "123456789012345.6789"})),
            restruct_tests::DatabaseKind::Sqlite => problem(422, "invalid").errors(&[("/amount", "too_large")]),
        };
        check(server, [("nineteen digits", exact, expected)]).await;
    })
    .await;
}

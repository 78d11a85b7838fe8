//! What the caller's id and tenant are compared with: columns of each type, and keys.

use restruct::prelude::*;
use restruct_tests::{Answer, answer, check, delete, get, on_each_database, patch, post, problem};
use serde_json::json;

/// A type of our own: members have three letters.
#[derive(Clone, Debug)]
pub struct Member(String);

impl restruct::FieldType for Member {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> Result<Self, String> {
        if text.len() == 3 { Ok(Self(text)) } else { Err("expected three letters".to_owned()) }
    }
}
restruct::field_type!(Member);

macro_rules! owned {
    ($($name:ident: $type:ty;)*) => {$(
        #[doc = "A row with an owner of one type."]
        #[derive(Clone, Debug, Resource)]
        #[resource(access(owner(owner)))]
        pub struct $name {
            pub id: i64,
            pub owner: $type,
        }
    )*

    fn owned(app: App) -> App {
        app$(.resource::<$name>())*
    }};
}
owned! {
    OfSmall: i16;
    OfInteger: i32;
    OfLarge: i64;
    OfUnsigned: u32;
    OfText: String;
    OfUuid: Uuid;
    OfSomebody: Option<Uuid>;
    OfSecret: Sensitive<String>;
    OfMember: Member;
}

const UUID: &str = "0198f0f2-7b1c-7def-8a3b-0123456789ab";

fn forbidden() -> Answer {
    problem(403, "forbidden")
}

#[tokio::test]
async fn the_callers_id_is_read_as_the_columns_type() {
    on_each_database(owned, async |server| {
        for (path, id, stored, another) in [
            ("/of-smalls", "-32768", json!(-32768), "-32767"),
            ("/of-integers", "7", json!(7), "8"),
            ("/of-larges", "9223372036854775807", json!(i64::MAX), "9223372036854775806"),
            ("/of-unsigneds", "4294967295", json!(u32::MAX), "0"),
            ("/of-texts", "Bob", json!("Bob"), "bob"),
            ("/of-texts", "007", json!("007"), "7"),
            ("/of-texts", "x' OR '1'='1", json!("x' OR '1'='1"), "%"),
            ("/of-uuids", UUID, json!(UUID), "0198f0f2-7b1c-7def-8a3b-0123456789ac"),
            ("/of-somebodies", UUID, json!(UUID), "0198f0f2-7b1c-7def-8a3b-0123456789ac"),
            ("/of-secrets", "Bob", json!("Bob"), "bob"),
            ("/of-members", "Bob", json!("Bob"), "bob"),
        ] {
            let made = server.json(post(path).json(json!({})).by(id)).await;
            assert_eq!(made["owner"], stored, "{path}");
            let one = format!("{path}/{}", made["id"]);
            let empty = answer(200).has(json!({"items": [], "total": 0}));
            check(
                server,
                [
                    (path, get(&one).by(id), answer(200).json(made.clone())),
                    (
                        path,
                        get(format!("{path}?total=exact")).by(id),
                        answer(200).has(json!({"items": [made], "total": 1})),
                    ),
                    (path, get(format!("{path}?total=exact")).by(another), empty),
                    (path, get(&one).by(another), problem(404, "not_found")),
                    (path, delete(&one).by(another), problem(404, "not_found")),
                    (path, post(path).json(json!({"owner": stored})).by(another), forbidden()),
                    (path, patch(&one).json(json!({"owner": stored})).by(id), answer(200)),
                    (path, delete(&one).by(id), answer(204)),
                ],
            )
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_id_that_is_none_of_the_columns_type_owns_nothing() {
    on_each_database(owned, async |server| {
        for (path, ids) in [
            ("/of-smalls", &["32768", "1.0", "x"][..]),
            ("/of-integers", &["2147483648", "01", "+1", "-0", "1e0", " 1", "0x1", "true", "null"]),
            ("/of-larges", &["9223372036854775808", "1 OR 1=1", "--1", "\u{9}1"]),
            ("/of-unsigneds", &["-1", "4294967296"]),
            ("/of-uuids", &["1", "0198f0f27b1c7def8a3b0123456789ab", "{0198f0f2-7b1c-7def-8a3b-0123456789ab}"]),
            ("/of-somebodies", &["null", "somebody"]),
            ("/of-members", &["Bobby", "x"]),
        ] {
            for id in ids {
                check(
                    server,
                    [
                        (*id, get(path).by(id), forbidden()),
                        (*id, get(format!("{path}/1")).by(id), forbidden()),
                        (*id, post(path).json(json!({"owner": null})).by(id), forbidden()),
                        (*id, delete(format!("{path}/1")).by(id), forbidden()),
                    ],
                )
                .await;
            }
        }
        let upper = UUID.to_uppercase();
        let made = server.json(post("/of-uuids").json(json!({})).by(UUID)).await;
        check(
            server,
            [("one UUID, written otherwise", get(format!("/of-uuids/{}", made["id"])).by(&upper), answer(200))],
        )
        .await;
    })
    .await;
}

/// A profile is keyed by whose it is.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(name)))]
pub struct Profile {
    #[resource(id(client))]
    pub name: String,
    pub text: String,
}

/// The tenant is part of the key.
#[derive(Clone, Debug, Resource)]
#[resource(access(tenant(company)))]
pub struct Desk {
    #[resource(id)]
    pub company: String,
    #[resource(id)]
    pub number: i32,
    pub text: String,
}

/// An account whose key the database makes and only its owner changes.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = owner(id) or role("clerk"), update = owner(id), delete = owner(id)))]
pub struct Account {
    pub id: i64,
    pub text: String,
}

fn keyed(app: App) -> App {
    app.resource::<Profile>().resource::<Desk>().resource::<Account>()
}

#[tokio::test]
async fn a_key_can_say_whose_the_row_is() {
    on_each_database(keyed, async |server| {
        let text = |text: &str| json!({"text": text});
        let profile = |name: &str, text: &str| json!({"name": name, "text": text});
        let desk = |company: &str| json!({"company": company, "number": 1, "text": ""});
        check(
            server,
            [
                (
                    "filled in",
                    post("/profiles").json(text("a")).by("bob"),
                    answer(201).json(profile("bob", "a")).header("location", "/profiles/bob"),
                ),
                ("another's", post("/profiles").json(profile("eve", "a")).by("bob"), forbidden()),
                ("once", post("/profiles").json(text("a")).by("bob"), problem(409, "not_unique")),
                ("changed", patch("/profiles/bob").json(text("b")).by("bob"), answer(200).json(profile("bob", "b"))),
                ("not by another", patch("/profiles/bob").json(text("c")).by("eve"), forbidden()),
                ("not without a caller", delete("/profiles/bob"), problem(401, "unauthorized")),
                (
                    "a desk",
                    post("/desks").json(json!({"number": 1, "text": ""})).by("1@acme"),
                    answer(201).json(desk("acme")),
                ),
                ("of another company", post("/desks").json(desk("globex")).by("1@acme"), forbidden()),
                (
                    "the same number elsewhere",
                    post("/desks").json(json!({"number": 1, "text": ""})).by("2@globex"),
                    answer(201).json(desk("globex")),
                ),
                ("shown", get("/desks/acme,1").by("3@acme"), answer(200).json(desk("acme"))),
                ("hidden", get("/desks/acme,1").by("2@globex"), problem(404, "not_found")),
                ("kept", delete("/desks/acme,1").by("2@globex"), problem(404, "not_found")),
                (
                    "listed",
                    get("/desks?total=exact").by("2@globex"),
                    answer(200).has(json!({"items": [desk("globex")], "total": 1})),
                ),
                ("a caller of no company", get("/desks").by("4"), forbidden()),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_rule_of_a_key_that_the_database_makes_is_held_against_the_key_it_made() {
    on_each_database(keyed, async |server| {
        let body = || json!({"text": "a"});
        let count = |number: i64| answer(200).has(json!({"total": number}));
        check(
            server,
            [
                ("not the next key", post("/accounts").json(body()).by("999"), forbidden()),
                ("nothing is left of it", get("/accounts?total=exact"), count(0)),
                ("whatever the key", post("/accounts").json(body()).by("999,clerk"), answer(201)),
                ("it is there", get("/accounts?total=exact"), count(1)),
            ],
        )
        .await;
        let id = server.json(get("/accounts")).await["items"][0]["id"].to_string();
        let one = format!("/accounts/{id}");
        check(
            server,
            [
                ("another's", patch(&one).json(json!({"text": "b"})).by("999,clerk"), forbidden()),
                ("one's own", patch(&one).json(json!({"text": "b"})).by(&id), answer(200).has(json!({"text": "b"}))),
                ("deleted", delete(&one).by(&id), answer(204)),
            ],
        )
        .await;
    })
    .await;
}

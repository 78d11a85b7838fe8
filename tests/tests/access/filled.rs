//! Owners and tenants that a create leaves out are the caller's.

use restruct::prelude::*;
use restruct_tests::{answer, check, on_each_database, post, problem};
use serde_json::{Value, json};

/// A letter: its sender is the caller, whatever anybody says; a guest's letter has the sender that it names.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = owner(sender) or role("clerk"), update = owner(sender), delete = nobody))]
pub struct Letter {
    pub id: i64,
    #[resource(read_only)]
    pub sender: i64,
    pub text: String,
}

/// A guest book: who is signed in signs.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = public or owner(guest), update = owner(guest)))]
pub struct Greeting {
    pub id: i64,
    pub guest: i64,
    #[resource(immutable)]
    pub place: Option<String>,
}

/// The same with a guest that stands for all who are not.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = public or owner(guest) or tenant(place)))]
pub struct Remark {
    pub id: i64,
    #[resource(default = 0)]
    pub guest: i64,
    #[resource(immutable)]
    pub place: Option<String>,
}

fn filled(app: App) -> App {
    app.resource::<Letter>().resource::<Greeting>().resource::<Remark>()
}

#[tokio::test]
async fn a_field_that_a_create_rule_names_is_filled_from_the_caller() {
    on_each_database(filled, async |server| {
        let refused = |errors| problem(422, "invalid").errors(errors);
        let greeting = |guest: i64| answer(201).has(json!({"guest": guest}));
        let remark = |guest: i64, place: Value| answer(201).has(json!({"guest": guest, "place": place}));
        check(
            server,
            [
                (
                    "also where no client may set it",
                    post("/letters").json(json!({"text": "a"})).by("7"),
                    answer(201).has(json!({"sender": 7})),
                ),
                (
                    "and none may",
                    post("/letters").json(json!({"text": "a", "sender": 7})).by("7"),
                    refused(&[("/sender", "read_only")]),
                ),
                (
                    "a clerk's",
                    post("/letters").json(json!({"text": "a"})).by("8,clerk"),
                    answer(201).has(json!({"sender": 8})),
                ),
                (
                    "a clerk whom the column cannot hold",
                    post("/letters").json(json!({"text": "a"})).by("bob,clerk"),
                    problem(403, "forbidden"),
                ),
                ("not by nobody", post("/letters").json(json!({"text": "a"})), problem(401, "unauthorized")),
                ("signed in", post("/greetings").json(json!({})).by("7"), greeting(7)),
                ("for another", post("/greetings").json(json!({"guest": 8})).by("7"), greeting(8)),
                ("not signed in", post("/greetings").json(json!({})), refused(&[("/guest", "required")])),
                (
                    "an id that is no number",
                    post("/greetings").json(json!({})).by("bob"),
                    refused(&[("/guest", "required")]),
                ),
                ("nobody, who says it", post("/greetings").json(json!({"guest": 8})), greeting(8)),
                ("before the default", post("/remarks").json(json!({})).by("7@acme"), remark(7, json!("acme"))),
                ("the default", post("/remarks").json(json!({})), remark(0, Value::Null)),
                ("no tenant", post("/remarks").json(json!({})).by("7"), remark(7, Value::Null)),
                ("null is a value", post("/remarks").json(json!({"place": null})).by("7@acme"), remark(7, Value::Null)),
            ],
        )
        .await;
    })
    .await;
}

//! What the path fills in where a row is made under another gets around no rule and no word of its field.

use restruct::prelude::*;
use restruct_tests::{Request, Server, TestDatabase, answer, check, get, patch, post, problem, put};
use serde_json::{Value, json};

use super::twins::start;

/// Who writes.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Writer {
    #[resource(id(client))]
    pub id: i64,
    pub essays: HasMany<Essay>,
    #[resource(foreign_key = reviewer_id)]
    pub reviewed: HasMany<Essay>,
    #[resource(foreign_key = sealer_id)]
    pub sealed: HasMany<Essay>,
}

/// What somebody has written, and nobody else can.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(writer_id)))]
pub struct Essay {
    #[resource(id(client))]
    pub id: i64,
    #[resource(immutable)]
    pub writer_id: i64,
    pub writer: BelongsTo<Writer>,
    #[resource(read_only)]
    pub reviewer_id: Option<i64>,
    #[resource(foreign_key = reviewer_id)]
    pub reviewer: BelongsTo<Writer>,
    #[resource(hidden)]
    pub sealer_id: Option<i64>,
    #[resource(foreign_key = sealer_id)]
    pub sealer: BelongsTo<Writer>,
    pub title: String,
}

async fn each(test: impl AsyncFn(&Server)) {
    for database in TestDatabase::each().await {
        let fill = |app: App| app.resource::<Writer>().resource::<Essay>();
        let server = start(database, fill).await;
        for id in [1, 2] {
            server.json(post("/writers").json(json!({"id": id}))).await;
        }
        test(&server).await;
    }
}

fn essay(path: &str, more: &Value) -> Request {
    let mut body = json!({"id": 7, "title": "t"});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    post(path).json(body)
}

#[tokio::test]
async fn the_rule_of_creates_sees_the_key_of_the_path() {
    each(async |server| {
        let invalid = |pointer: &str, code: &str| {
            problem(422, "invalid").has(json!({"errors": [{"pointer": pointer, "code": code}]}))
        };
        let none = json!({});
        check(
            server,
            [
                ("another's", essay("/writers/2/essays", &none).by("1"), problem(403, "forbidden")),
                ("nobody's", essay("/writers/2/essays", &none), problem(401, "unauthorized")),
                ("of no number", essay("/writers/2/essays", &none).by("x"), problem(403, "forbidden")),
                ("no writer", essay("/writers/9/essays", &none).by("9"), problem(404, "not_found")),
                (
                    "the body says another",
                    essay("/writers/2/essays", &json!({"writer_id": 1})).by("1"),
                    invalid("/writer_id", "read_only"),
                ),
                (
                    "the body says the same",
                    essay("/writers/1/essays", &json!({"writer_id": 1})).by("1"),
                    invalid("/writer_id", "read_only"),
                ),
                (
                    "a field of the server's",
                    essay("/writers/1/essays", &json!({"reviewer_id": 1})).by("1"),
                    invalid("/reviewer_id", "read_only"),
                ),
                (
                    "a field of nobody's",
                    essay("/writers/1/essays", &json!({"sealer_id": 1})).by("1"),
                    invalid("/sealer_id", "unknown_field"),
                ),
                ("one's own", essay("/writers/1/essays", &none).by("1"), answer(201).has(json!({"writer_id": 1}))),
                (
                    "immutable",
                    patch("/essays/7").json(json!({"writer_id": 2})).by("1"),
                    invalid("/writer_id", "immutable"),
                ),
                (
                    "it stays where it is",
                    get("/writers/2/essays?total=exact"),
                    answer(200).has(json!({"total": 0, "items": []})),
                ),
            ],
        )
        .await;
    })
    .await;
}

/// What no client may set in a body, none sets by a path.
#[tokio::test]
async fn what_no_client_may_set_no_path_sets() {
    each(async |server| {
        check(
            server,
            [
                (
                    "read-only",
                    essay("/writers/2/reviewed", &json!({"writer_id": 1})).by("1"),
                    problem(405, "method_not_allowed"),
                ),
                (
                    "hidden",
                    essay("/writers/2/sealed", &json!({"writer_id": 1})).by("1"),
                    problem(405, "method_not_allowed"),
                ),
                ("a list they are", get("/writers/2/reviewed"), answer(200).has(json!({"items": []}))),
                ("no links", put("/writers/2/reviewed").json(json!([7])), problem(405, "method_not_allowed")),
            ],
        )
        .await;
    })
    .await;
}

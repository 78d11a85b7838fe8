//! `PATCH /things/{id}` (RFC 7396) and `DELETE`.

use restruct::prelude::*;
use restruct_tests::{Server, answer, check, delete, get, on_each_database, patch, post, problem};
use serde_json::{Value, json};

/// A row with a field of each kind of changeability.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Task {
    pub id: i64,
    #[validate(length(min = 1, max = 20))]
    pub title: String,
    pub note: Option<String>,
    #[resource(default = 1)]
    pub weight: i32,
    pub extra: Option<Json>,
    #[resource(read_only, default = 0)]
    pub views: i64,
    #[resource(immutable)]
    pub owner: String,
    #[resource(write_only, default = "")]
    pub pin: String,
    #[resource(created_at)]
    pub created_at: DateTime<Utc>,
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[resource(version)]
    pub version: i64,
}

/// A row whose fields must fit each other.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
#[validate(schema(function = in_order))]
pub struct Span {
    pub id: i64,
    pub start: i64,
    pub end: i64,
}

fn in_order(span: &Span) -> Result<(), restruct::validator::ValidationError> {
    if span.start <= span.end { Ok(()) } else { Err(restruct::validator::ValidationError::new("backwards")) }
}

fn tasks(app: App) -> App {
    app.resource::<Task>().resource::<Span>()
}

async fn task(server: &Server) -> Value {
    server.json(post("/tasks").json(json!({"title": "Paint", "note": "red", "owner": "ada"}))).await
}

/// The row with other values, a new time and the next version.
fn changed(row: &Value, values: Value) -> Value {
    let mut row = row.clone();
    for (name, value) in values.as_object().expect("an object") {
        row[name] = value.clone();
    }
    row["updated_at"] = json!("$time");
    row["version"] = json!(row["version"].as_i64().expect("a version") + 1);
    row
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    on_each_database(tasks, async |server| {
        let row = task(server).await;
        let renamed = changed(&row, json!({"title": "Sand"}));
        let emptied = changed(&renamed, json!({"note": null, "weight": 3}));
        let merge = || patch("/tasks/1").header("content-type", "application/merge-patch+json");
        check(
            server,
            [
                ("one field", patch("/tasks/1").json(json!({"title": "Sand"})), answer(200).json(renamed.clone())),
                ("it is stored", get("/tasks/1"), answer(200).json(renamed)),
                ("null", merge().body(r#"{"note": null, "weight": 3}"#), answer(200).json(emptied.clone())),
                ("it is stored too", get("/tasks/1"), answer(200).json(emptied)),
            ],
        )
        .await;
        let updated = server.json(get("/tasks/1")).await;
        let time = |row: &Value| row["updated_at"].as_str().expect("a time").parse::<DateTime<Utc>>().expect("a time");
        assert!(time(&updated) > time(&row));
        assert_eq!(updated["created_at"], row["created_at"]);
    })
    .await;
}

#[tokio::test]
async fn a_patch_that_changes_nothing_writes_nothing() {
    on_each_database(tasks, async |server| {
        let row = task(server).await;
        let extra = json!({"b": [1, {"c": null}], "a": 1.5});
        let with_extra = server.json(patch("/tasks/1").json(json!({"extra": extra}))).await;
        assert_eq!(with_extra["version"], 2);
        let same = answer(200).json(with_extra.clone());
        check(
            server,
            [
                ("nothing", patch("/tasks/1").json(json!({})), same.clone()),
                ("the same title", patch("/tasks/1").json(json!({"title": "Paint"})), same.clone()),
                ("the same everything", patch("/tasks/1").json(with_extra.clone()), same.clone()),
                (
                    "the same document",
                    patch("/tasks/1").json(json!({"extra": {"a": 1.5, "b": [1, {"c": null}]}})),
                    same.clone(),
                ),
                ("null for null", patch("/tasks/1").json(json!({"note": "red"})), same.clone()),
                ("it is as it was", get("/tasks/1"), same),
            ],
        )
        .await;
        assert_eq!(row["id"], with_extra["id"]);
    })
    .await;
}

#[tokio::test]
async fn a_document_is_replaced_whole() {
    on_each_database(tasks, async |server| {
        task(server).await;
        server.json(patch("/tasks/1").json(json!({"extra": {"a": 1, "b": 2}}))).await;
        let has = |extra: Value| answer(200).has(json!({"extra": extra}));
        check(
            server,
            [
                ("not merged", patch("/tasks/1").json(json!({"extra": {"a": 3}})), has(json!({"a": 3}))),
                ("null is SQL's", patch("/tasks/1").json(json!({"extra": null})), has(Value::Null)),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_a_client_cannot_set_may_be_sent_back_as_it_was_read() {
    on_each_database(tasks, async |server| {
        let mut row = task(server).await;
        row["title"] = json!("Sand");
        check(server, [("get, edit, send back", patch("/tasks/1").json(row.clone()), answer(200).has(json!({"title": "Sand"})))])
            .await;
        let refused = |errors| problem(422, "invalid").errors(errors);
        let wrong = json!({
            "id": 2, "views": 1, "owner": "bob", "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
            "title": "", "weight": "1"
        });
        check(
            server,
            [
                (
                    "all at once",
                    patch("/tasks/1").json(wrong),
                    refused(&[
                        ("/id", "read_only"),
                        ("/views", "read_only"),
                        ("/owner", "immutable"),
                        ("/created_at", "read_only"),
                        ("/updated_at", "read_only"),
                        ("/title", "too_short"),
                        ("/weight", "wrong_type"),
                    ]),
                ),
                ("of another type", patch("/tasks/1").json(json!({"views": "0"})), refused(&[("/views", "read_only")])),
                ("null", patch("/tasks/1").json(json!({"owner": null})), refused(&[("/owner", "immutable")])),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_patch_is_refused_as_a_create_is() {
    on_each_database(tasks, async |server| {
        let row = task(server).await;
        let body = json!({"title": "", "weight": 1.5, "note": 1, "nope": 1, "extra": 1, "pin": null});
        let refused = problem(422, "invalid").errors(&[
            ("/title", "too_short"),
            ("/weight", "wrong_type"),
            ("/note", "wrong_type"),
            ("/nope", "unknown_field"),
            ("/pin", "null_not_allowed"),
        ]);
        check(
            server,
            [
                ("all at once", patch("/tasks/1").json(body), refused),
                ("nothing is changed", get("/tasks/1"), answer(200).json(row)),
                ("what is not there", patch("/tasks/2").json(json!({"title": "x"})), problem(404, "not_found")),
                ("and changes nothing", patch("/tasks/2").json(json!({})), problem(404, "not_found")),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_version_must_be_the_stored_one() {
    on_each_database(tasks, async |server| {
        task(server).await;
        let update = |version: i64, title: &str| patch("/tasks/1").json(json!({"version": version, "title": title}));
        let conflict = || problem(409, "conflict").errors(&[("/version", "conflict")]);
        check(
            server,
            [
                ("the stored one", update(1, "a"), answer(200).has(json!({"version": 2}))),
                ("an old one", update(1, "b"), conflict()),
                ("an old one that changes nothing", update(1, "a"), conflict()),
                ("an old one alone", patch("/tasks/1").json(json!({"version": 1})), conflict()),
                ("one to come", update(3, "b"), conflict()),
                ("none", patch("/tasks/1").json(json!({"title": "c"})), answer(200).has(json!({"version": 3}))),
                (
                    "of what is not there",
                    patch("/tasks/2").json(json!({"version": 1, "title": "x"})),
                    problem(404, "not_found"),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn rules_of_several_fields_see_the_merged_row() {
    on_each_database(tasks, async |server| {
        let refused = || problem(422, "invalid").errors(&[("", "backwards")]);
        check(
            server,
            [
                ("backwards", post("/spans").json(json!({"start": 2, "end": 1})), refused()),
                ("forwards", post("/spans").json(json!({"start": 1, "end": 5})), answer(201)),
                ("a start behind the stored end", patch("/spans/1").json(json!({"start": 6})), refused()),
                (
                    "a start before it",
                    patch("/spans/1").json(json!({"start": 4})),
                    answer(200).has(json!({"start": 4, "end": 5})),
                ),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_deleted_row_is_gone() {
    on_each_database(tasks, async |server| {
        task(server).await;
        let body = delete("/tasks/1").json(json!({"ignored": true}));
        check(
            server,
            [
                ("delete", body, answer(204).empty()),
                ("get", get("/tasks/1"), problem(404, "not_found")),
                ("patch", patch("/tasks/1").json(json!({"title": "x"})), problem(404, "not_found")),
                ("delete again", delete("/tasks/1"), problem(404, "not_found")),
                (
                    "its number is not used again",
                    post("/tasks").json(json!({"title": "x", "owner": "y"})),
                    answer(201).has(json!({"id": 2})),
                ),
            ],
        )
        .await;
    })
    .await;
}

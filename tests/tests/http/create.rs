//! `POST /things`: what a create takes, fills in, and answers.

use restruct::prelude::*;
use restruct_tests::{answer, check, get, on_each_database, post, problem};
use serde_json::json;

/// What a dish is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ResourceEnum)]
pub enum Course {
    Starter,
    MainDish,
}

/// A field of every sort.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Dish {
    pub id: i64,
    #[validate(length(min = 2, max = 5))]
    pub name: String,
    #[resource(default = Course::MainDish)]
    pub course: Course,
    #[resource(default = 4)]
    #[validate(range(min = 1, max = 12))]
    pub portions: i32,
    #[resource(default = "none")]
    pub remark: Option<String>,
    pub price: Option<Decimal>,
    #[resource(read_only, default = 0)]
    pub orders: i64,
    #[resource(hidden, default = true)]
    pub listed: bool,
    #[resource(immutable)]
    pub chef: i64,
    #[resource(created_at)]
    pub created_at: DateTime<Utc>,
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[resource(version)]
    pub version: i64,
}

/// One rule of each kind.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Form {
    pub id: i64,
    #[validate(length(min = 2, max = 4))]
    pub length: Option<String>,
    #[validate(length(equal = 3))]
    pub exact: Option<String>,
    #[validate(range(min = 1, max = 9))]
    pub range: Option<i64>,
    #[validate(range(exclusive_min = 0.0, exclusive_max = 1.0))]
    pub share: Option<f64>,
    #[validate(email)]
    pub email: Option<String>,
    #[validate(url)]
    pub site: Option<String>,
    #[validate(ip)]
    pub address: Option<String>,
    #[validate(contains(pattern = "x"))]
    pub needs_x: Option<String>,
    #[validate(does_not_contain(pattern = "y", code = "no_y", message = "has a y"))]
    pub no_y: Option<String>,
    #[validate(non_control_character)]
    pub plain: Option<String>,
    #[validate(required)]
    pub needed: Option<i64>,
    #[validate(custom(function = even))]
    pub even: Option<i64>,
    #[validate(must_match(other = "length"))]
    pub again: Option<String>,
}

fn even(number: &i64) -> Result<(), restruct::validator::ValidationError> {
    if number % 2 == 0 { Ok(()) } else { Err(restruct::validator::ValidationError::new("odd")) }
}

fn dishes(app: App) -> App {
    app.resource::<Dish>().resource::<Form>()
}

#[tokio::test]
async fn a_create_answers_the_new_row_and_its_address() {
    on_each_database(dishes, async |server| {
        let stored = json!({
            "id": 1, "name": "soup", "course": "starter", "portions": 2, "remark": "hot", "price": "4.5", "orders": 0,
            "chef": 7, "created_at": "$time", "updated_at": "$time", "version": 1
        });
        let body = json!({
            "name": "soup", "course": "starter", "portions": 2, "remark": "hot", "price": 4.5, "chef": 7
        });
        let created = answer(201).header("location", "/dishes/1").json(stored.clone());
        check(
            server,
            [("create", post("/dishes").json(body), created), ("get", get("/dishes/1"), answer(200).json(stored))],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_is_left_out_has_its_default_or_null() {
    on_each_database(dishes, async |server| {
        let filled = json!({"course": "main_dish", "portions": 4, "remark": "none", "price": null, "orders": 0});
        let nulls = json!({"name": "fish", "chef": 7, "remark": null, "price": null});
        check(
            server,
            [
                ("defaults", post("/dishes").json(json!({"name": "stew", "chef": 7})), answer(201).has(filled)),
                ("null is no default", post("/dishes").json(nulls), answer(201).has(json!({"remark": null}))),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_with_a_body_is_told_at_once() {
    on_each_database(dishes, async |server| {
        let body = r#"{
            "name": "x", "course": "dessert", "portions": 13, "remark": 5, "price": "cheap", "orders": 1, "listed": true,
            "id": 9, "version": 1, "created_at": "2026-01-01T00:00:00Z", "naem": "soup", "a/b~c": 1, "portions": 3
        }"#;
        let all = problem(422, "invalid").errors(&[
            ("/name", "too_short"),
            ("/course", "not_a_choice"),
            ("/portions", "too_large"),
            ("/portions", "duplicate_key"),
            ("/remark", "wrong_type"),
            ("/price", "bad_format"),
            ("/orders", "read_only"),
            ("/listed", "unknown_field"),
            ("/id", "read_only"),
            ("/version", "read_only"),
            ("/created_at", "read_only"),
            ("/naem", "unknown_field"),
            ("/a~1b~0c", "unknown_field"),
            ("/chef", "required"),
        ]);
        let nothing = answer(200).has(json!({"total": 0}));
        let empty = problem(422, "invalid").errors(&[("/name", "required"), ("/chef", "required")]);
        check(
            server,
            [
                ("everything wrong", post("/dishes").text(body), all),
                ("nothing there", post("/dishes").json(json!({})), empty),
                ("nothing is stored", get("/dishes?total=exact"), nothing),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn an_error_says_what_it_is_about() {
    on_each_database(dishes, async |server| {
        let body = json!({"name": "goulash", "course": "dessert", "portions": 0, "chef": null, "naem": 1});
        let errors = server.send(post("/dishes").json(body)).await.json()["errors"].clone();
        let error = |pointer: &str| {
            let errors = errors.as_array().expect("errors");
            errors.iter().find(|error| error["pointer"] == pointer).cloned().unwrap_or_default()
        };
        assert_eq!(error("/name")["params"], json!({"min": 2, "max": 5}));
        assert_eq!(error("/portions")["params"], json!({"min": 1, "max": 12}));
        assert_eq!(error("/course")["params"], json!({"choices": ["starter", "main_dish"]}));
        assert_eq!(error("/chef")["code"], "null_not_allowed");
        assert!(error("/naem")["detail"].as_str().is_some_and(|detail| detail.contains("`name`")), "{errors}");
    })
    .await;
}

#[tokio::test]
async fn each_rule_has_its_code() {
    on_each_database(dishes, async |server| {
        let good = json!({
            "length": "äöüß", "exact": "abc", "range": 9, "share": 0.5, "email": "a@b.example", "site": "https://example.com",
            "address": "::1", "needs_x": "fox", "no_y": "", "plain": "text", "needed": 1, "even": 2, "again": "äöüß"
        });
        let bad = json!({
            "length": "a", "exact": "abcd", "range": 0, "share": 1.0, "email": "nobody", "site": "javascript:alert(1)",
            "address": "1.2.3", "needs_x": "cat", "no_y": "yes", "plain": "a\u{7}b", "needed": null, "even": 3, "again": "b"
        });
        let all = problem(422, "invalid").errors(&[
            ("/length", "too_short"),
            ("/exact", "too_long"),
            ("/range", "too_small"),
            ("/share", "too_large"),
            ("/email", "bad_format"),
            ("/site", "bad_format"),
            ("/address", "bad_format"),
            ("/needs_x", "no_match"),
            ("/no_y", "no_y"),
            ("/plain", "bad_format"),
            ("/needed", "required"),
            ("/even", "odd"),
            ("/again", "no_match"),
        ]);
        let left_out = problem(422, "invalid").errors(&[("/needed", "required")]);
        check(
            server,
            [
                ("all hold", post("/forms").json(good), answer(201)),
                ("none holds", post("/forms").json(bad), all),
                ("null passes where nothing needs it", post("/forms").json(json!({"needed": 1, "email": null})), answer(201)),
                ("what is required is missing", post("/forms").json(json!({})), left_out),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn no_value_that_was_sent_comes_back_in_an_error() {
    on_each_database(dishes, async |server| {
        let body = json!({"name": "hunter2-hunter2", "course": "hunter2", "portions": "hunter2", "price": "hunter2", "chef": "hunter2"});
        let response = server.send(post("/dishes").json(body)).await;
        assert_eq!(response.status, 422);
        assert!(!response.text().contains("hunter2"), "{}", response.text());
    })
    .await;
}

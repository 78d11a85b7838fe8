//! What clients may send and never see, may see and never send, and neither.

use restruct::{
    prelude::*,
    sea_orm::{Database, EntityTrait},
};
use restruct_tests::{answer, check, get, on_each_database, patch, post, problem};
use serde_json::json;

/// A user with secrets of each kind.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct User {
    pub id: i64,
    pub name: String,
    #[validate(length(min = 8))]
    pub password: Input<String>,
    #[validate(must_match(other = "password"))]
    pub repeated: Input<Option<String>>,
    #[resource(hidden)]
    pub password_hash: String,
    #[resource(write_only)]
    pub recovery: Option<String>,
    pub account: Sensitive<String>,
    #[resource(exposed, read_only, default = "none")]
    pub token_name: String,
}

impl Hooks for User {
    async fn before_create(input: &mut UserCreate, row: &mut UserActiveModel, _: &mut Context<'_>) -> Result<()> {
        row.password_hash = Set(format!("#{}", input.password.len()));
        Ok(())
    }

    async fn before_update(
        _: &User,
        input: &mut UserUpdate,
        row: &mut UserActiveModel,
        _: &mut Context<'_>,
    ) -> Result<()> {
        if let Patch::Value(password) = &input.password {
            row.password_hash = Set(format!("#{}", password.len()));
        }
        Ok(())
    }
}

#[tokio::test]
async fn secrets_go_in_and_do_not_come_out() {
    on_each_database(
        |app| app.resource::<User>(),
        async |server| {
            let body = json!({
                "name": "Ada", "password": "12345678", "repeated": "12345678", "recovery": "cat", "account": "DE02"
            });
            let shown = json!({"id": 1, "name": "Ada", "account": "DE02", "token_name": "none"});
            let refused = |errors| problem(422, "invalid").errors(errors);
            check(
                server,
                [
                    ("create", post("/users").json(body), answer(201).json(shown.clone())),
                    ("get", get("/users/1"), answer(200).json(shown.clone())),
                    ("list", get("/users"), answer(200).has(json!({"items": [shown.clone()]}))),
                    (
                        "an input alone",
                        patch("/users/1").json(json!({"password": "123456789", "repeated": "123456789"})),
                        answer(200).json(shown),
                    ),
                    (
                        "a hidden field is none",
                        patch("/users/1").json(json!({"password_hash": "#8"})),
                        refused(&[("/password_hash", "unknown_field")]),
                    ),
                    (
                        "an input is needed",
                        post("/users").json(json!({"name": "x", "account": ""})),
                        refused(&[("/password", "required")]),
                    ),
                    (
                        "an input has rules",
                        patch("/users/1").json(json!({"password": "1", "repeated": "1"})),
                        refused(&[("/password", "too_short")]),
                    ),
                    (
                        "an input is repeated",
                        patch("/users/1").json(json!({"password": "abcdefgh"})),
                        refused(&[("/repeated", "no_match")]),
                    ),
                    (
                        "all faults of an update at once",
                        patch("/users/1").json(json!({"name": 5, "password": "abcdefgh", "repeated": "abcdefgi"})),
                        refused(&[("/name", "wrong_type"), ("/repeated", "no_match")]),
                    ),
                    (
                        "what cannot be read need not match",
                        patch("/users/1").json(json!({"password": 5, "repeated": "abcdefgi"})),
                        refused(&[("/password", "wrong_type")]),
                    ),
                    (
                        "an input must match",
                        patch("/users/1").json(json!({"password": "abcdefgh", "repeated": "abcdefgi"})),
                        refused(&[("/repeated", "no_match")]),
                    ),
                ],
            )
            .await;
            let connection = Database::connect(server.database().url()).await.expect("connects");
            let stored = UserEntity::find_by_id(1).one(&connection).await.expect("reads").expect("the row");
            assert_eq!((stored.password_hash.as_str(), stored.recovery.as_deref()), ("#9", Some("cat")));
            let debug = format!("{stored:?} {:?}", UserActiveModel::from(stored.clone()));
            assert!(!debug.contains("DE02"), "{debug}");
        },
    )
    .await;
}

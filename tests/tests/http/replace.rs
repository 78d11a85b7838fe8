//! `PUT /things/{id}`: a true replace of what the caller can read.

use restruct::prelude::*;
use restruct_tests::{answer, check, get, on_each_database, post, problem, put};
use serde_json::json;

/// A row that can be replaced.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), operations(get, create, replace))]
pub struct Profile {
    pub id: i64,
    pub name: String,
    pub about: Option<String>,
    #[resource(default = "en")]
    pub language: String,
    #[resource(immutable)]
    pub country: String,
    #[resource(write_only)]
    pub pin: Option<String>,
    #[resource(read_only, default = 0)]
    pub visits: i64,
    #[resource(read_only)]
    pub has_pin: bool,
    #[resource(version)]
    pub version: i64,
}

impl Hooks for Profile {
    async fn before_create(input: &mut ProfileCreate, row: &mut ProfileActiveModel, _: &mut Context<'_>) -> Result<()> {
        row.has_pin = Set(input.pin.is_some());
        Ok(())
    }

    async fn before_update(
        old: &Profile,
        input: &mut ProfileUpdate,
        row: &mut ProfileActiveModel,
        _: &mut Context<'_>,
    ) -> Result<()> {
        let pin = input.pin.as_ref().value().unwrap_or(&old.pin);
        row.has_pin = Set(pin.is_some());
        Ok(())
    }
}

#[tokio::test]
async fn what_is_left_out_gets_its_default_or_null_unless_nobody_can_read_or_change_it() {
    on_each_database(|app| app.resource::<Profile>(), async |server| {
        let full = json!({"name": "Ada", "about": "Engines", "language": "fr", "country": "GB", "pin": "1234"});
        let stored = json!({
            "id": 1, "name": "Ada", "about": "Engines", "language": "fr", "country": "GB", "visits": 0, "has_pin": true, "version": 1
        });
        let short = json!({
            "id": 1, "name": "Ada", "about": null, "language": "en", "country": "GB", "visits": 0, "has_pin": true, "version": 2
        });
        check(
            server,
            [
                ("create", post("/profiles").json(full), answer(201).json(stored.clone())),
                ("what was read changes nothing", put("/profiles/1").json(stored.clone()), answer(200).json(stored.clone())),
                ("a short one", put("/profiles/1").json(json!({"name": "Ada"})), answer(200).json(short.clone())),
                ("is stored", get("/profiles/1"), answer(200).json(short)),
                ("a null takes the pin away", put("/profiles/1").json(json!({"name": "Ada", "pin": null})), answer(200).has(json!({"has_pin": false}))),
            ],
        )
        .await;
        let refused = |errors| problem(422, "invalid").errors(errors);
        let other = json!({"id": 2, "name": 5, "country": "FR", "visits": 9, "nope": 1});
        check(
            server,
            [
                ("nothing", put("/profiles/1").json(json!({})), refused(&[("/name", "required")])),
                (
                    "all at once",
                    put("/profiles/1").json(other),
                    refused(&[
                        ("/id", "read_only"),
                        ("/name", "wrong_type"),
                        ("/country", "immutable"),
                        ("/visits", "read_only"),
                        ("/nope", "unknown_field"),
                    ]),
                ),
                ("an old version", put("/profiles/1").json(json!({"name": "x", "version": 1})), problem(409, "conflict")),
                ("what is not there", put("/profiles/2").json(json!({"name": "x"})), problem(404, "not_found")),
            ],
        )
        .await;
    })
    .await;
}

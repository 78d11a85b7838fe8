//! Rules hold for the row that is stored in the end: after hooks, and with what the server sets.

use restruct::prelude::*;
use restruct_tests::{answer, check, get, on_each_database, patch, post, problem, put};
use serde_json::json;

/// A deed; its hooks give it away when they are told to.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, write = owner(holder) and not Sealed), operations(list, get, create, update, replace, delete))]
pub struct Deed {
    pub id: i64,
    pub holder: i64,
    #[resource(read_only, default = false)]
    pub sealed: bool,
    pub text: String,
}

/// Deeds that nobody changes any more.
pub struct Sealed;

impl Rule<Deed> for Sealed {
    fn filter(_: Option<&Principal>) -> Filter<Deed> {
        Filter::eq(DeedColumn::Sealed, true)
    }
}

impl Hooks for Deed {
    async fn before_create(input: &mut DeedCreate, row: &mut DeedActiveModel, _: &mut Context<'_>) -> Result<()> {
        match input.text.as_str() {
            "give away" => input.holder = 99,
            "seal" => row.sealed = Set(true),
            _ => {}
        }
        Ok(())
    }

    async fn before_update(
        _: &Deed,
        input: &mut DeedUpdate,
        row: &mut DeedActiveModel,
        _: &mut Context<'_>,
    ) -> Result<()> {
        match &input.text {
            Patch::Value(text) if text == "give away" => input.holder = Patch::Value(99),
            Patch::Value(text) if text == "seal" => row.sealed = Set(true),
            _ => {}
        }
        Ok(())
    }
}

#[tokio::test]
async fn what_a_hook_makes_of_a_row_is_held_against_the_rules() {
    on_each_database(
        |app| app.resource::<Deed>(),
        async |server| {
            let (text, forbidden) = (|text: &str| json!({"text": text}), || problem(403, "forbidden"));
            let plain = json!({"id": 1, "holder": 7, "sealed": false, "text": "plain"});
            check(
                server,
                [
                    ("a plain one", post("/deeds").json(text("plain")).by("7"), answer(201).json(plain.clone())),
                    ("given away at once", post("/deeds").json(text("give away")).by("7"), forbidden()),
                    ("sealed at once", post("/deeds").json(text("seal")).by("7"), forbidden()),
                    ("given away", patch("/deeds/1").json(text("give away")).by("7"), forbidden()),
                    ("sealed", patch("/deeds/1").json(text("seal")).by("7"), forbidden()),
                    (
                        "sealed by a replace",
                        put("/deeds/1").json(json!({"holder": 7, "text": "seal"})).by("7"),
                        forbidden(),
                    ),
                    (
                        "nothing of it was stored",
                        get("/deeds?total=exact"),
                        answer(200).has(json!({"items": [plain], "total": 1})),
                    ),
                ],
            )
            .await;
        },
    )
    .await;
}

/// A draft that can be changed twice.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, create = public, update = Young))]
pub struct Draft {
    pub id: i64,
    pub text: String,
    #[resource(version)]
    pub version: i64,
}

/// What has no third version.
pub struct Young;

impl Rule<Draft> for Young {
    fn filter(_: Option<&Principal>) -> Filter<Draft> {
        Filter::lt(DraftColumn::Version, 3)
    }
}

#[tokio::test]
async fn what_the_server_sets_is_held_against_the_rules() {
    on_each_database(
        |app| app.resource::<Draft>(),
        async |server| {
            let text = |text: &str| json!({"text": text});
            check(
                server,
                [
                    ("the first", post("/drafts").json(text("a")), answer(201).has(json!({"version": 1}))),
                    ("the second", patch("/drafts/1").json(text("b")), answer(200).has(json!({"version": 2}))),
                    ("nothing new", patch("/drafts/1").json(text("b")), answer(200).has(json!({"version": 2}))),
                    ("no third", patch("/drafts/1").json(text("c")), problem(403, "forbidden")),
                    (
                        "it is as it was",
                        get("/drafts/1"),
                        answer(200).json(json!({"id": 1, "text": "b", "version": 2})),
                    ),
                ],
            )
            .await;
        },
    )
    .await;
}

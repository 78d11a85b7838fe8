//! Hooks that swallow what the database answers: no write is a success in which a statement has failed.

use restruct::{
    prelude::*,
    sea_orm::{ActiveModelTrait, ConnectionTrait},
};
use restruct_tests::{Server, answer, check, delete, get, on_each_database, patch, post, put};
use serde_json::json;

use crate::load::LineActiveModel;

/// A row whose hooks fail where its text says so.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), operations(list, get, create, update, replace, delete))]
pub struct Stubborn {
    pub id: i64,
    pub text: String,
}

/// Fails in the database at the place that is named, in the way that is named, and says nothing of it.
async fn swallow(text: &str, place: &str, cx: &mut Context<'_>) -> Result<()> {
    let Some((at, how)) = text.split_once(' ') else { return Ok(()) };
    if at != place {
        return Ok(());
    }
    let line = |mark: &str| LineActiveModel { mark: Set(mark.to_owned()), ..Default::default() };
    let database = cx.unscoped("to fail in it").await?;
    let nested = async || -> Result<()> {
        let taken = async || line("taken").insert(&database).await;
        assert!(taken().await.is_err(), "it is taken");
        Ok(())
    };
    match how {
        "constraint" => assert!(line("taken").insert(&database).await.is_err()),
        "statement" => assert!(database.execute_unprepared("SELECT nothing FROM nowhere").await.is_err()),
        "nested" => assert!(nested().await.is_ok()),
        "savepoint" => {
            database.execute_unprepared("SAVEPOINT own").await?;
            assert!(line("taken").insert(&database).await.is_err());
            database.execute_unprepared("ROLLBACK TO SAVEPOINT own").await?;
        }
        other => panic!("there is no way {other}"),
    }
    // Whether it can be written or not, it must not stay.
    let _ = line("after").insert(&database).await;
    Ok(())
}

impl Hooks for Stubborn {
    async fn before_create(
        input: &mut StubbornCreate,
        _: &mut StubbornActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        swallow(&input.text, "before_create", cx).await
    }

    async fn after_create(row: &Stubborn, cx: &mut Context<'_>) -> Result<()> {
        swallow(&row.text, "after_create", cx).await
    }

    async fn before_update(
        _: &Stubborn,
        input: &mut StubbornUpdate,
        _: &mut StubbornActiveModel,
        cx: &mut Context<'_>,
    ) -> Result<()> {
        let Patch::Value(text) = &input.text else { return Ok(()) };
        swallow(text, "before_update", cx).await
    }

    async fn after_update(_: &Stubborn, new: &Stubborn, cx: &mut Context<'_>) -> Result<()> {
        swallow(&new.text, "after_update", cx).await
    }

    async fn before_delete(row: &Stubborn, cx: &mut Context<'_>) -> Result<()> {
        swallow(&row.text, "before_delete", cx).await
    }

    async fn after_delete(row: &Stubborn, cx: &mut Context<'_>) -> Result<()> {
        swallow(&row.text, "after_delete", cx).await
    }
}

const WAYS: [&str; 4] = ["constraint", "statement", "nested", "savepoint"];

async fn refused(server: &Server, request: restruct_tests::Request) {
    let response = server.send(request.clone()).await;
    assert!(response.status >= 400, "{request:?}: {} {}", response.status, response.text());
    check(
        server,
        [
            ("nothing of it stays", get("/lines?total=exact"), answer(200).has(json!({"total": 1}))),
            ("the row is as it was", get("/stubborns/1"), answer(200).has(json!({"text": "as it was"}))),
        ],
    )
    .await;
}

#[tokio::test]
async fn no_hook_makes_a_success_of_a_failure_in_the_database() {
    let fill = |app: App| app.resource::<Stubborn>().resource::<crate::load::Line>();
    on_each_database(fill, async |server| {
        server.json(post("/lines").json(json!({"mark": "taken"}))).await;
        server.json(post("/stubborns").json(json!({"text": "as it was"}))).await;
        let mut made = 1;
        for way in WAYS {
            for place in ["before_create", "after_create"] {
                refused(server, post("/stubborns").json(json!({"text": format!("{place} {way}")}))).await;
            }
            for place in ["before_update", "after_update"] {
                let text = json!({"text": format!("{place} {way}")});
                refused(server, patch("/stubborns/1").json(text.clone())).await;
                refused(server, put("/stubborns/1").json(text)).await;
            }
            for place in ["before_delete", "after_delete"] {
                let row = server.json(post("/stubborns").json(json!({"text": format!("{place} {way}")}))).await;
                let path = format!("/stubborns/{}", row["id"]);
                made += 1;
                refused(server, delete(&path)).await;
                check(server, [("it is still there", get(&path), answer(200))]).await;
            }
        }
        let all = answer(200).has(json!({"total": made}));
        check(server, [("no more, no less", get("/stubborns?total=exact"), all)]).await;
    })
    .await;
}

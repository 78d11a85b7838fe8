//! How the document leaves the server.

use restruct::{axum::Router, prelude::*};
use restruct_tests::{Server, TestDatabase, answer, check, get, head, post, problem};
use serde_json::json;

/// A note.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), tag = "Notes")]
pub struct Note {
    pub id: i64,
    pub text: String,
}

async fn app(database: &TestDatabase) -> App {
    App::connect(database.url()).await.expect("a database").resource::<Note>().create_tables().info("Notes", "2.1.0")
}

#[tokio::test]
async fn the_document_is_fetched_once() {
    let database = TestDatabase::sqlite();
    let app = app(&database).await;
    let server = Server::start_app(database, app).await;
    let answer_to = async |tag: &str| server.send(get("/openapi.json").header("if-none-match", tag)).await;
    let first = server.send(get("/openapi.json")).await;
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert_eq!(
        first.json()["info"],
        json!({"title": "Notes", "version": "2.1.0", "description": first.json()["info"]["description"]})
    );
    assert_eq!(first.json()["servers"][0]["url"], ".");
    assert_eq!(first.json()["paths"]["/notes"]["get"]["tags"], json!(["Notes"]));
    let tag = first.header("etag").expect("a tag").to_owned();
    let again = answer_to(&tag).await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag.as_str())));
    assert_eq!(answer_to("\"other\"").await.status, 200);
    let coded = server.send(get("/openapi.json").header("accept-encoding", "gzip")).await;
    assert_eq!(coded.header("content-encoding"), Some("gzip"));
    assert!(coded.body.len() < first.body.len() / 2, "{} {}", coded.body.len(), first.body.len());
    check(
        &server,
        [
            ("its head", head("/openapi.json"), answer(200).empty()),
            (
                "another method",
                post("/openapi.json").json(json!({})),
                problem(405, "method_not_allowed").header("allow", "GET, HEAD, OPTIONS"),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_document_is_found_below_a_prefix_and_can_be_amended() {
    let database = TestDatabase::sqlite();
    let app = app(&database).await.amend_openapi(|document| document.info.title = "Amended".to_owned());
    let router = Router::new().nest("/api", app.router().await.expect("the application starts"));
    let server = Server::serve(database, router).await;
    let document = server.json(get("/api/openapi.json")).await;
    assert_eq!(document["info"]["title"], "Amended");
    // What is relative to `/api/openapi.json` is `/api/`.
    assert_eq!(document["servers"][0]["url"], ".");
}

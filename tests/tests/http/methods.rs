//! Methods, paths, prefixes and request ids.

use restruct::{axum, prelude::*};
use restruct_tests::{
    Server, TestDatabase, answer, check, delete, get, head, on_each_database, options, patch, post, problem, put,
    request,
};
use serde_json::json;

/// All six operations.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), operations(list, get, create, update, replace, delete))]
pub struct Whole {
    pub id: i64,
    pub name: String,
}

/// Nothing but a list.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), operations(list))]
pub struct Listed {
    pub id: i64,
}

/// What its rules cover.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public, delete = public))]
pub struct Covered {
    pub id: i64,
}

fn resources(app: App) -> App {
    app.resource::<Whole>().resource::<Listed>().resource::<Covered>()
}

#[tokio::test]
async fn a_path_has_the_methods_of_its_operations_and_says_which() {
    on_each_database(resources, async |server| {
        let refused = |allow: &str| problem(405, "method_not_allowed").header("allow", allow);
        let told = |allow: &str| answer(204).header("allow", allow).empty();
        let (whole, item) = ("GET, HEAD, POST, OPTIONS", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
        check(
            server,
            [
                ("the list's options", options("/wholes"), told(whole)),
                ("the item's options", options("/wholes/1"), told(item)),
                ("no DELETE of all", delete("/wholes"), refused(whole)),
                ("no PATCH of all", patch("/wholes").json(json!({})), refused(whole)),
                ("no PUT of all", put("/wholes").json(json!({})), refused(whole)),
                ("no POST to one", post("/wholes/1").json(json!({})), refused(item)),
                ("no TRACE", request("TRACE", "/wholes"), refused(whole)),
                ("no method that nobody knows", request("BREW", "/wholes"), refused(whole)),
                ("a list alone", post("/listeds").json(json!({})), refused("GET, HEAD, OPTIONS")),
                ("its items have no methods", get("/listeds/1"), refused("OPTIONS")),
                ("no rule, no create", post("/covereds").json(json!({})), refused("GET, HEAD, OPTIONS")),
                ("no rule, no update", patch("/covereds/1").json(json!({})), refused("GET, HEAD, DELETE, OPTIONS")),
                ("a body need not be right to be refused", post("/wholes/1").text("{"), refused(item)),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    on_each_database(resources, async |server| {
        server.json(post("/wholes").json(json!({"name": "one"}))).await;
        for path in ["/wholes", "/wholes?total=exact", "/wholes/1", "/wholes/2", "/wholes?page=0"] {
            let (got, seen) = (server.send(get(path)).await, server.send(head(path)).await);
            assert_eq!(seen.body, b"", "{path}");
            assert_eq!((seen.status, seen.header("content-type")), (got.status, got.header("content-type")), "{path}");
            assert_eq!(
                (seen.header("content-length"), seen.header("link")),
                (got.header("content-length"), got.header("link")),
                "{path}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_path_below_a_prefix_says_so_in_all_addresses() {
    for database in TestDatabase::each().await {
        let app = App::connect(database.url()).await.expect("connects").create_tables();
        let app =
            app.group("/v1", |group| group.resource::<Whole>().group("/deep", |group| group.resource::<Listed>()));
        let router: axum::Router = app.router().await.expect("starts");
        let server = Server::serve(database, axum::Router::new().nest("/api", router)).await;
        check(
            &server,
            [
                (
                    "Location",
                    post("/api/v1/wholes").json(json!({"name": "x"})),
                    answer(201).header("location", "/api/v1/wholes/1"),
                ),
                ("Link", get("/api/v1/wholes"), answer(200).header("link", "</api/v1/wholes>; rel=\"first\"")),
                ("instance", get("/api/v1/wholes/2"), problem(404, "not_found")),
                ("a group in a group", get("/api/v1/deep/listeds"), answer(200)),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn a_plain_request_id_is_kept_and_another_is_replaced() {
    on_each_database(resources, async |server| {
        for (sent, kept) in [("abc-1_2.3", true), ("has space", false), ("<script>", false), (&"x".repeat(65), false)] {
            let answer = server.send(get("/wholes/9").header("x-request-id", sent)).await;
            let found = answer.header("x-request-id").expect("an id");
            assert_eq!(found == sent, kept, "{sent} became {found}");
        }
    })
    .await;
}

#[tokio::test]
async fn health_is_told_and_takes_no_caller() {
    on_each_database(resources, async |server| {
        let allow = "GET, HEAD, OPTIONS";
        check(
            server,
            [
                ("alive", get("/health/live").by("broken"), answer(200).json(json!({"status": "ok"}))),
                ("ready", get("/health/ready").by("broken"), answer(200).json(json!({"status": "ok"}))),
                ("its head", head("/health/live"), answer(200).empty()),
                ("no POST", post("/health/live"), problem(405, "method_not_allowed").header("allow", allow)),
                ("no DELETE", delete("/health/ready"), problem(405, "method_not_allowed").header("allow", allow)),
                ("its options", options("/health/ready"), answer(204).header("allow", allow).empty()),
            ],
        )
        .await;
    })
    .await;
}

//! The page on which people read and try the API, as HTTP shows it. `tests/contract` opens it in a browser.

use restruct::{axum::Router, prelude::*};
use restruct_tests::{
    Server, Statements, TestDatabase, answer, check, delete, get, head, on_each_database, options, post, problem,
};
use serde_json::json;

/// A resource.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Thing {
    pub id: i64,
}

/// A resource where the page would be.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), path = "docs")]
pub struct Document {
    pub id: i64,
}

async fn started(fill: impl FnOnce(App) -> App) -> Router {
    Statements::record();
    let app = App::connect("sqlite::memory:").await.expect("connects").create_tables();
    fill(app).router().await.expect("starts")
}

async fn serving(router: Router) -> Server {
    Server::serve(TestDatabase::sqlite(), router).await
}

#[tokio::test]
async fn the_page_and_its_files_are_served_to_everybody() {
    let server = serving(started(|app| app.resource::<Thing>()).await).await;
    let (html, css, javascript) =
        ("text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8");
    let file =
        |media_type: &str| answer(200).header("content-type", media_type).header("x-content-type-options", "nosniff");
    check(
        &server,
        [
            ("the page", get("/docs"), file(html).header("referrer-policy", "no-referrer")),
            ("to a caller nobody knows", get("/docs").by("broken"), file(html)),
            ("its head", head("/docs"), file(html).empty()),
            ("with a slash", get("/docs/"), answer(307).header("location", "../docs").empty()),
            ("styles", get("/docs/swagger-ui.css"), file(css)),
            ("our styles", get("/docs/page.css"), file(css)),
            ("program", get("/docs/swagger-ui-bundle.js"), file(javascript)),
            ("our program", get("/docs/page.js"), file(javascript)),
            ("licence", get("/docs/LICENSE"), file("text/plain; charset=utf-8")),
            ("licences of parts", get("/docs/swagger-ui-bundle.js.LICENSE.txt"), file("text/plain; charset=utf-8")),
            ("no such file", get("/docs/nothing.js"), problem(404, "not_found")),
            ("no such file to write", post("/docs/nothing.js").json(json!({})), problem(404, "not_found")),
        ],
    )
    .await;
    let page = server.send(get("/docs")).await.text();
    for reference in ["href=\"docs/swagger-ui.css\"", "src=\"docs/page.js\"", "data-document=\"openapi.json\""] {
        assert!(page.contains(reference), "{page}");
    }
    let own_host_only = ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"];
    let policy = server.send(get("/docs")).await.header("content-security-policy").expect("a policy").to_owned();
    assert!(own_host_only.iter().all(|part| policy.split("; ").any(|found| found == *part)), "{policy}");
}

#[tokio::test]
async fn the_page_is_only_read() {
    let server = serving(started(|app| app.resource::<Thing>()).await).await;
    let allow = "GET, HEAD, OPTIONS";
    for path in ["/docs", "/docs/", "/docs/page.js", "/docs/swagger-ui-bundle.js"] {
        let refused = || problem(405, "method_not_allowed").header("allow", allow);
        check(
            &server,
            [
                ("no POST", post(path).json(json!({})), refused()),
                ("no DELETE", delete(path), refused()),
                ("options", options(path), answer(204).header("allow", allow).empty()),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn who_has_a_file_is_not_sent_it_again() {
    let server = serving(started(|app| app.resource::<Thing>()).await).await;
    for (path, codings) in [("/docs", [None, None]), ("/docs/swagger-ui.css", [Some("gzip"), None])] {
        for (accepted, coding) in ["gzip, br", "identity"].into_iter().zip(codings) {
            let ask = || get(path).header("accept-encoding", accepted);
            let first = server.send(ask()).await;
            assert_eq!((first.status, first.header("content-encoding")), (200, coding), "{path} {accepted}");
            assert_eq!(first.header("cache-control"), Some("no-cache"));
            let tag = first.header("etag").expect("a tag").to_owned();
            let again = answer(304).header("etag", &tag).no_header("content-encoding").empty();
            let length = first.body.len().to_string();
            check(
                &server,
                [
                    ("again", ask().header("if-none-match", &tag), again.clone()),
                    ("its head", head(path).header("accept-encoding", accepted).header("if-none-match", &tag), again),
                    ("another", ask().header("if-none-match", "\"x\""), answer(200).header("etag", &tag)),
                    (
                        "a head without content",
                        head(path).header("accept-encoding", accepted),
                        answer(200).header("content-length", length).empty(),
                    ),
                ],
            )
            .await;
        }
    }
}

#[tokio::test]
async fn the_page_works_below_a_prefix_and_elsewhere() {
    let elsewhere = started(|app| app.resource::<Thing>().docs_at("/read/reference").openapi_at("/v1/api.json")).await;
    let server = serving(Router::new().nest("/api", elsewhere)).await;
    check(
        &server,
        [
            ("the page", get("/api/read/reference"), answer(200)),
            ("with a slash", get("/api/read/reference/"), answer(307).header("location", "../reference")),
            ("a file", get("/api/read/reference/page.js"), answer(200)),
            ("no such file", get("/api/read/reference/x"), problem(404, "not_found")),
        ],
    )
    .await;
    assert_eq!(server.send(get("/api/docs")).await.status, 404, "the host's answer");
    let document = server.json(get("/api/v1/api.json")).await;
    assert_eq!(document["servers"][0]["url"], "..", "from the document, to wherever the API is");
    let page = server.send(get("/api/read/reference")).await.text();
    assert!(page.contains("src=\"reference/page.js\"") && page.contains("data-document=\"../v1/api.json\""), "{page}");
}

#[tokio::test]
async fn the_page_can_be_left_out_and_makes_way() {
    for fill in [|app: App| app.without_docs(), |app: App| app.without_openapi()] {
        let server = serving(started(|app| fill(app.resource::<Thing>())).await).await;
        check(&server, [("no page", get("/docs"), answer(404)), ("no file", get("/docs/page.js"), answer(404))]).await;
    }
    let server = serving(started(|app| app.resource::<Thing>().without_docs()).await).await;
    check(&server, [("the document stays", get("/openapi.json"), answer(200).has(json!({"servers": [{"url": "."}]})))])
        .await;
    let server = serving(started(|app| app.resource::<Thing>().without_openapi()).await).await;
    check(&server, [("no document", get("/openapi.json"), answer(404))]).await;
    on_each_database(
        |app| app.resource::<Document>().without_docs(),
        async |server| {
            check(server, [("a resource at its path", get("/docs"), answer(200).has(json!({"items": []})))]).await;
        },
    )
    .await;
    Statements::record();
    let app = App::connect("sqlite::memory:").await.expect("connects").resource::<Document>().prepare().await;
    let told = format!("{:?}", app.map(|_| ()).expect_err("they clash"));
    assert!(told.contains("the docs page is served at /docs, which belongs to `Document`"), "{told}");
}

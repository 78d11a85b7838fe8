//! What layers of the user's do to answers is what the client gets.

use restruct::{
    axum::{
        Router,
        body::{Body, to_bytes},
        extract::Request,
        http::{HeaderValue, header::CONTENT_ENCODING},
        middleware::{Next, from_fn},
        response::{IntoResponse, Response},
        routing::get as route,
    },
    prelude::*,
};
use restruct_tests::{Server, answer, check, get, on_each_database, post, problem};
use serde_json::json;

/// A resource.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Thing {
    pub id: i64,
}

fn resources(app: App) -> App {
    app.resource::<Thing>().merge(Router::new().route("/more", route(async || Error::conflict("own", "My own."))))
}

/// Stands for any that writes bodies anew, such as one that compresses.
async fn turned(request: Request, next: Next) -> Response {
    let (mut parts, body) = next.run(request).await.into_parts();
    let mut bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
    bytes.reverse();
    parts.headers.remove("content-length");
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("x-turned"));
    Response::from_parts(parts, Body::from(bytes))
}

async fn sent(server: &Server, path: &str) -> (Option<String>, String) {
    let answer = server.send(get(path)).await;
    (answer.header("content-encoding").map(str::to_owned), answer.text())
}

#[tokio::test]
async fn a_body_that_a_layer_writes_anew_stays_so_with_its_headers() {
    on_each_database(
        |app| resources(app).layer(from_fn(turned)),
        async |server| {
            for path in ["/things/9", "/things?page=0", "/more", "/things"] {
                let (encoding, body) = sent(server, path).await;
                assert_eq!(encoding.as_deref(), Some("x-turned"), "{path}");
                let body: String = body.chars().rev().collect();
                assert!(body.starts_with('{') && body.ends_with('}'), "{path}: {body}");
                let instance = format!("\"instance\":\"{}\"", path.split('?').next().expect("a path"));
                assert_eq!(body.contains(&instance), path != "/things", "{path}: {body}");
            }
        },
    )
    .await;
}

#[tokio::test]
async fn problems_name_their_path_whoever_makes_them() {
    let refuse = async |request: Request, next: Next| {
        if request.headers().contains_key("x-refused") {
            Error::forbidden().into_response()
        } else {
            next.run(request).await
        }
    };
    on_each_database(
        |app| resources(app).layer(from_fn(refuse)),
        async |server| {
            check(
                server,
                [
                    ("a resource", get("/things/9"), problem(404, "not_found")),
                    ("a method", post("/things/9").json(json!({})), problem(405, "method_not_allowed")),
                    ("a route of one's own", get("/more"), problem(409, "own")),
                    ("a layer", get("/things").header("x-refused", "x").undocumented(), problem(403, "forbidden")),
                    ("no layer", get("/things"), answer(200)),
                ],
            )
            .await;
        },
    )
    .await;
}

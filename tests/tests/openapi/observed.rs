//! Each status that the blog's document names is answered, each that is answered is named: the second is held by every
//! request of these tests, the first by these.

mod below;

use std::time::Duration;

use restruct::{
    Authenticate,
    axum::http::request::Parts,
    prelude::*,
    sea_orm::{ConnectionTrait, DatabaseConnection},
};
use restruct_tests::{DatabaseKind, Request, Server, TestDatabase, delete, get, patch, post};
use serde_json::{Value, json};

const ADMIN: &str = "admin-token";
const ADA: &str = "ada-token";
const MODERATOR: &str = "moderator-token";
const SHORT: Duration = Duration::from_millis(20);

/// A resource with a row of its own and what makes the statuses that depend on it.
struct Resource {
    path: &'static str,
    table: &'static str,
    /// What a create takes; each time another.
    body: Value,
    change: Value,
    /// Requests that are refused with 403.
    forbidden: Vec<Request>,
    /// The type of the key `id`, for a table that refers to it.
    key: &'static str,
}

#[tokio::test]
async fn each_documented_status_is_answered() {
    for database in TestDatabase::each().await {
        let (kind, url) = (database.kind(), database.url().to_owned());
        let app = blog(&url).await;
        let connection = app.connection().clone();
        let server = Server::start_app(database, app).await;
        let others_post = others_post(&server).await;
        let (resources, below) = (resources(&server, &others_post).await, below::all(&server, &others_post).await);
        for resource in &resources {
            succeed(&server, resource).await;
            refuse(&server, resource).await;
        }
        for below in &below {
            below.succeed(&server).await;
            below.refuse(&server).await;
        }
        for resource in &resources {
            conflict(&server, resource, &connection).await;
        }
        for below in &below {
            below.conflict(&server, &connection).await;
        }
        for resource in &resources {
            break_table(&server, resource, &connection).await;
        }
        for below in &below {
            below.break_table(&server, &connection).await;
        }
        let late = Server::start_app(TestDatabase::sqlite(), late(blog(&url).await)).await;
        for resource in &resources {
            everything(&late, each_operation(resource, ""), 503).await;
        }
        for below in &below {
            below.everything(&late, 503).await;
        }
        let slow = Server::start_app(TestDatabase::sqlite(), blog(&url).await.client_timeout(SHORT)).await;
        for resource in &resources {
            stall(&slow, each_operation(resource, "")).await;
        }
        for below in &below {
            below.stall(&slow).await;
        }
        let mut missing = server.contract().documented();
        for seen in server.contract().seen().into_iter().chain(late.contract().seen()).chain(slow.contract().seen()) {
            missing.remove(&seen);
        }
        missing.retain(|one| !is_open(one));
        assert!(missing.is_empty(), "documented and never answered on {kind:?}: {missing:?}");
    }
}

async fn blog(url: &str) -> App {
    blog::app(App::connect(url).await.expect("the database answers")).await.expect("the blog starts")
}

/// Never finds out in time who calls.
fn late(app: App) -> App {
    struct Late;
    impl Authenticate for Late {
        async fn authenticate(&self, _: &Parts) -> Result<Option<Principal>> {
            std::future::pending().await
        }
    }
    app.authenticate(Late).request_timeout(SHORT)
}

/// What the application's own code might answer is its own matter.
fn is_open((_, status): &(String, String)) -> bool {
    matches!(status.as_str(), "4XX" | "5XX")
}

/// A published post that is not Ada's.
async fn others_post(server: &Server) -> String {
    let posts = server.json(get("/posts?page_size=100").by(MODERATOR)).await;
    let mut posts = posts["items"].as_array().expect("posts").iter();
    let post = posts.find(|post| post["author_id"] != json!(1) && post["author_id"] != json!(3));
    post.expect("a post of somebody else")["id"].as_str().expect("a key").to_owned()
}

async fn resources(server: &Server, others_post: &str) -> Vec<Resource> {
    let post_id = server.json(get("/posts?sort=created_at").by(ADMIN)).await["items"][0]["id"].clone();
    let comment = server.json(get("/comments?page_size=100")).await["items"]
        .as_array()
        .expect("comments")
        .iter()
        .find(|comment| comment["author_id"] != json!(1))
        .expect("a comment of somebody else")["id"]
        .clone();
    vec![
        Resource {
            path: "/authors",
            table: "authors",
            body: json!({"name": "Ada", "email": "unique@example.com"}),
            change: json!({"name": "Grace"}),
            forbidden: vec![
                post("/authors").by(ADA).json(json!({"name": "A", "email": "a@example.com"})),
                patch("/authors/2").by(ADA).json(json!({"name": "A"})),
                delete("/authors/2").by(ADA),
            ],
            key: "bigint",
        },
        Resource {
            path: "/tags",
            table: "tags",
            body: json!({"name": "unique"}),
            change: json!({"name": "changed"}),
            forbidden: vec![
                post("/tags").by(ADA).json(json!({"name": "a"})),
                patch("/tags/2").by(ADA).json(json!({"name": "a"})),
                delete("/tags/2").by(ADA),
            ],
            key: "bigint",
        },
        Resource {
            path: "/posts",
            table: "posts",
            body: json!({"title": "unique", "body": "text", "author_id": 2}),
            change: json!({"body": "changed"}),
            forbidden: vec![
                post("/posts").by(ADA).json(json!({"title": "a", "body": "b", "author_id": 2})),
                patch(format!("/posts/{others_post}")).by(ADA).json(json!({"body": "a"})),
                delete(format!("/posts/{others_post}")).by(ADA),
            ],
            key: "uuid",
        },
        Resource {
            path: "/comments",
            table: "comments",
            body: json!({"post_id": post_id, "text": "unique"}),
            change: json!({"text": "changed"}),
            forbidden: vec![
                post("/comments").by(ADA).json(json!({"post_id": post_id, "text": "a", "author_id": 2})),
                patch(format!("/comments/{comment}")).by(ADA).json(json!({"text": "a"})),
                delete(format!("/comments/{comment}")).by(ADA),
            ],
            key: "bigint",
        },
    ]
}

async fn expect(server: &Server, request: Request, status: u16) -> restruct_tests::Response {
    let response = server.send(request.clone()).await;
    assert_eq!(response.status, status, "{request:?} {}", response.text());
    response
}

/// Makes the resource's row, and gives its path.
async fn make(server: &Server, resource: &Resource) -> String {
    let response = expect(server, post(resource.path).by(ADMIN).json(resource.body.clone()), 201).await;
    response.header("location").expect("its path").to_owned()
}

async fn succeed(server: &Server, resource: &Resource) {
    let path = make(server, resource).await;
    expect(server, get(&path).by(ADMIN), 200).await;
    expect(server, get(resource.path), 200).await;
    expect(server, patch(&path).by(ADMIN).json(resource.change.clone()), 200).await;
    expect(server, delete(&path).by(ADMIN), 204).await;
}

/// One request for each operation, with a key that no row has.
fn each_operation(resource: &Resource, query: &str) -> Vec<Request> {
    let key = if resource.key == "uuid" { "01890a5d-ac96-774b-bcce-b302099a8057" } else { "999999" };
    let item = format!("{}/{key}{query}", resource.path);
    let collection = format!("{}{query}", resource.path);
    let (made, changed) = (post(&collection).json(resource.body.clone()), patch(&item).json(resource.change.clone()));
    vec![get(&collection), made, get(&item), delete(&item), changed]
}

async fn refuse(server: &Server, resource: &Resource) {
    for request in each_operation(resource, "?unknown=1") {
        expect(server, request.by(ADMIN), 400).await;
    }
    for request in each_operation(resource, "") {
        expect(server, request.clone().by("nobody"), 401).await;
    }
    for request in each_operation(resource, "").into_iter().skip(2) {
        expect(server, request.by(ADMIN), 404).await;
    }
    for request in resource.forbidden.clone() {
        expect(server, request, 403).await;
    }
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(2_000_000));
    for (body, status) in [("{}", 415), (long.as_str(), 413), ("{\"nothing\": 1}", 422)] {
        for request in each_operation(resource, "").into_iter().filter(Request::has_body) {
            let request = request.without_body().by(ADMIN);
            let request = if status == 415 { request.body(body) } else { request.text(body) };
            expect(server, request, status).await;
        }
    }
}

/// What is stored stands against a create, an update, a delete.
async fn conflict(server: &Server, resource: &Resource, connection: &DatabaseConnection) {
    let path = make(server, resource).await;
    let sql = |text: String| async move { connection.execute_unprepared(&text).await.expect("SQL") };
    let table = resource.table;
    if matches!(table, "comments") {
        sql("CREATE UNIQUE INDEX by_hand ON comments (text) WHERE text IN ('unique', 'changed')".to_owned()).await;
    }
    expect(server, post(resource.path).by(ADMIN).json(resource.body.clone()), 409).await;
    let kind = if server.kind() == DatabaseKind::Sqlite && resource.key == "uuid" { "blob" } else { resource.key };
    sql(format!("CREATE TABLE refers_to_{table} (id {kind} REFERENCES {table} (id))")).await;
    sql(format!("INSERT INTO refers_to_{table} SELECT id FROM {table}")).await;
    expect(server, delete(&path).by(ADMIN), 409).await;
    sql(format!("DROP TABLE refers_to_{table}")).await;
    let stale = match table {
        "posts" => json!({"body": "stale", "version": 99}),
        "authors" => json!({"email": "grace@example.com"}),
        "tags" => json!({"name": "rust"}),
        "comments" => {
            let other = json!({"post_id": resource.body["post_id"], "text": "changed"});
            expect(server, post(resource.path).by(ADMIN).json(other), 201).await;
            json!({"text": "changed"})
        }
        other => panic!("{other} has no conflict"),
    };
    expect(server, patch(&path).by(ADMIN).json(stale), 409).await;
}

async fn break_table(server: &Server, resource: &Resource, connection: &DatabaseConnection) {
    let table = resource.table;
    let rename = |from: String, to: String| async move {
        connection.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.expect("SQL");
    };
    rename(table.to_owned(), format!("{table}_away")).await;
    everything(server, each_operation(resource, ""), 500).await;
    rename(format!("{table}_away"), table.to_owned()).await;
}

/// A body that stops in the middle.
async fn stall(server: &Server, requests: Vec<Request>) {
    for request in requests.into_iter().filter(Request::has_body) {
        let response = server.send_half(request.by(ADMIN)).await;
        assert_eq!(response.status, 408, "{}", response.text());
    }
}

async fn everything(server: &Server, requests: Vec<Request>, status: u16) {
    for request in requests {
        expect(server, request.by(ADMIN), status).await;
    }
}

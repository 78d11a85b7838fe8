//! Each status that the blog's document names is answered, each that is answered is named: the second is held by every
//! request of these tests, the first by these.

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
    change: Option<Value>,
    /// Requests that are refused with 403.
    forbidden: Vec<Request>,
    /// The key's columns, and their type for a table that refers to it.
    key: &'static [(&'static str, &'static str)],
}

#[tokio::test]
async fn each_documented_status_is_answered() {
    for database in TestDatabase::each().await {
        let (kind, url) = (database.kind(), database.url().to_owned());
        let app = blog(&url).await;
        let connection = app.connection().clone();
        let server = Server::start_app(database, app).await;
        let resources = resources(&server).await;
        for resource in &resources {
            succeed(&server, resource).await;
            refuse(&server, resource).await;
            conflict(&server, resource, &connection).await;
        }
        for resource in &resources {
            break_table(&server, resource, &connection).await;
        }
        let late = Server::start_app(TestDatabase::sqlite(), late(blog(&url).await)).await;
        for resource in &resources {
            everything(&late, resource, 503).await;
        }
        let slow = Server::start_app(TestDatabase::sqlite(), blog(&url).await.client_timeout(SHORT)).await;
        for resource in &resources {
            stall(&slow, resource).await;
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

async fn resources(server: &Server) -> Vec<Resource> {
    let post_id = server.json(get("/posts?sort=created_at").by(ADMIN)).await["items"][0]["id"].clone();
    let others_post = server.json(get("/posts?page_size=100").by(MODERATOR)).await["items"]
        .as_array()
        .expect("posts")
        .iter()
        .find(|post| post["author_id"] != json!(1) && post["author_id"] != json!(3))
        .expect("a post of somebody else")["id"]
        .as_str()
        .expect("a key")
        .to_owned();
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
            change: Some(json!({"name": "Grace"})),
            forbidden: vec![
                post("/authors").by(ADA).json(json!({"name": "A", "email": "a@example.com"})),
                patch("/authors/2").by(ADA).json(json!({"name": "A"})),
                delete("/authors/2").by(ADA),
            ],
            key: &[("id", "bigint")],
        },
        Resource {
            path: "/tags",
            table: "tags",
            body: json!({"name": "unique"}),
            change: Some(json!({"name": "changed"})),
            forbidden: vec![
                post("/tags").by(ADA).json(json!({"name": "a"})),
                patch("/tags/2").by(ADA).json(json!({"name": "a"})),
                delete("/tags/2").by(ADA),
            ],
            key: &[("id", "bigint")],
        },
        Resource {
            path: "/posts",
            table: "posts",
            body: json!({"title": "unique", "body": "text", "author_id": 2}),
            change: Some(json!({"body": "changed"})),
            forbidden: vec![
                post("/posts").by(ADA).json(json!({"title": "a", "body": "b", "author_id": 2})),
                patch(format!("/posts/{others_post}")).by(ADA).json(json!({"body": "a"})),
                delete(format!("/posts/{others_post}")).by(ADA),
            ],
            key: &[("id", "uuid")],
        },
        Resource {
            path: "/comments",
            table: "comments",
            body: json!({"post_id": post_id, "text": "unique"}),
            change: Some(json!({"text": "changed"})),
            forbidden: vec![
                post("/comments").by(ADA).json(json!({"post_id": post_id, "text": "a", "author_id": 2})),
                patch(format!("/comments/{comment}")).by(ADA).json(json!({"text": "a"})),
                delete(format!("/comments/{comment}")).by(ADA),
            ],
            key: &[("id", "bigint")],
        },
        Resource {
            path: "/post-tags",
            table: "post_tags",
            body: json!({"post_id": post_id, "tag_id": 12}),
            change: None,
            forbidden: vec![],
            key: &[("post_id", "uuid"), ("tag_id", "bigint")],
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
    if let Some(change) = &resource.change {
        expect(server, patch(&path).by(ADMIN).json(change.clone()), 200).await;
    }
    expect(server, delete(&path).by(ADMIN), 204).await;
}

/// One request for each operation, with a key that no row has.
fn each_operation(resource: &Resource, query: &str) -> Vec<Request> {
    let keys = resource
        .key
        .iter()
        .map(|(_, kind)| if *kind == "uuid" { "01890a5d-ac96-774b-bcce-b302099a8057" } else { "999999" });
    let item = format!("{}/{}{query}", resource.path, keys.collect::<Vec<_>>().join(","));
    let collection = format!("{}{query}", resource.path);
    let mut requests = vec![get(&collection), post(&collection).json(resource.body.clone()), get(&item), delete(&item)];
    requests.extend(resource.change.clone().map(|change| patch(&item).json(change)));
    requests
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
    let (table, columns) = (resource.table, resource.key.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "));
    if matches!(table, "comments") {
        sql("CREATE UNIQUE INDEX by_hand ON comments (text) WHERE text IN ('unique', 'changed')".to_owned()).await;
    }
    expect(server, post(resource.path).by(ADMIN).json(resource.body.clone()), 409).await;
    let definitions: Vec<String> = resource
        .key
        .iter()
        .map(|(name, kind)| {
            let kind = if server.kind() == DatabaseKind::Sqlite && *kind == "uuid" { "blob" } else { kind };
            format!("{name} {kind}")
        })
        .collect();
    sql(format!(
        "CREATE TABLE refers_to_{table} ({}, FOREIGN KEY ({columns}) REFERENCES {table} ({columns}))",
        definitions.join(", ")
    ))
    .await;
    sql(format!("INSERT INTO refers_to_{table} SELECT {columns} FROM {table}")).await;
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
        _ => return,
    };
    expect(server, patch(&path).by(ADMIN).json(stale), 409).await;
}

async fn break_table(server: &Server, resource: &Resource, connection: &DatabaseConnection) {
    let table = resource.table;
    let rename = |from: String, to: String| async move {
        connection.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.expect("SQL");
    };
    rename(table.to_owned(), format!("{table}_away")).await;
    everything(server, resource, 500).await;
    rename(format!("{table}_away"), table.to_owned()).await;
}

/// A body that stops in the middle.
async fn stall(server: &Server, resource: &Resource) {
    for request in each_operation(resource, "").into_iter().filter(Request::has_body) {
        let response = server.send_half(request.by(ADMIN)).await;
        assert_eq!(response.status, 408, "{}", response.text());
    }
}

async fn everything(server: &Server, resource: &Resource, status: u16) {
    for request in each_operation(resource, "") {
        expect(server, request.by(ADMIN), status).await;
    }
}

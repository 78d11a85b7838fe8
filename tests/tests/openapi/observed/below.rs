//! The same below the rows of resources: lists, creates and links.

use restruct::sea_orm::{ConnectionTrait, DatabaseConnection};
use restruct_tests::{DatabaseKind, Request, Server, delete, get, post, put};
use serde_json::{Value, json};

use super::{ADA, ADMIN, everything, expect, stall};

/// Where a relation is served.
pub struct Below {
    /// Below a row.
    path: String,
    /// Below a row that there is not.
    nowhere: String,
    /// Whose rows are listed, made or linked there.
    table: &'static str,
    /// What a create takes.
    body: Option<Value>,
    /// The key of a row that can be linked.
    linked: Option<Value>,
    /// Requests that are refused with 403.
    forbidden: Vec<Request>,
}

impl Below {
    fn new(resource: &str, key: &str, relation: &str, table: &'static str) -> Self {
        let nowhere = if resource == "posts" { "01890a5d-ac96-774b-bcce-b302099a8057" } else { "999999" };
        let path = |key: &str| format!("/{resource}/{key}/{relation}");
        let (path, nowhere) = (path(key), path(nowhere));
        Self { path, nowhere, table, body: None, linked: None, forbidden: Vec::new() }
    }

    fn creates(self, body: Value, forbidden: Request) -> Self {
        Self { body: Some(body), forbidden: vec![forbidden], ..self }
    }

    /// Another row's path is one that its caller may see and not change.
    fn links(self, key: &Value, others: &str) -> Self {
        let forbidden = links(others, key, "").into_iter().map(|request| request.by(ADA)).collect();
        Self { linked: Some(key.clone()), forbidden, ..self }
    }

    /// One request for each operation.
    fn requests(&self, path: &str, query: &str) -> Vec<Request> {
        let mut requests = vec![get(format!("{path}{query}"))];
        requests.extend(self.body.clone().map(|body| post(format!("{path}{query}")).json(body)));
        requests.extend(self.linked.iter().flat_map(|key| links(path, key, query)));
        requests
    }
}

fn links(path: &str, key: &Value, query: &str) -> Vec<Request> {
    let item = format!("{path}/{}{query}", key.as_str().map_or_else(|| key.to_string(), ToOwned::to_owned));
    vec![put(format!("{path}{query}")).json(json!([key])), put(&item), delete(&item)]
}

/// All that the blog has.
pub async fn all(server: &Server, others_post: &str) -> Vec<Below> {
    let posts = server.json(get("/posts?author_id=1&sort=created_at").by(ADMIN)).await;
    let post_id = posts["items"][0]["id"].as_str().expect("a key").to_owned();
    let text = json!({"text": "unique"});
    let comment = json!({"post_id": post_id, "text": "unique"});
    let title = json!({"title": "unique", "body": "text"});
    vec![
        Below::new("authors", "1", "posts", "posts")
            .creates(title.clone(), post("/authors/2/posts").by(ADA).json(title)),
        Below::new("authors", "2", "comments", "comments")
            .creates(comment.clone(), post("/authors/2/comments").by(ADA).json(comment)),
        Below::new("posts", &post_id, "comments", "comments").creates(
            text,
            post(format!("/posts/{post_id}/comments")).by(ADA).json(json!({"text": "a", "author_id": 2})),
        ),
        Below::new("posts", &post_id, "tags", "post_tags").links(&json!(12), &format!("/posts/{others_post}/tags")),
        Below::new("tags", "12", "posts", "post_tags").links(&json!(post_id), "/tags/2/posts"),
    ]
}

impl Below {
    pub async fn succeed(&self, server: &Server) {
        for request in self.requests(&self.path, "") {
            let response = server.send(request.clone().by(ADMIN)).await;
            assert!((200..300).contains(&response.status), "{request:?} {}", response.text());
            if let Some(made) = response.header("location") {
                expect(server, delete(made).by(ADMIN), 204).await;
            }
        }
    }

    pub async fn refuse(&self, server: &Server) {
        for request in self.requests(&self.path, "?unknown=1") {
            expect(server, request.by(ADMIN), 400).await;
        }
        for request in self.requests(&self.path, "") {
            expect(server, request.by("nobody"), 401).await;
        }
        for request in self.requests(&self.nowhere, "") {
            expect(server, request.by(ADMIN), 404).await;
        }
        for request in self.forbidden.clone() {
            expect(server, request, 403).await;
        }
        let long = format!("[\"{}\"]", "x".repeat(2_000_000));
        for (body, status) in [("{}", 415), (long.as_str(), 413), ("{\"nothing\": 1}", 422)] {
            for request in self.with_body() {
                let request = request.without_body();
                expect(server, if status == 415 { request.body(body) } else { request.text(body) }, status).await;
            }
        }
    }

    fn with_body(&self) -> impl Iterator<Item = Request> {
        self.requests(&self.path, "").into_iter().filter(Request::has_body).map(|request| request.by(ADMIN))
    }

    /// What is stored stands against a create, which the row with the same text or title does already, and against links.
    pub async fn conflict(&self, server: &Server, connection: &DatabaseConnection) {
        let Some(key) = &self.linked else {
            return expect_each(server, self.with_body(), 409).await;
        };
        let sql = |text: &'static str| async move { connection.execute_unprepared(text).await.expect("SQL") };
        for request in links(&self.path, key, "").into_iter().skip(1) {
            expect(server, request.by(ADMIN), 204).await;
        }
        sql("DELETE FROM post_tags WHERE tag_id = 12").await;
        let other = server.json(get("/posts?author_id=2").by(ADMIN)).await["items"][0]["id"].clone();
        expect(server, put("/tags/12/posts").by(ADMIN).json(json!([other])), 204).await;
        sql("CREATE UNIQUE INDEX once ON post_tags (tag_id) WHERE tag_id = 12").await;
        // Beside the link that there is.
        let both = if key.is_string() { json!([key, other]) } else { json!([key]) };
        expect(server, put(&self.path).by(ADMIN).json(both), 409).await;
        expect(server, links(&self.path, key, "").remove(1).by(ADMIN), 409).await;
        sql("DROP INDEX once").await;
        expect(server, links(&self.path, key, "").remove(1).by(ADMIN), 204).await;
        let kind = if server.kind() == DatabaseKind::Sqlite { "blob" } else { "uuid" };
        let refers = format!(
            "CREATE TABLE refers (post_id {kind}, tag_id bigint, \
             FOREIGN KEY (post_id, tag_id) REFERENCES post_tags (post_id, tag_id))"
        );
        connection.execute_unprepared(&refers).await.expect("SQL");
        sql("INSERT INTO refers SELECT post_id, tag_id FROM post_tags").await;
        expect(server, links(&self.path, key, "").remove(2).by(ADMIN), 409).await;
        sql("DROP TABLE refers").await;
    }

    pub async fn break_table(&self, server: &Server, connection: &DatabaseConnection) {
        let table = self.table;
        let rename = |from: String, to: String| async move {
            connection.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.expect("SQL");
        };
        rename(table.to_owned(), format!("{table}_away")).await;
        self.everything(server, 500).await;
        rename(format!("{table}_away"), table.to_owned()).await;
    }

    pub async fn everything(&self, server: &Server, status: u16) {
        everything(server, self.requests(&self.path, ""), status).await;
    }

    pub async fn stall(&self, server: &Server) {
        stall(server, self.requests(&self.path, "")).await;
    }
}

async fn expect_each(server: &Server, requests: impl Iterator<Item = Request>, status: u16) {
    for request in requests {
        expect(server, request, status).await;
    }
}

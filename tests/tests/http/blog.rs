//! The example: its seed, and its rules as its callers see them.

use restruct::{axum::Router, prelude::*};
use restruct_tests::{
    Request, Server, Statements, TestDatabase, answer, check, delete, get, patch, post, problem, put,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

const DRAFT: &str = "019b8d2b-8c00-7000-8000-000000000000";
const PUBLISHED: &str = "019b93d2-6d80-7101-8101-010101010101";

async fn blogs() -> Vec<Server> {
    Statements::record();
    let mut servers = Vec::new();
    for database in TestDatabase::each().await {
        let app = App::connect(database.url()).await.expect("connects");
        let router = blog::app(app).await.expect("prepares").router().await.expect("starts");
        servers.push(Server::serve(database, router).await);
    }
    servers
}

fn ada(request: Request) -> Request {
    request.by("ada-token")
}

fn admin(request: Request) -> Request {
    request.by("admin-token")
}

fn moderator(request: Request) -> Request {
    request.by("moderator-token")
}

async fn total(server: &Server, request: Request) -> Value {
    server.json(request).await["total"].clone()
}

#[tokio::test]
async fn the_seed_is_there_once() {
    for server in blogs().await {
        let again = App::connect(server.database().url()).await.expect("connects");
        blog::app(again).await.expect("starts again");
        for (path, rows) in [("authors", 8), ("posts", 60), ("comments", 200), ("tags", 12)] {
            let request = admin(get(format!("/{path}?total=exact")));
            assert_eq!(total(&server, request).await, json!(rows), "{path}");
        }
        let next = json!({"name": "New", "email": "new@example.com"});
        check(
            &server,
            [(
                "keys go on behind it",
                admin(post("/authors").json(next)),
                answer(201).header("location", "/authors/9"),
            )],
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn blogs_that_start_together_load_it_once() {
    for database in TestDatabase::each().await {
        let mut starting = JoinSet::new();
        for _ in 0..4 {
            let url = database.url().to_owned();
            starting.spawn(async move { blog::app(App::connect(&url).await?).await?.router().await });
        }
        let mut started: Vec<Router> = Vec::new();
        while let Some(router) = starting.join_next().await {
            started.push(router.expect("no panic").expect("starts"));
        }
        let server = Server::serve(database, started.remove(0)).await;
        assert_eq!(total(&server, admin(get("/posts?total=exact"))).await, json!(60));
    }
}

#[tokio::test]
async fn drafts_are_seen_by_their_author_and_administrators() {
    for server in blogs().await {
        let draft = format!("/posts/{DRAFT}");
        check(
            &server,
            [
                (
                    "a published post",
                    get(format!("/posts/{PUBLISHED}")),
                    answer(200).has(json!({"status": "published"})),
                ),
                ("a draft, nobody", get(&draft), problem(404, "not_found")),
                ("a draft, its author", ada(get(&draft)), answer(200).has(json!({"status": "draft", "author_id": 1}))),
                ("a draft, an administrator", admin(get(&draft)), answer(200)),
                ("a draft, a moderator", moderator(get(&draft)), problem(404, "not_found")),
                (
                    "published",
                    ada(patch(&draft).json(json!({"status": "published", "version": 1}))),
                    answer(200).has(json!({"version": 2})),
                ),
                ("nobody", get(&draft), answer(200)),
            ],
        )
        .await;
        let (nobody, ada, admin) =
            (get("/posts?total=exact"), ada(get("/posts?total=exact")), admin(get("/posts?total=exact")));
        assert_eq!(total(&server, nobody).await, json!(46));
        assert_eq!(total(&server, ada).await, json!(48));
        assert_eq!(total(&server, admin).await, json!(60));
    }
}

#[tokio::test]
async fn a_post_gets_its_slug_from_its_title() {
    for server in blogs().await {
        let new = |title: &str| post("/posts").json(json!({"title": title, "body": "Text"}));
        let made = json!({"title": "Schöne Grüße!", "slug": "schone-grusse", "status": "draft", "author_id": 1, "views": 0, "version": 1});
        check(
            &server,
            [
                ("a title", ada(new("  Schöne Grüße! ")), answer(201).has(made)),
                (
                    "the same slug",
                    ada(new("Schone Grusse")),
                    problem(409, "not_unique").errors(&[("/slug", "not_unique")]),
                ),
                ("no slug", ada(new("!!!")), problem(422, "invalid").errors(&[("/title", "no_slug")])),
                ("nobody", new("Hello"), problem(401, "unauthorized")),
                (
                    "for somebody else",
                    ada(post("/posts").json(json!({"title": "x", "body": "", "author_id": 2}))),
                    problem(403, "forbidden"),
                ),
                (
                    "by an administrator",
                    admin(post("/posts").json(json!({"title": "x", "body": "", "author_id": 5}))),
                    answer(201).has(json!({"author_id": 5})),
                ),
                (
                    "another's",
                    ada(patch(format!("/posts/{PUBLISHED}")).json(json!({"title": "Mine"}))),
                    problem(403, "forbidden"),
                ),
                (
                    "trimmed",
                    ada(patch(format!("/posts/{DRAFT}")).json(json!({"title": " Bye "}))),
                    answer(200).has(json!({"title": "Bye"})),
                ),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn comments_are_their_authors_and_moderators_take_them_away() {
    for server in blogs().await {
        let new = |about: &str| post("/comments").json(json!({"post_id": about, "text": "Well said."}));
        check(
            &server,
            [
                ("nobody", new(PUBLISHED), problem(401, "unauthorized")),
                ("on a post", ada(new(PUBLISHED)), answer(201).has(json!({"id": 201, "author_id": 1}))),
                (
                    "on another's draft",
                    moderator(new(DRAFT)),
                    problem(422, "invalid").errors(&[("/post_id", "not_found")]),
                ),
                ("on one's own draft", ada(new(DRAFT)), answer(201)),
                (
                    "changed by its author",
                    ada(patch("/comments/201").json(json!({"text": "Very well said."}))),
                    answer(200),
                ),
                (
                    "not by a moderator",
                    moderator(patch("/comments/201").json(json!({"text": "x"}))),
                    problem(403, "forbidden"),
                ),
                ("nor deleted by another", ada(delete("/comments/2")), problem(403, "forbidden")),
                ("deleted by a moderator", moderator(delete("/comments/201")), answer(204)),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn a_post_is_tagged_by_its_author() {
    for server in blogs().await {
        let tag = |post_id: &str, tag: i64| format!("/posts/{post_id}/tags/{tag}");
        let tags = |tags: Value| ada(put(format!("/posts/{DRAFT}/tags")).json(tags));
        let shown = || ada(get(format!("/posts/{DRAFT}?expand=tags&fields=id,tags.id")));
        let of_post = |tags: Value| answer(200).json(json!({"id": DRAFT, "tags": {"items": tags, "next": null}}));
        check(
            &server,
            [
                ("one's own", ada(put(tag(DRAFT, 9))), answer(204)),
                ("twice", ada(put(tag(DRAFT, 9))), answer(204)),
                ("another's", ada(put(tag(PUBLISHED, 9))), problem(403, "forbidden")),
                ("a tag that there is not", ada(put(tag(DRAFT, 99))), problem(404, "not_found")),
                ("all at once", tags(json!([2, 9])), answer(204)),
                ("which the post shows", shown(), of_post(json!([{"id": 2}, {"id": 9}]))),
                (
                    "with one that there is not",
                    tags(json!([9, 99])),
                    problem(422, "invalid").errors(&[("/1", "not_found")]),
                ),
                ("taken off by another", moderator(delete(tag(DRAFT, 9))), problem(404, "not_found")),
                ("taken off", admin(delete(tag(DRAFT, 9))), answer(204)),
                ("which the post shows again", shown(), of_post(json!([{"id": 2}]))),
                (
                    "tags are the administrators'",
                    ada(post("/tags").json(json!({"name": "x"}))),
                    problem(403, "forbidden"),
                ),
            ],
        )
        .await;
    }
}

//! How many statements each operation runs.

use restruct::prelude::*;
use restruct_tests::{DatabaseKind, Request, Server, delete, get, on_each_database, patch, post, put};
use serde_json::json;

/// Without hooks.
#[derive(Clone, Debug, Resource)]
#[resource(
    access(read = public, create = public, update = owner(owner_id) or role("admin"), delete = public),
    operations(list, get, create, update, replace, delete),
    sort(-rank)
)]
pub struct Plain {
    pub id: i64,
    #[resource(sort)]
    pub rank: i64,
    #[resource(immutable)]
    pub owner_id: i64,
    #[resource(unique)]
    pub name: Option<String>,
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[resource(version)]
    pub version: i64,
}

/// With hooks before each write, which ask the database nothing.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Before {
    pub id: i64,
    pub rank: i64,
}

impl Hooks for Before {
    async fn before_create(input: &mut BeforeCreate, _: &mut BeforeActiveModel, _: &mut Context<'_>) -> Result<()> {
        input.rank += 1;
        Ok(())
    }

    async fn before_update(
        _: &Before,
        _: &mut BeforeUpdate,
        _: &mut BeforeActiveModel,
        _: &mut Context<'_>,
    ) -> Result<()> {
        Ok(())
    }

    async fn before_delete(_: &Before, _: &mut Context<'_>) -> Result<()> {
        Ok(())
    }
}

/// With a hook behind a create.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct After {
    pub id: i64,
    pub rank: i64,
}

impl Hooks for After {
    async fn after_create(_: &After, _: &mut Context<'_>) -> Result<()> {
        Ok(())
    }
}

/// Asked for in every way.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = public or owner(keeper), create = public))]
pub struct Asked {
    pub id: i64,
    #[resource(filter, sort)]
    pub rank: Option<i64>,
    #[resource(filter, sort, search)]
    pub title: String,
    #[resource(search)]
    pub remark: Option<String>,
    #[resource(filter)]
    pub keeper: Option<i64>,
}

/// Runs a request and compares its status and its statements, the first word of each.
async fn expect(server: &Server, name: &str, request: Request, status: u16, words: &[&str]) {
    let (response, statements) = server.statements(request.by("7")).await;
    assert_eq!(response.status, status, "{name}: {}", response.text());
    let first = |statement: &String| match statement.split_whitespace().next() {
        // Several ranges of an order, read by one statement.
        Some("WITH") => "SELECT".to_owned(),
        word => word.unwrap_or_default().to_owned(),
    };
    let mut found: Vec<String> = statements.iter().map(first).collect();
    // What a new connection begins with.
    found.retain(|word| !["SET", "PRAGMA"].contains(&word.as_str()));
    // The driver shows the ends of transactions on PostgreSQL alone.
    let seen = |word: &&&str| server.kind() == DatabaseKind::Postgres || !TRANSACTION.contains(*word);
    let expected: Vec<&&str> = words.iter().filter(seen).collect();
    assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{name} on {:?}: {statements:#?}", server.kind());
}

const TRANSACTION: [&str; 2] = ["COMMIT", "ROLLBACK"];

#[tokio::test]
async fn an_operation_without_hooks_runs_one_statement_and_one_more_to_explain() {
    on_each_database(
        |app| app.resource::<Plain>(),
        async |server| {
            let row = |rank: i64, name: &str| json!({"rank": rank, "owner_id": 7, "name": name});
            expect(server, "create", post("/plains").json(row(1, "a")), 201, &["INSERT"]).await;
            expect(server, "create another", post("/plains").json(row(2, "b")), 201, &["INSERT"]).await;
            expect(server, "create a twin", post("/plains").json(row(3, "a")), 409, &["INSERT"]).await;
            expect(server, "a create that is refused", post("/plains").json(json!({})), 422, &[]).await;
            expect(server, "list", get("/plains"), 200, &["SELECT"]).await;
            expect(server, "a sorted page", get("/plains?sort=rank&page=2&page_size=1"), 200, &["SELECT"]).await;
            expect(server, "a list with a total", get("/plains?total=exact"), 200, &["SELECT", "SELECT"]).await;
            expect(server, "a list that is refused", get("/plains?page=0"), 400, &[]).await;
            let first = server.json(get("/plains?page_size=1")).await;
            let next = first["next"].as_str().expect("a cursor");
            expect(server, "a list behind a cursor", get(format!("/plains?cursor={next}")), 200, &["SELECT"]).await;
            expect(server, "get", get("/plains/1"), 200, &["SELECT"]).await;
            expect(server, "get nothing", get("/plains/9"), 404, &["SELECT"]).await;
            expect(server, "get by no number", get("/plains/x"), 404, &[]).await;
            expect(server, "update", patch("/plains/1").json(json!({"rank": 5})), 200, &["UPDATE"]).await;
            expect(
                server,
                "update with a version",
                patch("/plains/1").json(json!({"rank": 6, "version": 2})),
                200,
                &["UPDATE"],
            )
            .await;
            expect(
                server,
                "update to the same",
                patch("/plains/1").json(json!({"rank": 6})),
                200,
                &["UPDATE", "SELECT"],
            )
            .await;
            expect(
                server,
                "update of an old version",
                patch("/plains/1").json(json!({"rank": 7, "version": 2})),
                409,
                &["UPDATE", "SELECT"],
            )
            .await;
            expect(server, "update nothing", patch("/plains/9").json(json!({"rank": 5})), 404, &["UPDATE", "SELECT"])
                .await;
            expect(server, "replace", put("/plains/1").json(json!({"rank": 8})), 200, &["UPDATE"]).await;
            expect(server, "delete", delete("/plains/1"), 204, &["DELETE"]).await;
            expect(server, "delete nothing", delete("/plains/1"), 404, &["DELETE", "SELECT"]).await;
        },
    )
    .await;
}

#[tokio::test]
async fn hooks_cost_a_look_at_the_stored_row() {
    on_each_database(
        |app| app.resource::<Before>().resource::<After>(),
        async |server| {
            let body = || json!({"rank": 1});
            expect(server, "create, hooked before", post("/befores").json(body()), 201, &["INSERT"]).await;
            expect(server, "create, hooked after", post("/afters").json(body()), 201, &["INSERT", "COMMIT"]).await;
            expect(
                server,
                "update",
                patch("/befores/1").json(json!({"rank": 9})),
                200,
                &["SELECT", "UPDATE", "COMMIT"],
            )
            .await;
            expect(
                server,
                "update to the same",
                patch("/befores/1").json(json!({"rank": 9})),
                200,
                &["SELECT", "COMMIT"],
            )
            .await;
            expect(server, "update, no such hook", patch("/afters/1").json(json!({"rank": 9})), 200, &["UPDATE"]).await;
            expect(server, "delete", delete("/befores/1"), 204, &["SELECT", "DELETE", "COMMIT"]).await;
            expect(server, "delete, no such hook", delete("/afters/1"), 204, &["DELETE"]).await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_question_is_one_statement_and_one_more_for_a_total() {
    on_each_database(
        |app| app.resource::<Asked>(),
        async |server| {
            for rank in [Some(1), None, Some(2), None] {
                server.json(post("/askeds").json(json!({"rank": rank, "title": "Red", "keeper": 7}))).await;
            }
            let question =
                "/askeds?title__in=Red,%22a,b%22&rank__ne=9&keeper__isnull=false&search=red&fields=title&page_size=1";
            for sort in ["rank", "-rank", "-rank,title", "title,-rank"] {
                let path = format!("{question}&sort={sort}");
                let (mut behind, mut pages) = (String::new(), 0);
                loop {
                    let page = format!("{path}{behind}");
                    expect(server, "a page", get(&page), 200, &["SELECT"]).await;
                    let counted = format!("{page}&total=exact");
                    expect(server, "a page, counted", get(&counted), 200, &["SELECT", "SELECT"]).await;
                    let previous = server.json(get(&page)).await["prev"].clone();
                    if let Some(previous) = previous.as_str() {
                        let before = format!("{path}&cursor={previous}");
                        expect(server, "the page before", get(before), 200, &["SELECT"]).await;
                    }
                    pages += 1;
                    match server.json(get(&page)).await["next"].as_str() {
                        Some(next) => behind = format!("&cursor={next}"),
                        None => break,
                    }
                }
                assert_eq!(pages, 4, "{sort}");
            }
            expect(server, "fields of one", get("/askeds/1?fields=title"), 200, &["SELECT"]).await;
            expect(server, "fields of none", get("/askeds/9?fields=title"), 404, &["SELECT"]).await;
            for refused in ["/askeds?titel=x", "/askeds?rank=x", "/askeds?search=", "/askeds/1?fields=x"] {
                expect(server, "what is refused", get(refused), 400, &[]).await;
            }
        },
    )
    .await;
}

#[tokio::test]
async fn a_page_far_from_the_start_is_one_statement_too() {
    on_each_database(
        |app| app.resource::<Asked>(),
        async |server| {
            for _ in 0..202 {
                server.json(post("/askeds").json(json!({"title": "Red", "keeper": 7}))).await;
            }
            let question = "/askeds?title=Red&search=red&fields=title&sort=-rank&page_size=1";
            for (page, rows) in [(201, 1), (202, 1), (500, 0)] {
                let far = format!("{question}&page={page}");
                expect(server, "a page", get(&far), 200, &["SELECT"]).await;
                expect(server, "counted", get(format!("{far}&total=exact")), 200, &["SELECT", "SELECT"]).await;
                let found = server.json(get(&far)).await["items"].as_array().map(Vec::len);
                assert_eq!(found, Some(rows), "{far}");
            }
        },
    )
    .await;
}

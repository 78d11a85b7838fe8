//! How many statements each request of a relation runs.

use restruct_tests::{DatabaseKind, Request, Server, delete, get, on_each_database, patch, post, put};
use serde_json::json;

use super::{admin, fill, work};

/// Without those that begin and end a transaction or set up a connection.
async fn statements(server: &Server, request: Request, status: u16) -> usize {
    let (response, statements) = server.statements(request.clone()).await;
    assert_eq!(response.status, status, "{request:?} {}", response.text());
    let is_work =
        |sql: &&String| ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"].iter().any(|word| sql.starts_with(word));
    statements.iter().filter(is_work).count()
}

#[tokio::test]
async fn reads_run_one_statement_for_each_relation() {
    on_each_database(work, async |server| {
        fill(server).await;
        // PostgreSQL has the one row that another belongs to beside it.
        for (request, on_sqlite, on_postgres) in [
            (get("/projects"), 1, 1),
            (get("/projects?expand=owner"), 2, 1),
            (get("/projects/a?expand=owner"), 2, 1),
            (get("/projects?expand=owner,tasks,labels"), 4, 3),
            (get("/projects?expand=tasks.assignee,tasks.remarks&total=exact"), 4, 4),
            (get("/tasks?expand=assignee.manager,remarks,project.owner&page_size=5"), 6, 4),
            (get("/persons?expand=reports.reports.reports"), 3, 3),
            (admin(get("/persons?expand=reports.reports.reports")), 4, 4),
            (get("/projects?owner.name=Ada&sort=owner.name&tasks__isnull=false"), 1, 1),
            (get("/projects/a/tasks"), 1, 1),
            (get("/projects/a/tasks?expand=assignee&total=exact&page_size=5"), 3, 2),
            (get("/projects/b/tasks"), 2, 2),
            (get("/projects/a/labels"), 1, 1),
        ] {
            let expected = if server.kind() == DatabaseKind::Postgres { on_postgres } else { on_sqlite };
            assert_eq!(statements(server, request.clone(), 200).await, expected, "{request:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn writes_ask_for_what_they_refer_to_only_where_they_must() {
    on_each_database(work, async |server| {
        fill(server).await;
        let task = |number: i32| json!({"project_code": "a", "number": number});
        for (request, status, expected) in [
            (post("/tasks").json(task(11)), 201, 1),
            (post("/tasks").json(json!({"project_code": "a", "number": 12, "assignee_id": 2})), 201, 2),
            (admin(post("/tasks").json(json!({"project_code": "a", "number": 13, "assignee_id": 2}))), 201, 1),
            (post("/projects/a/tasks").json(json!({"number": 14})), 201, 2),
            (patch("/tasks/a,11").json(json!({"urgency": 3})), 200, 1),
            (admin(patch("/tasks/a,11").json(json!({"assignee_id": 2}))), 200, 1),
            (patch("/tasks/a,11").json(json!({"assignee_id": 1})), 200, 3),
            (put("/projects/a/labels/2").by("1"), 204, 3),
            (delete("/projects/a/labels/2").by("1"), 204, 2),
            (put("/projects/a/labels").json(json!([1, 2])).by("1"), 204, 5),
            (put("/projects/a/labels").json(json!([2])).by("1"), 204, 5),
            (put("/projects/a/labels").json(json!([])).by("1"), 204, 2),
        ] {
            assert_eq!(statements(server, request.clone(), status).await, expected, "{request:?}");
        }
    })
    .await;
}

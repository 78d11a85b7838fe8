//! `/projects/{code}/tasks`.

use restruct::{App, axum::Router};
use restruct_tests::{
    Server, TestDatabase, answer, check, delete, get, head, on_each_database, options, post, problem,
};
use serde_json::json;

use super::{Label, Person, Project, Task, admin, fill, work};

fn numbers(numbers: &[i32]) -> serde_json::Value {
    numbers.iter().map(|number| json!({"project_code": "a", "number": number})).collect()
}

#[tokio::test]
async fn what_belongs_to_a_row_is_a_list_like_any_other() {
    on_each_database(work, async |server| {
        fill(server).await;
        let tasks = |query: &str| get(format!("/projects/a/tasks?fields=number{query}"));
        let page = |items: &[i32]| answer(200).has(json!({"items": numbers(items)}));
        check(
            server,
            [
                ("its own order and page", tasks(""), page(&[2, 3])),
                ("a filter", tasks("&urgency=5"), page(&[3, 1])),
                ("a filter across relations", tasks("&assignee.name=Bob"), page(&[1])),
                ("an order", tasks("&sort=urgency&page_size=3"), page(&[5, 4, 1])),
                ("an order across relations", tasks("&sort=assignee_id").clone(), problem(400, "not_allowed")),
                ("a page", tasks("&page=2"), page(&[1, 4])),
                ("a total", tasks("&total=exact"), answer(200).has(json!({"total": 5}))),
                (
                    "expanded",
                    get("/projects/a/tasks?fields=number,assignee.name,remarks.text&expand=assignee,remarks&urgency=5"),
                    answer(200).has(json!({"items": [
                        {"project_code": "a", "number": 3, "assignee": null, "remarks": {"items": [], "next": null}},
                        {
                            "project_code": "a", "number": 1, "assignee": {"id": 2, "name": "Bob"},
                            "remarks": {"items": [{"id": 1, "text": "Soon."}, {"id": 2, "text": "Now."}], "next": null}
                        }
                    ]})),
                ),
                ("none", get("/projects/b/tasks?total=exact"), answer(200).has(json!({"items": [], "total": 0}))),
                ("of a row that is not there", get("/projects/c/tasks"), problem(404, "not_found")),
                (
                    "of a composite key",
                    get("/tasks/a,1/remarks?fields=text"),
                    answer(200).has(json!({"items": [{"id": 1, "text": "Soon."}, {"id": 2, "text": "Now."}]})),
                ),
                ("not of such a key", get("/tasks/a/remarks"), problem(404, "not_found")),
                (
                    "through another resource",
                    get("/projects/a/labels"),
                    answer(200).has(json!({"items": [
                        {"id": 1, "name": "red", "is_quiet": false}
                    ]})),
                ),
                (
                    "with what the caller may see",
                    admin(get("/projects/a/labels?total=exact&fields=name")),
                    answer(200)
                        .has(json!({"items": [{"id": 3, "name": "dark"}, {"id": 1, "name": "red"}], "total": 2})),
                ),
                (
                    "from the other side",
                    get("/labels/1/projects?fields=title"),
                    answer(200).has(json!({"items": [{"code": "a", "title": "Alpha"}]})),
                ),
                ("of a hidden row", get("/labels/3/projects"), problem(404, "not_found")),
                (
                    "of a hidden row, for one who sees it",
                    admin(get("/labels/3/projects?fields=title")),
                    answer(200).has(json!({"items": [{"code": "a", "title": "Alpha"}]})),
                ),
                (
                    "of rows of the same resource",
                    get("/persons/1/reports?fields=name"),
                    answer(200).has(json!({"items": [{"id": 2, "name": "Bob"}]})),
                ),
                (
                    "hidden ones are not there",
                    get("/persons/2/reports?total=exact"),
                    answer(200).has(json!({"items": [], "total": 0})),
                ),
                ("an unknown parameter", get("/projects/a/tasks?urgencyy=5"), problem(400, "unknown_parameter")),
                ("HEAD", head("/projects/a/tasks"), answer(200)),
                ("its methods", options("/projects/a/tasks"), answer(204).header("allow", "GET, HEAD, POST, OPTIONS")),
                (
                    "those of links",
                    options("/projects/a/labels"),
                    answer(204).header("allow", "GET, HEAD, PUT, OPTIONS"),
                ),
                ("other methods", delete("/projects/a/tasks").undocumented(), problem(405, "method_not_allowed")),
                (
                    "no POST of links",
                    post("/projects/a/labels").json(json!({"name": "x"})).undocumented(),
                    problem(405, "method_not_allowed"),
                ),
            ],
        )
        .await;
    })
    .await;
}

/// From a row with what belongs to it, on and on through its own list.
#[tokio::test]
async fn the_next_of_an_expanded_relation_leads_on_in_its_list() {
    on_each_database(work, async |server| {
        fill(server).await;
        let project = server.json(get("/projects/a?expand=tasks&fields=tasks.number")).await;
        assert_eq!(project["tasks"]["items"], numbers(&[2, 3]));
        let mut seen: Vec<i64> = vec![2, 3];
        let mut next = project["tasks"]["next"].clone();
        while let Some(cursor) = next.as_str().map(str::to_owned) {
            let page = server.json(get(format!("/projects/a/tasks?fields=number&cursor={cursor}"))).await;
            seen.extend(page["items"].as_array().expect("items").iter().filter_map(|task| task["number"].as_i64()));
            next = page["next"].clone();
        }
        assert_eq!(seen, [2, 3, 1, 4, 5]);
        let elsewhere = format!("/projects/b/tasks?cursor={}", project["tasks"]["next"].as_str().expect("a cursor"));
        check(server, [("no cursor of another row", get(elsewhere), problem(400, "bad_cursor"))]).await;
    })
    .await;
}

#[tokio::test]
async fn a_row_is_made_where_it_belongs() {
    on_each_database(work, async |server| {
        fill(server).await;
        let to = |path: &str, body| post(path).json(body);
        check(
            server,
            [
                (
                    "its key is filled in",
                    to("/projects/b/tasks", json!({"number": 7})),
                    answer(201).header("location", "/tasks/b,7").json(json!({
                        "project_code": "b", "number": 7, "urgency": 0, "assignee_id": null
                    })),
                ),
                (
                    "all of it",
                    to("/tasks/b,7/remarks", json!({"text": "Well."})),
                    answer(201).header("location", "/remarks/3").json(json!({
                        "id": 3, "project_code": "b", "task_number": 7, "text": "Well."
                    })),
                ),
                (
                    "and not by the client",
                    to("/projects/b/tasks", json!({"number": 8, "project_code": "b", "urgency": "x"})).undocumented(),
                    problem(422, "invalid").has(json!({"errors": [
                        {"pointer": "/urgency", "code": "wrong_type"}, {"pointer": "/project_code", "code": "read_only"}
                    ]})),
                ),
                (
                    "whatever it gives",
                    to("/projects/b/tasks", json!({"number": 8, "project_code": null})).undocumented(),
                    problem(422, "invalid").has(json!({"errors": [{"pointer": "/project_code", "code": "read_only"}]})),
                ),
                (
                    "of a row that is not there",
                    to("/projects/c/tasks", json!({"number": 1})),
                    problem(404, "not_found"),
                ),
                ("of a hidden row", to("/persons/3/reports", json!({"name": "Max"})), problem(404, "not_found")),
                (
                    "of the same, by one who sees it",
                    admin(to("/persons/3/reports", json!({"name": "Max"}))),
                    answer(201).header("location", "/persons/4").has(json!({"manager_id": 3})),
                ),
                ("what is there already", to("/projects/b/tasks", json!({"number": 7})), problem(409, "not_unique")),
                (
                    "no parameters",
                    to("/projects/b/tasks?expand=assignee", json!({"number": 9})).undocumented(),
                    problem(400, "unknown_parameter"),
                ),
            ],
        )
        .await;
    })
    .await;
}

/// Addresses begin with the prefix that the application's router is nested under.
#[tokio::test]
async fn addresses_have_the_prefix() {
    for database in TestDatabase::each().await {
        let app = App::connect(database.url()).await.expect("connects").create_tables();
        let router = app.group("/work", |group| {
            group.resource::<Person>().resource::<Project>().resource::<Task>().resource::<Label>()
        });
        let router = router.router().await.expect("starts");
        let server = Server::serve(database, Router::new().nest("/api/v1", router)).await;
        server.json(post("/api/v1/work/persons").json(json!({"name": "Ada"}))).await;
        server.json(post("/api/v1/work/projects").json(json!({"code": "a b", "title": "A", "owner_id": 1}))).await;
        let task = post("/api/v1/work/projects/a%20b/tasks").json(json!({"number": 1}));
        let next = "</api/v1/work/projects/a%20b/tasks?page_size=1>; rel=\"first\"";
        check(
            &server,
            [
                ("of a new row", task, answer(201).header("location", "/api/v1/work/tasks/a%20b,1")),
                ("of pages", get("/api/v1/work/projects/a%20b/tasks?page_size=1"), answer(200).header("link", next)),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn what_becomes_of_rows_whose_row_is_deleted() {
    on_each_database(work, async |server| {
        fill(server).await;
        check(
            server,
            [
                ("in use", delete("/persons/1"), problem(409, "in_use")),
                ("of a link", delete("/labels/1"), problem(409, "in_use")),
                ("gone with it", delete("/projects/a"), problem(409, "in_use")),
                ("remarks go first", delete("/remarks/1"), answer(204)),
                ("all of them", delete("/remarks/2"), answer(204)),
                ("then it goes, with its tasks and links", delete("/projects/a"), answer(204)),
                ("its tasks", get("/tasks?total=exact"), answer(200).has(json!({"total": 0}))),
                ("its links", get("/labels/1/projects?total=exact"), answer(200).has(json!({"total": 0}))),
                ("a label without links", delete("/labels/1"), answer(204)),
                ("a project of the person", delete("/projects/b"), answer(204)),
                ("the badge goes, the key becomes null", admin(delete("/persons/2")), answer(204)),
                ("the key", admin(get("/persons/3?fields=manager_id")), answer(200).has(json!({"manager_id": null}))),
            ],
        )
        .await;
    })
    .await;
}

//! The keys of other rows that clients write.

use restruct_tests::{answer, check, on_each_database, patch, post, problem};
use serde_json::{Value, json};

use super::{admin, fill, work};

fn not_found(pointers: &[&str]) -> restruct_tests::Answer {
    let errors: Vec<Value> = pointers
        .iter()
        .map(|pointer| json!({"pointer": pointer, "code": "not_found", "detail": "refers to no row"}))
        .collect();
    problem(422, "invalid").has(json!({"errors": errors}))
}

#[tokio::test]
async fn a_key_names_a_row_that_its_client_may_read() {
    on_each_database(work, async |server| {
        fill(server).await;
        let person = |body: Value| post("/persons").json(body);
        check(
            server,
            [
                ("absent", person(json!({"name": "Max", "manager_id": 77})), not_found(&["/manager_id"])),
                ("hidden: the same", person(json!({"name": "Max", "manager_id": 3})), not_found(&["/manager_id"])),
                ("seen", admin(person(json!({"name": "Max", "manager_id": 3}))), answer(201)),
                (
                    "of another table",
                    post("/projects").json(json!({"code": "d", "title": "D", "owner_id": 3})),
                    not_found(&["/owner_id"]),
                ),
                (
                    "of a public one",
                    post("/tasks").json(json!({"project_code": "x", "number": 1})),
                    not_found(&["/project_code"]),
                ),
                (
                    "of two parts",
                    post("/remarks").json(json!({"project_code": "a", "task_number": 9, "text": "?"})),
                    not_found(&["/project_code", "/task_number"]),
                ),
                (
                    "of two, one of them public",
                    post("/tasks").json(json!({"project_code": "a", "number": 9, "assignee_id": 3})),
                    not_found(&["/assignee_id"]),
                ),
                (
                    "changed to a hidden one",
                    patch("/tasks/a,1").json(json!({"assignee_id": 3})),
                    not_found(&["/assignee_id"]),
                ),
                (
                    "changed to an absent one",
                    patch("/tasks/a,1").json(json!({"assignee_id": 77})),
                    not_found(&["/assignee_id"]),
                ),
                ("changed to one that is seen", patch("/tasks/a,1").json(json!({"assignee_id": 1})), answer(200)),
                ("to none", patch("/tasks/a,1").json(json!({"assignee_id": null})), answer(200)),
                (
                    "to a hidden one, by one who sees it",
                    admin(patch("/tasks/a,1").json(json!({"assignee_id": 3}))),
                    answer(200),
                ),
                (
                    "what is stored may be sent back",
                    patch("/tasks/a,1").json(json!({"assignee_id": 3, "urgency": 6})),
                    answer(200).has(json!({"urgency": 6, "assignee_id": 3})),
                ),
                ("of itself", patch("/persons/1").json(json!({"manager_id": 1})), answer(200)),
            ],
        )
        .await;
    })
    .await;
}

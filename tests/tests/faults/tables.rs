//! Tables that go away under the server.

use restruct::sea_orm::{ConnectionTrait, Database};
use restruct_tests::{answer, check, delete, get, on_each_database, patch, post, problem};
use serde_json::json;

use crate::load::resources;

#[tokio::test]
async fn a_table_that_is_dropped_is_the_servers_fault_until_it_is_back() {
    on_each_database(resources, async |server| {
        let connection = Database::connect(server.database().url()).await.expect("connects");
        let sql = async |sql: &str| {
            connection.execute_unprepared(sql).await.expect("runs");
        };
        let plain = || post("/plains").json(json!({"mark": "a"}));
        let all = [
            get("/plains"),
            get("/plains?total=exact"),
            get("/plains/1"),
            patch("/plains/1").json(json!({"mark": "b"})),
            delete("/plains/1"),
            plain(),
        ];
        check(server, [("before", plain(), answer(201)), ("read", get("/plains/1"), answer(200))]).await;
        sql("ALTER TABLE plains RENAME TO hidden").await;
        for request in &all {
            check(server, [("gone", request.clone(), problem(500, "internal"))]).await;
            let told = server.send(request.clone()).await.text();
            for word in ["table", "relation", "SELECT", "INSERT", "hidden", "sqlx", "42P01"] {
                assert!(!told.contains(word), "{word} is in {told}");
            }
        }
        check(
            server,
            [
                ("others go on", get("/entries"), answer(200)),
                ("and write", post("/entries").json(json!({"mark": "a"})), answer(201)),
                ("it is ready for them", get("/health/ready"), answer(200)),
            ],
        )
        .await;
        sql("ALTER TABLE hidden RENAME TO plains").await;
        check(
            server,
            [
                ("back", get("/plains?total=exact"), answer(200).has(json!({"total": 1}))),
                ("and written", patch("/plains/1").json(json!({"mark": "b"})), answer(200)),
            ],
        )
        .await;
        // Of a hook's table too: the write is undone whole.
        sql("ALTER TABLE lines RENAME TO hidden").await;
        let entry = || post("/entries").json(json!({"mark": "b"}));
        check(
            server,
            [
                ("its hook fails", entry(), problem(500, "internal")),
                ("and it with it", get("/entries?total=exact"), answer(200).has(json!({"total": 1}))),
            ],
        )
        .await;
        sql("ALTER TABLE hidden RENAME TO lines").await;
        check(server, [("whole again", entry(), answer(201))]).await;
        connection.close().await.expect("closes");
    })
    .await;
}

//! Many clients at once, and clients that go away.

use std::{sync::Arc, time::Duration};

use restruct::{
    prelude::*,
    sea_orm::{ConnectionTrait, Database, Statement},
};
use restruct_tests::{DatabaseKind, Server, TestDatabase, answer, check, get, patch, post, problem};
use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet};

/// A name that only one may have.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Name {
    pub id: i64,
    #[resource(unique)]
    pub name: String,
}

/// A number that many count up.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Counter {
    pub id: i64,
    pub count: i64,
    #[resource(version)]
    pub version: i64,
}

/// A row that takes its time to be made.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Slow {
    pub id: i64,
    pub millis: u32,
}

impl Hooks for Slow {
    async fn before_create(input: &mut SlowCreate, _: &mut SlowActiveModel, cx: &mut Context<'_>) -> Result<()> {
        // The transaction is open meanwhile.
        cx.query::<Slow>().count().await?;
        tokio::time::sleep(Duration::from_millis(input.millis.into())).await;
        Ok(())
    }
}

async fn servers() -> Vec<Arc<Server>> {
    let mut servers = Vec::new();
    for database in TestDatabase::each().await {
        let fill = |app: App| app.resource::<Name>().resource::<Counter>().resource::<Slow>();
        servers.push(Arc::new(Server::start(database, fill).await));
    }
    servers
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_creates_of_one_value_one_wins() {
    for server in servers().await {
        let mut clients = JoinSet::new();
        for _ in 0..200 {
            let server = Arc::clone(&server);
            clients.spawn(async move { server.send(post("/names").json(json!({"name": "the one"}))).await.status });
        }
        let mut statuses = clients.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses[0], 201, "on {:?}", server.kind());
        assert!(statuses[1..].iter().all(|status| *status == 409), "on {:?}: {statuses:?}", server.kind());
        check(&server, [("one row", get("/names?total=exact"), answer(200).has(json!({"total": 1})))]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_writers_of_one_row_lose_nothing() {
    for server in servers().await {
        server.json(post("/counters").json(json!({"count": 0}))).await;
        let mut clients = JoinSet::new();
        for _ in 0..50 {
            let server = Arc::clone(&server);
            clients.spawn(async move {
                loop {
                    let row = server.json(get("/counters/1")).await;
                    let count = row["count"].as_i64().expect("a number") + 1;
                    let update = patch("/counters/1").json(json!({"count": count, "version": row["version"]}));
                    match server.send(update).await.status {
                        200 => break,
                        409 => {}
                        status => panic!("{status}"),
                    }
                }
            });
        }
        clients.join_all().await;
        let all = json!({"id": 1, "count": 50, "version": 51});
        check(&server, [("all are counted", get("/counters/1"), answer(200).json(all))]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_beside_each_other_all_succeed() {
    for server in servers().await {
        let mut clients = JoinSet::new();
        for number in 0..100 {
            let server = Arc::clone(&server);
            clients.spawn(async move {
                server.send(post("/names").json(json!({"name": format!("n{number}")}))).await.status
            });
        }
        assert!(clients.join_all().await.iter().all(|status| *status == 201), "on {:?}", server.kind());
    }
}

/// Waits until the row is there whose client no longer waits for it.
async fn wait_for_one(server: &Server) {
    for _ in 0..100 {
        if server.json(get("/slows?total=exact")).await["total"] == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the row does not come");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_ends_although_its_client_has_gone() {
    for server in servers().await {
        let body = r#"{"millis": 300}"#;
        let request = format!(
            "POST /slows HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut client = TcpStream::connect(server.address()).await.expect("connects");
        client.write_all(request.as_bytes()).await.expect("is sent");
        tokio::time::sleep(Duration::from_millis(100)).await;
        drop(client);
        wait_for_one(&server).await;
        check(&server, [("and another can write", post("/names").json(json!({"name": "next"})), answer(201))]).await;
        if server.kind() == DatabaseKind::Postgres {
            let connection = Database::connect(server.database().url()).await.expect("connects");
            let sql = "SELECT count(*) AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
            let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
            let open: i64 = row.expect("reads").expect("a row").try_get("", "open").expect("a number");
            assert_eq!(open, 0, "no transaction is open");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_too_late_is_503_and_the_write_ends_all_the_same() {
    for database in TestDatabase::each().await {
        let fill = |app: App| app.resource::<Slow>().request_timeout(Duration::from_millis(100));
        let server = Server::start(database, fill).await;
        check(&server, [("too late", post("/slows").json(json!({"millis": 300})), problem(503, "unavailable"))]).await;
        wait_for_one(&server).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_waits_too_long_for_another_is_503() {
    for server in servers().await.into_iter().filter(|server| server.kind() == DatabaseKind::Sqlite) {
        let other = Arc::clone(&server);
        let slow = tokio::spawn(async move { other.send(post("/slows").json(json!({"millis": 3000}))).await.status });
        tokio::time::sleep(Duration::from_millis(200)).await;
        let waits = problem(503, "unavailable").header("retry-after", "1");
        check(
            &server,
            [
                ("reads go on", get("/names"), answer(200)),
                ("a write waits two seconds", post("/names").json(json!({"name": "x"})), waits),
            ],
        )
        .await;
        assert_eq!(slow.await.expect("it ends"), 201);
        check(&server, [("then it can", post("/names").json(json!({"name": "x"})), answer(201))]).await;
    }
}

//! Writes that are in each other's way.

use std::{sync::Arc, time::Duration};

use restruct::{
    ConnectOptions,
    prelude::*,
    sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement},
};
use restruct_tests::{
    Answer, DatabaseKind, Response, Server, TestDatabase, answer, check, delete, get, patch, post, problem,
};
use serde_json::json;
use tokio::sync::{Barrier, Semaphore};

use crate::load::PATIENCE;

/// Something with a balance, written by one statement.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Account {
    pub id: i64,
    #[resource(unique)]
    pub name: String,
    #[resource(unique)]
    pub alias: Option<String>,
    #[resource(default = 0)]
    pub balance: i64,
}

/// Changes two accounts, one after the other.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Transfer {
    pub id: i64,
    pub first: i64,
    pub second: i64,
}

/// Where a transfer waits between its two accounts, if it does.
struct Between(Option<Barrier>);

impl Hooks for Transfer {
    async fn after_create(transfer: &Transfer, cx: &mut Context<'_>) -> Result<()> {
        let between = cx.state::<Between>()?;
        let database = cx.unscoped("the accounts").await?;
        let add = |id| format!("UPDATE accounts SET balance = balance + 1 WHERE id = {id}");
        database.execute_unprepared(&add(transfer.first)).await?;
        if let Some(barrier) = &between.0 {
            barrier.wait().await;
        }
        database.execute_unprepared(&add(transfer.second)).await?;
        Ok(())
    }
}

fn fill(app: App) -> App {
    app.resource::<Account>().resource::<Transfer>().create_tables()
}

/// With two accounts, called `one` and `two`.
async fn with_accounts(database: TestDatabase, app: App) -> Arc<Server> {
    let server = Server::listen(database, fill(app)).await;
    for name in ["one", "two"] {
        server.json(post("/accounts").json(json!({"name": name}))).await;
    }
    Arc::new(server)
}

/// On PostgreSQL with settings for all connections, and beside it another connection.
async fn on_postgres(settings: &[&str], barrier: Option<Barrier>) -> Option<(Arc<Server>, DatabaseConnection)> {
    let mut each = TestDatabase::each().await.into_iter();
    let database = each.find(|one| one.kind() == DatabaseKind::Postgres)?;
    let (_, name) = database.url().rsplit_once('/').expect("a URL that ends with a database's name");
    let other = Database::connect(database.url()).await.expect("connects");
    for setting in settings {
        other.execute_unprepared(&format!("ALTER DATABASE {name} SET {setting}")).await.expect("takes the setting");
    }
    let app = App::connect(database.url()).await.expect("connects").state(Between(barrier));
    Some((with_accounts(database, app).await, other))
}

/// Waits until so many of the server's statements wait for a lock.
async fn waiting(other: &DatabaseConnection, count: i64) {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let asked = Statement::from_string(DbBackend::Postgres, sql);
    let seen = async {
        loop {
            let row = other.query_one_raw(asked.clone()).await.expect("answers").expect("a row");
            if row.try_get_by_index::<i64>(0).expect("a number") == count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, seen).await.expect("it waits for the lock");
}

async fn sql(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn alone(url: &str) -> DatabaseConnection {
    let mut options = restruct::sea_orm::ConnectOptions::new(url.to_owned());
    options.max_connections(1);
    Database::connect(options).await.expect("connects")
}

fn busy() -> Answer {
    problem(503, "unavailable").header("retry-after", "1")
}

#[tokio::test]
async fn who_waits_too_long_for_a_lock_may_come_again() {
    let Some((server, _other)) = on_postgres(&["lock_timeout = '50ms'"], None).await else { return };
    let holder = alone(server.database().url()).await;
    let change = || patch("/accounts/1").json(json!({"balance": 5}));
    sql(&holder, "BEGIN; UPDATE accounts SET balance = 1 WHERE id = 1").await;
    check(
        &server,
        [
            ("an update", change(), busy()),
            ("a delete", delete("/accounts/1"), busy()),
            ("a hook", post("/transfers").json(json!({"first": 1, "second": 2})), busy()),
            ("a read waits for nobody", get("/accounts/1"), answer(200).has(json!({"balance": 0}))),
        ],
    )
    .await;
    sql(&holder, "COMMIT; BEGIN; LOCK TABLE accounts").await;
    check(&server, [("but for who locks the table", get("/accounts"), busy())]).await;
    sql(&holder, "ROLLBACK").await;
    check(
        &server,
        [
            ("now", change(), answer(200).has(json!({"balance": 5}))),
            ("no transfer", get("/transfers?total=exact"), answer(200).has(json!({"total": 0}))),
        ],
    )
    .await;
}

#[tokio::test]
async fn of_two_hooks_in_a_deadlock_one_is_undone_whole() {
    let Some((server, other)) = on_postgres(&[], Some(Barrier::new(2))).await else { return };
    let transfer = |first, second| server.send(post("/transfers").json(json!({"first": first, "second": second})));
    let (one, two) = tokio::join!(transfer(1, 2), transfer(2, 1));
    let mut answers = [one, two];
    answers.sort_by_key(|answer| answer.status);
    assert_eq!(answers.each_ref().map(|answer| answer.status), [201, 503], "{answers:?}");
    assert_eq!(answers[1].header("retry-after"), Some("1"));
    check(
        &server,
        [
            ("one transfer", get("/transfers?total=exact"), answer(200).has(json!({"total": 1}))),
            ("once", get("/accounts/1"), answer(200).has(json!({"balance": 1}))),
            ("and once", get("/accounts/2"), answer(200).has(json!({"balance": 1}))),
        ],
    )
    .await;
    other.close().await.expect("closes");
}

fn sent(server: &Arc<Server>, request: restruct_tests::Request) -> tokio::task::JoinHandle<Response> {
    let server = Arc::clone(server);
    tokio::spawn(async move { server.send(request).await })
}

#[tokio::test]
async fn a_single_statement_that_a_deadlock_has_undone_is_run_again() {
    let Some((server, other)) = on_postgres(&["deadlock_timeout = '2s'"], None).await else { return };
    let rival = alone(server.database().url()).await;
    // It is the server's statement that finds the deadlock, and pays for it.
    sql(&rival, "SET deadlock_timeout = '10min'; BEGIN; INSERT INTO accounts (name, alias) VALUES ('r', 'taken')")
        .await;
    let created = sent(&server, post("/accounts").json(json!({"name": "new", "alias": "taken"})));
    waiting(&other, 1).await;
    sql(&rival, "INSERT INTO accounts (name) VALUES ('new')").await;
    sql(&rival, "ROLLBACK").await;
    assert_eq!(created.await.expect("an answer").status, 201);
}

#[tokio::test]
async fn a_single_statement_that_cannot_be_serialized_is_run_again() {
    let settings = ["default_transaction_isolation = 'repeatable read'"];
    let Some((server, other)) = on_postgres(&settings, None).await else { return };
    let rival = alone(server.database().url()).await;
    sql(&rival, "BEGIN; UPDATE accounts SET balance = 1 WHERE id = 1").await;
    let change = sent(&server, patch("/accounts/1").json(json!({"name": "changed"})));
    waiting(&other, 1).await;
    sql(&rival, "COMMIT").await;
    let changed = change.await.expect("an answer");
    assert_eq!((changed.status, &changed.json()["balance"]), (200, &json!(1)), "{}", changed.text());

    // A transaction is not: what its hooks have done meanwhile is theirs.
    sql(&rival, "BEGIN; UPDATE accounts SET balance = 2 WHERE id = 1").await;
    let transfer = sent(&server, post("/transfers").json(json!({"first": 1, "second": 2})));
    waiting(&other, 1).await;
    sql(&rival, "COMMIT").await;
    let refused = transfer.await.expect("an answer");
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("1")), "{}", refused.text());
    check(&server, [("nothing of it", get("/transfers?total=exact"), answer(200).has(json!({"total": 0})))]).await;
}

#[tokio::test]
async fn who_finds_no_connection_may_come_again() {
    for database in TestDatabase::each().await {
        let options = ConnectOptions {
            max_connections: Some(1),
            acquire_timeout: Duration::from_millis(500),
            ..ConnectOptions::default()
        };
        let held = Arc::new(Held { begun: Semaphore::new(0), may_end: Semaphore::new(0) });
        let app = App::connect_with(database.url(), &options).await.expect("connects");
        let server = with_accounts(database, app.state(Arc::clone(&held)).resource::<Holder>()).await;
        let holding = sent(&server, post("/holders").json(json!({})));
        let begun = tokio::time::timeout(PATIENCE, held.begun.acquire()).await;
        begun.expect("the connection is taken").expect("open").forget();
        let account = || post("/accounts").json(json!({"name": Uuid::now_v7().to_string()}));
        let reads = match server.kind() {
            DatabaseKind::Sqlite => answer(200),
            DatabaseKind::Postgres => busy(),
        };
        check(
            &server,
            [
                ("a create", account(), busy()),
                ("an update", patch("/accounts/1").json(json!({"balance": 9})), busy()),
                ("a write with hooks", post("/holders").json(json!({})), busy()),
                ("a read", get("/accounts/1"), reads),
                ("it lives", get("/health/live"), answer(200)),
            ],
        )
        .await;
        held.may_end.add_permits(1);
        assert_eq!(holding.await.expect("an answer").status, 201);
        check(
            &server,
            [
                ("now", account(), answer(201)),
                ("one is held", get("/holders?total=exact"), answer(200).has(json!({"total": 1}))),
                ("nothing was done late", get("/accounts/1"), answer(200).has(json!({"balance": 0}))),
            ],
        )
        .await;
    }
}

/// Keeps its transaction open until it is let go on.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Holder {
    pub id: i64,
}

struct Held {
    begun: Semaphore,
    may_end: Semaphore,
}

impl Hooks for Holder {
    async fn after_create(_: &Holder, cx: &mut Context<'_>) -> Result<()> {
        let held = cx.state::<Arc<Held>>()?;
        held.begun.add_permits(1);
        held.may_end.acquire().await?.forget();
        Ok(())
    }
}

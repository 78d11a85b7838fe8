//! PostgreSQL that stops, starts, and closes connections.

use std::sync::Arc;

use restruct::{
    prelude::*,
    sea_orm::{ConnectionTrait, Database},
};
use restruct_tests::{Cluster, DatabaseKind, Server, TestDatabase, answer, check, get, problem};
use tokio::task::block_in_place;

use crate::load::{Load, check_kept, resources};

async fn started(database: TestDatabase) -> Arc<Server> {
    let app = App::connect(database.url()).await.expect("connects");
    Arc::new(Server::listen(database, resources(app)).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_and_starts_loses_and_halves_nothing() {
    let Some(cluster) = block_in_place(Cluster::start) else { return };
    let server = started(TestDatabase::postgres(cluster.url()).await).await;
    let mut load = Load::start(&server, 8, 10);
    for _ in 0..2 {
        load.wait_for(201, 200).await;
        block_in_place(|| cluster.crash());
        load.catch_up();
        load.wait_for(503, 8).await;
        check(
            &server,
            [
                ("a read", get("/plains"), problem(503, "unavailable").header("retry-after", "1")),
                ("not ready", get("/health/ready"), problem(503, "unavailable").header("retry-after", "1")),
                ("but alive", get("/health/live"), answer(200)),
            ],
        )
        .await;
        block_in_place(|| cluster.start_again());
        load.catch_up();
        load.wait_for(201, 200).await;
        check(&server, [("ready again", get("/health/ready"), answer(200))]).await;
    }
    let writes = load.stop().await;
    check_kept(server.database().url(), &writes, &["1"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_are_killed_lose_and_halve_nothing() {
    for database in TestDatabase::each().await.into_iter().filter(|one| one.kind() == DatabaseKind::Postgres) {
        let server = started(database).await;
        let mut load = Load::start(&server, 8, 10);
        let connection = Database::connect(server.database().url()).await.expect("connects");
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                    WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for _ in 0..10 {
            load.wait_for(201, 50).await;
            connection.execute_unprepared(kill).await.expect("kills");
        }
        load.catch_up();
        load.wait_for(201, 200).await;
        let writes = load.stop().await;
        check_kept(server.database().url(), &writes, &["1"]).await;
        connection.close().await.expect("closes");
    }
}

//! PostgreSQL behind PgBouncer, in session mode.

use std::{sync::Arc, time::Duration};

use restruct::{
    ConnectOptions,
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};
use restruct_tests::{Cluster, Pooler, Server, TestDatabase, answer, check, delete, get, patch, post};
use serde_json::json;
use tokio::task::block_in_place;

use crate::load::{Load, check_kept, resources};

async fn statement_timeout(app: &App) -> String {
    let asked = Statement::from_string(DbBackend::Postgres, "SHOW statement_timeout");
    let row = app.connection().query_one_raw(asked).await.expect("answers").expect("a row");
    row.try_get_by_index(0).expect("a text")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_works_behind_it_and_outlives_it() {
    let Some(cluster) = block_in_place(Cluster::start) else { return };
    let Some(mut pooler) = block_in_place(|| Pooler::start(&cluster)) else { return };
    let database = TestDatabase::postgres(cluster.url()).await;
    let (_, name) = database.url().rsplit_once('/').expect("a URL that ends with a database's name");
    let direct = database.url().to_owned();
    let options = ConnectOptions { statement_timeout: Some(Duration::from_secs(7)), ..ConnectOptions::default() };
    let app = App::connect_with(&pooler.url(name), &options).await.expect("connects");
    assert_eq!(statement_timeout(&app).await, "7s");
    let server = Arc::new(Server::listen(database, resources(app)).await);
    check(
        &server,
        [
            ("a create", post("/plains").json(json!({"mark": "a"})), answer(201)),
            ("in a transaction", post("/entries").json(json!({"mark": "a"})), answer(201)),
            ("an update", patch("/plains/1").json(json!({"mark": "b"})), answer(200)),
            ("a list", get("/plains?total=exact"), answer(200).has(json!({"total": 1}))),
            ("a delete", delete("/plains/1"), answer(204)),
        ],
    )
    .await;
    let mut load = Load::start(&server, 8, 10);
    load.wait_for(201, 100).await;
    block_in_place(|| pooler.stop());
    load.catch_up();
    load.wait_for(503, 8).await;
    block_in_place(|| pooler.start_again());
    load.catch_up();
    load.wait_for(201, 100).await;
    block_in_place(|| cluster.crash());
    load.catch_up();
    load.wait_for(503, 8).await;
    block_in_place(|| cluster.start_again());
    load.catch_up();
    load.wait_for(201, 100).await;
    let writes = load.stop().await;
    check_kept(&direct, &writes, &["1"]).await;
}

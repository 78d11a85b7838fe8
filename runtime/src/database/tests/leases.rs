//! Connections that are kept between statements: nobody starves, nothing is lost, nothing is left in disorder.

use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::database::{
    Backend, ConnectOptions, Database, Execute, Statement,
    testing::{number, on_every_database, places, run},
};

async fn with_one_connection(test: impl AsyncFn(&Database)) {
    for place in places().await {
        place
            .with(async |place| {
                let options = ConnectOptions { max_connections: Some(1), ..ConnectOptions::default() };
                let database = Database::connect(&place.url, &options).await.unwrap();
                test(&database).await;
                database.close().await;
            })
            .await;
    }
}

fn idle(connection: &DatabaseConnection) -> usize {
    match &connection.inner {
        #[cfg(feature = "sqlite")]
        sea_orm::DatabaseConnectionType::SqlxSqlitePoolConnection(_) => {
            connection.get_sqlite_connection_pool().num_idle()
        }
        #[cfg(feature = "postgres")]
        sea_orm::DatabaseConnectionType::SqlxPostgresPoolConnection(_) => {
            connection.get_postgres_connection_pool().num_idle()
        }
        _ => 0,
    }
}

#[tokio::test]
async fn a_connection_is_kept_while_it_is_used_and_given_back_when_not() {
    with_one_connection(async |database| {
        let any = || Statement::plain("SELECT 1");
        database.pool().query(any()).await.unwrap();
        assert_eq!(idle(database.connection()), 0, "kept");
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(idle(database.connection()), 1, "given back");
        database.pool().query(any()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn users_of_the_pool_itself_get_their_turn_under_load() {
    with_one_connection(async |database| {
        let load: Vec<_> = (0..4)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move {
                    loop {
                        database.pool().execute(Statement::plain("SELECT 1")).await.unwrap();
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let started = Instant::now();
        for _ in 0..5 {
            database.connection().execute_unprepared("SELECT 1").await.unwrap();
        }
        for _ in 0..5 {
            let transaction = database.begin().await.unwrap();
            transaction.execute(Statement::plain("SELECT 1")).await.unwrap();
            transaction.commit().await.unwrap();
        }
        assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
        load.iter().for_each(tokio::task::JoinHandle::abort);
        for task in load {
            let _ = task.await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_is_broken_off_leaves_no_disorder() {
    with_one_connection(async |database| {
        let (slow, answer) = match database.backend() {
            Backend::Sqlite => (
                "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 300000) SELECT x FROM n",
                300_000,
            ),
            Backend::Postgres => {
                ("SELECT x, pg_sleep(CASE x WHEN 1 THEN 0.2 END) FROM generate_series(1, 300000) x", 300_000)
            }
        };
        for wait in [0, 1, 20, 50] {
            let broken = database.pool().query(Statement::plain(slow));
            let _ = tokio::time::timeout(Duration::from_millis(wait), broken).await;
            assert_eq!(number(database, "SELECT 7").await, 7, "after {wait} ms");
        }
        let whole = database.pool().query(Statement::plain(slow)).await.unwrap();
        assert_eq!(whole.len(), answer);
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_fails_leaves_no_disorder() {
    with_one_connection(async |database| {
        for _ in 0..3 {
            assert!(database.pool().query(Statement::plain("no SQL")).await.is_err());
            assert_eq!(number(database, "SELECT 7").await, 7);
        }
    })
    .await;
}

#[tokio::test]
async fn statements_and_transactions_together_lose_nothing() {
    on_every_database(async |database| {
        run(database, "CREATE TABLE t (x bigint)").await;
        let tasks: Vec<_> = (0..60)
            .map(|number| {
                let database = database.clone();
                let insert = Statement::plain(format!("INSERT INTO t VALUES ({number})"));
                tokio::spawn(async move {
                    if number % 3 == 0 {
                        let transaction = database.begin().await.unwrap();
                        transaction.execute(insert).await.unwrap();
                        transaction.commit().await.unwrap();
                    } else {
                        database.pool().execute(insert).await.unwrap();
                    }
                    database.reader().query(Statement::plain("SELECT count(*) FROM t")).await.unwrap();
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(number(database, "SELECT count(*) FROM t").await, 60);
    })
    .await;
}

/// Whoever drops a database after its runtime gets no panic for it.
#[cfg(feature = "sqlite")]
#[test]
fn a_database_may_outlive_its_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let database = runtime.block_on(async {
        let database = Database::connect("sqlite::memory:", &ConnectOptions::default()).await.unwrap();
        run(&database, "SELECT 1").await;
        database
    });
    drop(runtime);
    drop(database);
}

//! Transactions, and SeaORM's connection within one.

use sea_orm::{ConnectionTrait, DbErr};

use crate::database::{
    Execute, Fault, Statement,
    testing::{number, on_every_database, run},
};

const TABLE: &str = "CREATE TABLE t (id bigint CONSTRAINT pk_t PRIMARY KEY)";

fn insert(id: i64) -> Statement {
    Statement::plain(format!("INSERT INTO t VALUES ({id})"))
}

#[tokio::test]
async fn a_commit_lasts_and_a_drop_undoes() {
    on_every_database(async |database| {
        run(database, TABLE).await;
        let transaction = database.begin().await.unwrap();
        assert_eq!(transaction.execute(insert(1)).await.unwrap(), 1);
        transaction.commit().await.unwrap();
        let transaction = database.begin().await.unwrap();
        transaction.execute(insert(2)).await.unwrap();
        drop(transaction);
        assert_eq!(number(database, "SELECT count(*) FROM t").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_failed_is_not_committed_over() {
    on_every_database(async |database| {
        run(database, TABLE).await;
        let transaction = database.begin().await.unwrap();
        transaction.execute(insert(1)).await.unwrap();
        transaction.execute(insert(1)).await.unwrap_err();
        let error = transaction.commit().await.unwrap_err();
        assert!(matches!(error.fault(), Fault::Unique { .. }), "{error:?}");
        assert_eq!(number(database, "SELECT count(*) FROM t").await, 0);
    })
    .await;
}

#[tokio::test]
async fn nor_is_one_that_a_hook_has_swallowed() {
    on_every_database(async |database| {
        run(database, TABLE).await;
        let transaction = database.begin().await.unwrap();
        let unscoped = transaction.unscoped();
        unscoped.execute_unprepared("INSERT INTO t VALUES (1)").await.unwrap();
        let swallowed: Result<_, DbErr> = unscoped.execute_unprepared("INSERT INTO t VALUES (1)").await;
        assert!(swallowed.is_err());
        assert!(transaction.commit().await.is_err());

        let transaction = database.begin().await.unwrap();
        transaction.execute(insert(1)).await.unwrap();
        assert!(transaction.unscoped().execute_unprepared("no SQL").await.is_err());
        assert_eq!(transaction.commit().await.unwrap_err().fault(), &Fault::Other);
        assert_eq!(number(database, "SELECT count(*) FROM t").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_seaorm_writes_in_it_is_seen_in_it_and_lasts_with_it() {
    on_every_database(async |database| {
        run(database, TABLE).await;
        let transaction = database.begin().await.unwrap();
        let unscoped = transaction.unscoped();
        unscoped.execute_unprepared("INSERT INTO t VALUES (1), (2)").await.unwrap();
        let all = sea_orm::Statement::from_string(unscoped.get_database_backend(), "SELECT id FROM t ORDER BY id");
        assert_eq!(unscoped.query_all_raw(all.clone()).await.unwrap().len(), 2);
        let first = unscoped.query_one_raw(all).await.unwrap().unwrap();
        assert_eq!(first.try_get_by::<i64, _>(0), Ok(1));
        let outside = database.reader().query(Statement::plain("SELECT id FROM t")).await.unwrap();
        assert!(outside.is_empty(), "nobody else sees it yet");
        transaction.commit().await.unwrap();
        assert_eq!(number(database, "SELECT count(*) FROM t").await, 2);
    })
    .await;
}

#[tokio::test]
async fn writers_wait_for_each_other() {
    on_every_database(async |database| {
        run(database, "CREATE TABLE counter (n bigint); INSERT INTO counter VALUES (0)").await;
        let writers = (0..20).map(|_| {
            let database = database.clone();
            tokio::spawn(async move {
                let transaction = database.begin().await.unwrap();
                let locked = match transaction.backend() {
                    crate::database::Backend::Sqlite => "SELECT n FROM counter",
                    crate::database::Backend::Postgres => "SELECT n FROM counter FOR UPDATE",
                };
                let rows = transaction.query(Statement::plain(locked)).await.unwrap();
                let sea_orm::Value::BigInt(Some(n)) = rows.value(0, 0, crate::descriptor::Kind::I64).unwrap() else {
                    panic!()
                };
                transaction.execute(Statement::plain(format!("UPDATE counter SET n = {}", n + 1))).await.unwrap();
                transaction.commit().await.unwrap();
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(number(database, "SELECT n FROM counter").await, 20);
    })
    .await;
}

/// SQLite ends a transaction by itself when there is no room for it. What comes after must not last by itself, nor become
/// a part of something that never ends.
#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_transaction_that_sqlite_has_ended_takes_nothing_with_it() {
    use crate::database::{ConnectOptions, Database};
    let small = |name: &str| Statement::plain(format!("INSERT INTO t VALUES ('{name}')"));
    for url in [None, Some("sqlite::memory:")] {
        crate::database::testing::Place::sqlite()
            .with(async |place| {
                let options = ConnectOptions::default();
                let database = Database::connect(url.unwrap_or(&place.url), &options).await.unwrap();
                run(&database, "CREATE TABLE t (x TEXT)").await;
                let limit = number(&database, "PRAGMA page_count").await + 2;
                run(&database, &format!("PRAGMA max_page_count = {limit}")).await;
                for _ in 0..3 {
                    let transaction = database.begin().await.unwrap();
                    transaction.execute(small("before")).await.unwrap();
                    let large = Statement::plain("INSERT INTO t VALUES (hex(zeroblob(100000)))");
                    let full = transaction.execute(large).await.unwrap_err();
                    assert_eq!(full.fault(), &Fault::Full);
                    transaction.execute(small("after")).await.unwrap();
                    match transaction.commit().await {
                        Ok(()) => panic!("it is committed"),
                        Err(error) => assert_eq!(error.fault(), &Fault::Full),
                    }
                    assert_eq!(number(&database, "SELECT count(*) FROM t").await, 0);
                }
                let transaction = database.begin().await.unwrap();
                transaction.execute(small("kept")).await.unwrap();
                transaction.commit().await.unwrap();
                database.writer().execute(small("kept too")).await.unwrap();
                let rows = database.reader().query(Statement::plain("SELECT x FROM t")).await.unwrap();
                assert_eq!(rows.len(), 2, "seen by another connection");
                database.close().await;
            })
            .await;
    }
}

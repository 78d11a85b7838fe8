//! The databases that the laws are tried on: a SQLite file, which is read past sqlx, SQLite in memory, which is not, and
//! PostgreSQL.

use proptest::{
    prelude::*,
    test_runner::{Config, TestError, TestRunner},
};

use crate::database::{Database, testing::on_every_database};

pub async fn on_all_databases(test: impl AsyncFn(&Database)) {
    on_every_database(&test).await;
    #[cfg(feature = "sqlite")]
    {
        let options = crate::database::ConnectOptions::default();
        let database = Database::connect("sqlite::memory:", &options).await.unwrap();
        test(&database).await;
        database.close().await;
    }
}

/// Tries a law on so many random cases on each database, which is prepared once.
pub fn on_random<C: Strategy, P>(
    count: u32,
    cases: C,
    prepare: impl AsyncFn(&Database) -> P,
    law: impl AsyncFn(&Database, &P, C::Value) -> Result<(), String>,
) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(on_all_databases(async |database| {
        let prepared = prepare(database).await;
        let handle = tokio::runtime::Handle::current();
        let config = Config { cases: count, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new(config);
        let law = |case| {
            let tried = tokio::task::block_in_place(|| handle.block_on(law(database, &prepared, case)));
            tried.map_err(TestCaseError::fail)
        };
        let result = tokio::task::block_in_place(|| runner.run(&cases, law));
        match result {
            Ok(()) => {}
            Err(TestError::Fail(fault, case)) => panic!("on {:?}: {fault}\n{case:?}", database.backend()),
            Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
        }
    }));
}

//! Short statements here; what is long, locked or for the log by sqlx's connection, and each once.

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use rusqlite::Connection;
use sea_orm::Value;
use sqlx::{
    Sqlite,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use super::{Moving, Writer, move_log};
use crate::{
    database::{
        Database, Execute, Fault, Statement,
        execute::{Driver, Pool},
        known::Known,
        leases::Leases,
        sqlite::session::File,
        testing::{Place, number, run},
    },
    descriptor::Kind,
};

/// A database with the table `t`, and its file.
async fn with_writer(test: impl AsyncFn(&Database, &Place)) {
    Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            run(&database, "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT UNIQUE)").await;
            test(&database, place).await;
            database.close().await;
        })
        .await;
}

fn insert(x: &str) -> Statement {
    Statement::new("INSERT INTO t (x) VALUES (?) RETURNING id", vec![x.into()])
}

async fn count(database: &Database) -> i64 {
    number(database, "SELECT count(*) FROM t").await
}

#[tokio::test]
async fn rows_and_changes_are_told() {
    with_writer(async |database, _| {
        let rows = database.writer().query(insert("a")).await.unwrap();
        assert_eq!(rows.value(0, 0, Kind::I64).unwrap(), Value::BigInt(Some(1)));
        database.writer().query(insert("b")).await.unwrap();
        for (sql, changes) in
            [("UPDATE t SET x = x || '!'", 2), ("DELETE FROM t WHERE id = 7", 0), ("DELETE FROM t", 2)]
        {
            assert_eq!(database.writer().execute(Statement::plain(sql)).await.unwrap(), changes, "{sql}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_fault_changes_nothing_and_the_next_statement_is_none_the_worse() {
    with_writer(async |database, _| {
        database.writer().query(insert("a")).await.unwrap();
        let fault = database.writer().query(insert("a")).await.err().unwrap();
        assert!(matches!(fault.fault(), Fault::Unique { .. }), "{fault:?}");
        database.writer().query(insert("b")).await.unwrap();
        assert_eq!(count(database).await, 2);
    })
    .await;
}

/// It is broken off here, undone, and done again where it blocks nobody.
#[tokio::test]
async fn a_long_statement_is_done_once() {
    with_writer(async |database, _| {
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) \
                    INSERT INTO t (x) SELECT 'row ' || i FROM n";
        assert_eq!(database.writer().execute(Statement::plain(many)).await.unwrap(), 200_000);
        assert_eq!(count(database).await, 200_000);
    })
    .await;
}

/// SQLite looks at the time once more when a statement has ended; one that is done then must not be done again. It counts
/// its instructions from one run of a statement to the next, so that the look comes at another place each time.
#[tokio::test]
async fn what_is_said_to_be_broken_off_has_not_happened() {
    with_writer(async |database, place| {
        let session = File::new(&place.file(), &[], Duration::ZERO, 9).open_to_write().unwrap();
        let (mut broken_off, mut done) = (0, 0);
        for (returning, rows) in [("", 0), (" RETURNING id", 1)] {
            let insert = Statement::plain(format!("INSERT INTO t (x) VALUES (NULL){returning}"));
            for _ in 0..2000 {
                let _watch = session.limit(Some(Duration::ZERO));
                match session.write(&insert) {
                    Ok(written) => {
                        assert_eq!((written.rows.len(), written.changes), (rows, 1));
                        done += 1;
                    }
                    Err(_) => broken_off += 1,
                }
            }
        }
        assert!(broken_off > 0 && done > 0, "{broken_off}, {done}");
        assert_eq!(count(database).await, done);
    })
    .await;
}

/// What triggers and foreign keys have done counts before the statement is done.
#[tokio::test]
async fn nor_has_what_triggers_and_foreign_keys_did_for_it() {
    with_writer(async |database, place| {
        run(
            database,
            "CREATE TABLE log (x TEXT); CREATE TABLE child (t_id INTEGER REFERENCES t (id) ON DELETE CASCADE)",
        )
        .await;
        let trigger =
            Statement::plain("CREATE TRIGGER noted AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.x); END");
        database.pool().execute(trigger).await.unwrap();
        let session = File::new(&place.file(), &[], Duration::ZERO, 9).open_to_write().unwrap();
        let many = "INSERT INTO child SELECT t.id FROM t, (SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9]'))";
        let (mut broken_off, mut there) = (0, 0);
        for _ in 0..500 {
            for (sql, change) in [("INSERT INTO t (x) VALUES (NULL) RETURNING id", 1), ("DELETE FROM t", -there)] {
                if change <= 0 {
                    run(database, many).await;
                }
                let _watch = session.limit(Some(Duration::ZERO));
                match session.write(&Statement::plain(sql)) {
                    Ok(_) => there = if change > 0 { there + 1 } else { 0 },
                    Err(_) => broken_off += 1,
                }
                assert_eq!(count(database).await, there, "{sql}");
                assert!(number(database, "SELECT count(*) FROM log").await >= there);
            }
        }
        assert!(broken_off > 0, "{broken_off}");
    })
    .await;
}

/// A writer that moves its log after fifty pages.
async fn with_small_log(acquire_timeout: Duration, test: impl AsyncFn(&Writer, &Leases<Sqlite>, &Place)) {
    with_writer(async |_, place| {
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(acquire_timeout);
        let pool = pool.connect_lazy_with(SqliteConnectOptions::new().filename(place.file()));
        let leases = Leases::new(pool);
        let side = Pool { driver: Driver::Sqlite(leases.clone()), known: Known::default() };
        let file = File::new(&place.file(), &[], Duration::ZERO, 9);
        let writer = Writer::new(file, side, leases.clone(), 50);
        test(&writer, &leases, place).await;
        writer.close().await;
    })
    .await;
}

async fn fill(writer: &Writer, rows: usize) {
    for _ in 0..rows {
        let insert = Statement::new("INSERT INTO t (x) VALUES (hex(randomblob(100))) RETURNING id", Vec::new());
        writer.query(insert).await.unwrap();
    }
}

/// Writes some hundred pages at a time, and waits for the log to be moved: how long that takes, the disk decides.
async fn fill_slowly(writer: &Writer, times: usize) {
    for _ in 0..times {
        fill(writer, 60).await;
        while writer.0.checkpoints.is_running() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// In pages, with what SQLite puts before each.
fn log_pages(place: &Place) -> u64 {
    std::fs::metadata(place.file().with_extension("db-wal")).unwrap().len() / (4096 + 24)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_begins_anew_where_nobody_needs_it() {
    with_small_log(Duration::from_secs(2), async |writer, _, place| {
        fill_slowly(writer, 30).await;
        let pages = log_pages(place);
        // Some four thousand without.
        assert!((50..1000).contains(&pages), "{pages}");

        let reader = Connection::open(place.file()).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM t").unwrap();
        fill_slowly(writer, 20).await;
        assert!(log_pages(place) > pages, "somebody needs it");
        reader.execute_batch("COMMIT").unwrap();
        // It begins anew once all of it could be moved, and from then on has room.
        let mut without_growth = 0;
        for _ in 0..100 {
            let pages = log_pages(place);
            fill_slowly(writer, 1).await;
            without_growth = if log_pages(place) == pages { without_growth + 1 } else { 0 };
            if without_growth == 10 {
                return;
            }
        }
        panic!("it grows for ever: {} pages", log_pages(place));
    })
    .await;
}

#[tokio::test]
async fn a_turn_that_does_not_come_puts_the_log_off() {
    with_small_log(Duration::from_millis(20), async |writer, leases, _| {
        fill(writer, 5).await;
        let inner = &writer.0;
        let turn = leases.turn().await.unwrap();
        assert!(inner.checkpoints.is_due(50));
        move_log(Moving(Arc::clone(inner))).await;
        drop(turn);
        assert!(inner.checkpoints.is_due(200), "it is tried again");
        move_log(Moving(Arc::clone(inner))).await;
        assert!(inner.begins_log.load(Relaxed));
        fill(writer, 5).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_of_another_process_is_waited_for() {
    with_writer(async |database, place| {
        let other = Connection::open(place.file()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE; INSERT INTO t (x) VALUES ('theirs')").unwrap();
        let ours = tokio::spawn({
            let database = database.clone();
            async move { database.writer().query(insert("ours")).await.map(|rows| rows.len()) }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(!ours.is_finished());
        other.execute_batch("COMMIT").unwrap();
        assert_eq!(ours.await.unwrap().unwrap(), 1);
        assert_eq!(count(database).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_is_waited_for() {
    with_writer(async |database, _| {
        let transaction = database.begin().await.unwrap();
        transaction.query(insert("a")).await.unwrap();
        let other = tokio::spawn({
            let database = database.clone();
            async move { database.writer().query(insert("b")).await.map(|rows| rows.len()) }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!other.is_finished());
        transaction.commit().await.unwrap();
        assert_eq!(other.await.unwrap().unwrap(), 1);
        assert_eq!(count(database).await, 2);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written_to_a_database_that_is_closed() {
    with_writer(async |database, _| {
        database.writer().query(insert("a")).await.unwrap();
        database.close().await;
        let fault = database.writer().query(insert("b")).await.err().unwrap();
        assert_eq!(fault.fault(), &Fault::Unavailable);
    })
    .await;
}

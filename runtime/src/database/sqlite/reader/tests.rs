//! Short statements here, long ones apart; what happens to the connections, and to the file.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use sea_orm::Value;

use super::{Reader, SHORT};
use crate::{
    database::{
        ConnectOptions, DatabaseError, Execute, Fault, Rows, Statement, known::Known, sqlite::session::File,
        testing::Place,
    },
    descriptor::Kind,
};

const LONG: i64 = 3_000_000;
const ENDLESS: i64 = i64::MAX;

fn reader_of(place: &Place, connections: u32, options: &ConnectOptions) -> Reader {
    let file = File::new(&place.file(), &[], Duration::from_secs(5), options.statement_cache);
    Reader::new(file, connections, options, Known::default())
}

/// A reader of a file with the table `t`, and a connection that writes it.
async fn with_reader(connections: u32, options: ConnectOptions, test: impl AsyncFn(&Reader, &Connection)) {
    Place::sqlite()
        .with(async |place| {
            let writer = Connection::open(place.file()).unwrap();
            writer
                .execute_batch(
                    "PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER, b TEXT); \
                     INSERT INTO t VALUES (1, 'one'), (2, NULL)",
                )
                .unwrap();
            test(&reader_of(place, connections, &options), &writer).await;
        })
        .await;
}

/// Counts to the limit, with the same text whatever it is.
fn counting(limit: i64) -> Statement {
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) FROM n";
    Statement::new(sql, vec![limit.into()])
}

async fn number(reader: &Reader, statement: Statement) -> i64 {
    match reader.query(statement).await.unwrap().value(0, 0, Kind::I64).unwrap() {
        Value::BigInt(Some(number)) => number,
        other => panic!("{other:?}"),
    }
}

fn fault(result: Result<Rows, DatabaseError>) -> Fault {
    result.err().expect("a fault").fault().clone()
}

#[tokio::test]
async fn cells_are_read_by_position_and_columns_are_named_in_errors() {
    with_reader(1, ConnectOptions::default(), async |reader, _| {
        let statement = Statement::new("SELECT a, b FROM t WHERE a >= ? ORDER BY a", vec![1_i64.into()]);
        let rows = reader.query(statement).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows.value(0, 1, Kind::String).unwrap(), "one".into());
        assert_eq!(rows.value(1, 1, Kind::String).unwrap(), Value::String(None));
        let error = rows.value(0, 1, Kind::Uuid).unwrap_err().to_string();
        assert!(error.contains("`b`") && !error.contains("one"), "{error}");
        assert!(rows.value(2, 0, Kind::I64).is_err() && rows.value(0, 2, Kind::I64).is_err());
        let none = reader.query(Statement::plain("SELECT a FROM t WHERE a = 3")).await.unwrap();
        assert_eq!((none.len(), none.is_empty()), (0, true));
    })
    .await;
}

/// On a runtime of one thread, which would stand still.
#[tokio::test]
async fn a_long_statement_blocks_nobody() {
    with_reader(1, ConnectOptions::default(), async |reader, _| {
        let ticking = async {
            let mut ticks = 0;
            loop {
                tokio::time::sleep(Duration::from_millis(1)).await;
                ticks += 1;
                if ticks == 10 {
                    return;
                }
            }
        };
        let mut ticked = false;
        let counted = tokio::join!(
            async {
                ticking.await;
                ticked = true;
            },
            async { number(reader, counting(LONG)).await }
        )
        .1;
        assert!(ticked);
        assert_eq!(counted, LONG);
        assert_eq!(number(reader, counting(10)).await, 10, "on the same connection");
        assert_eq!(reader.0.idle().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_statement_is_run_apart_at_once_as_long_as_it_is_long() {
    with_reader(1, ConnectOptions::default(), async |reader, _| {
        let is_long = || reader.0.long_statements.contains(&counting(1).sql);
        for (limit, expected) in [(10, false), (LONG, true), (LONG, true)] {
            assert_eq!(number(reader, counting(limit)).await, limit);
            assert_eq!(is_long(), expected, "after {limit}");
        }
        // A machine that is busy may make it look long once more.
        for _ in 0..100 {
            assert_eq!(number(reader, counting(10)).await, 10);
        }
        assert!(!is_long());
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up() {
    let options = ConnectOptions { statement_timeout: Some(Duration::from_millis(50)), ..ConnectOptions::default() };
    with_reader(1, options, async |reader, _| {
        for _ in 0..2 {
            let started = Instant::now();
            assert_eq!(fault(reader.query(counting(ENDLESS)).await), Fault::Busy);
            assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
        }
        assert_eq!(number(reader, Statement::plain("SELECT 7")).await, 7);
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_nobody_waits_for_ends() {
    let options = ConnectOptions { statement_timeout: None, ..ConnectOptions::default() };
    with_reader(1, options, async |reader, _| {
        for _ in 0..3 {
            let asked = tokio::time::timeout(Duration::from_millis(20), reader.query(counting(ENDLESS)));
            assert!(asked.await.is_err(), "it is endless");
            assert_eq!(number(reader, Statement::plain("SELECT 7")).await, 7);
        }
    })
    .await;
}

#[tokio::test]
async fn long_statements_leave_a_connection_to_the_short_ones() {
    let options = ConnectOptions { acquire_timeout: Duration::from_millis(50), ..ConnectOptions::default() };
    with_reader(2, options, async |reader, _| {
        let long = reader.query(counting(ENDLESS));
        let short = async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert_eq!(fault(reader.query(counting(ENDLESS)).await), Fault::Unavailable, "a second long one");
            number(reader, Statement::plain("SELECT 7")).await
        };
        tokio::select! {
            _ = long => panic!("it is endless"),
            seven = short => assert_eq!(seven, 7),
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_finds_no_connection_in_time_is_told_so() {
    let options = ConnectOptions { acquire_timeout: Duration::from_millis(20), ..ConnectOptions::default() };
    with_reader(1, options, async |reader, _| {
        let held = reader.0.lease(None).await.unwrap();
        assert_eq!(fault(reader.query(counting(1)).await), Fault::Unavailable);
        drop(held);
        assert_eq!(number(reader, counting(1)).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_read_at_once() {
    with_reader(3, ConnectOptions::default(), async |reader, _| {
        let tasks: Vec<_> = (0..50)
            .map(|task| {
                let reader = reader.clone();
                // Some are long, so that statements change threads among the others.
                let limit = if task % 10 == 0 { 300_000 + task } else { 100 + task };
                tokio::spawn(async move { (limit, number(&reader, counting(limit)).await) })
            })
            .collect();
        for task in tasks {
            let (limit, counted) = task.await.unwrap();
            assert_eq!(counted, limit);
        }
        assert!((1..=3).contains(&reader.0.idle().len()));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written() {
    with_reader(1, ConnectOptions::default(), async |reader, _| {
        for sql in ["DELETE FROM t RETURNING a", "CREATE TABLE u (a)", "CREATE TEMP TABLE u (a)"] {
            assert_eq!(fault(reader.query(Statement::plain(sql)).await), Fault::ReadOnly, "{sql}");
        }
        assert_eq!(reader.execute(Statement::plain("SELECT a FROM t")).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_is_wrong_is_an_error_and_leaves_no_disorder() {
    with_reader(1, ConnectOptions::default(), async |reader, _| {
        let too_many = Statement::new("SELECT ?", vec![1.into(), 2.into()]);
        let too_great = Statement::new("SELECT ?", vec![u64::MAX.into()]);
        for wrong in [too_many, too_great, Statement::plain("no SQL"), Statement::plain("SELECT 1; SELECT 2")] {
            assert_eq!(fault(reader.query(wrong.clone()).await), Fault::Other, "{wrong:?}");
            assert_eq!(number(reader, Statement::plain("SELECT 7")).await, 7);
        }
        let missing = reader.query(Statement::plain("SELECT missing FROM t")).await.err().unwrap();
        assert!(missing.to_string().contains("(code: 1) no such column: missing"), "{missing}");
    })
    .await;
}

/// A file without a write-ahead log locks its readers out while it is written.
#[tokio::test]
async fn a_lock_is_waited_for_where_that_blocks_nobody() {
    with_reader(1, ConnectOptions::default(), async |reader, writer| {
        writer.execute_batch("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; UPDATE t SET a = 5").unwrap();
        let started = Instant::now();
        let unlocking = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            writer.execute_batch("COMMIT").unwrap();
        };
        let (least, ()) = tokio::join!(number(reader, Statement::plain("SELECT min(a) FROM t")), unlocking);
        assert_eq!(least, 5);
        assert!(started.elapsed() >= Duration::from_millis(100));
        assert!(!reader.0.long_statements.contains("SELECT min(a) FROM t"), "it only waited");
    })
    .await;
}

#[tokio::test]
async fn closing_waits_and_lets_nobody_in_again() {
    with_reader(2, ConnectOptions::default(), async |reader, _| {
        number(reader, counting(1)).await;
        let closing = async {
            tokio::time::sleep(SHORT * 3).await;
            reader.close().await;
        };
        let (counted, ()) = tokio::join!(number(reader, counting(LONG)), closing);
        assert_eq!(counted, LONG);
        assert!(reader.0.idle().is_empty());
        assert_eq!(fault(reader.query(counting(1)).await), Fault::Unavailable);
        reader.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_table_that_changes_is_seen() {
    with_reader(1, ConnectOptions::default(), async |reader, writer| {
        let all = || Statement::plain("SELECT * FROM t WHERE a = 1");
        assert!(reader.query(all()).await.unwrap().value(0, 2, Kind::I64).is_err());
        writer.execute_batch("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 7").unwrap();
        assert_eq!(reader.query(all()).await.unwrap().value(0, 2, Kind::I64).unwrap(), Value::BigInt(Some(7)));
        writer.execute_batch("DROP TABLE t").unwrap();
        assert_eq!(fault(reader.query(all()).await), Fault::Other);
        writer.execute_batch("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)").unwrap();
        assert_eq!(number(reader, all()).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_spoilt_or_gone_is_an_error_at_worst() {
    with_reader(1, ConnectOptions::default(), async |reader, writer| {
        writer.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
        let path = writer.path().unwrap().to_owned();
        let all = || Statement::plain("SELECT count(*) FROM t");
        assert_eq!(number(reader, all()).await, 2);
        let good = std::fs::read(&path).unwrap();
        for bad in [vec![b'x'; good.len()], good[..good.len() / 2].to_vec()] {
            std::fs::write(&path, bad).unwrap();
            assert!(reader.query(all()).await.is_err());
            std::fs::write(&path, &good).unwrap();
            assert_eq!(number(reader, all()).await, 2, "well again");
        }
        std::fs::remove_file(&path).unwrap();
        let _ = reader.query(all()).await;
        assert_eq!(reader.0.idle().len(), 1, "the file that it has open");
        reader.0.idle().clear();
        assert_eq!(fault(reader.query(all()).await), Fault::FileGone);
    })
    .await;
}

//! Every fault, brought about for real.

use std::time::Duration;

use crate::database::{
    Backend, ConnectOptions, Database, Execute, Fault, Statement,
    testing::{on_every_database, places, run},
};

const TABLES: &str = "\
    CREATE TABLE parents (id bigint CONSTRAINT pk_parents PRIMARY KEY, name text CONSTRAINT uq_parents_name UNIQUE); \
    CREATE TABLE children (id bigint NOT NULL CONSTRAINT pk_children PRIMARY KEY, a bigint NOT NULL, b bigint, \
      parent_id bigint CONSTRAINT fk_children_parent_id REFERENCES parents (id), \
      guardian_id bigint CONSTRAINT fk_children_guardian_id REFERENCES parents (id) ON DELETE RESTRICT, \
      CONSTRAINT uq_children_a_b UNIQUE (a, b), CONSTRAINT ck_children_b_range CHECK (b < 100)); \
    INSERT INTO parents VALUES (1, 'one'), (2, 'two'), (3, 'three'); \
    INSERT INTO children VALUES (1, 1, 1, 1, 2)";

async fn fault(executor: &dyn Execute, sql: &str) -> Fault {
    executor.execute(Statement::plain(sql)).await.expect_err(sql).fault().clone()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn constraints_name_themselves_or_their_columns() {
    on_every_database(async |database| {
        run(database, TABLES).await;
        let fault = async |sql| fault(database.writer(), sql).await;
        let unique = |table: &str, constraint: &str, columns: &[&str]| match database.backend() {
            Backend::Sqlite => Fault::Unique {
                table: text(table),
                constraint: None,
                columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            },
            Backend::Postgres => Fault::Unique { table: text(table), constraint: text(constraint), columns: vec![] },
        };
        let children = if database.backend() == Backend::Postgres { text("children") } else { None };

        let sql = "INSERT INTO parents VALUES (4, 'one')";
        assert_eq!(fault(sql).await, unique("parents", "uq_parents_name", &["name"]));
        let sql = "INSERT INTO children VALUES (2, 1, 1, NULL, NULL)";
        assert_eq!(fault(sql).await, unique("children", "uq_children_a_b", &["a", "b"]));
        assert_eq!(fault("INSERT INTO parents VALUES (1, 'x')").await, unique("parents", "pk_parents", &["id"]));
        let sql = "INSERT INTO children VALUES (2, 1, 100, NULL, NULL)";
        assert_eq!(
            fault(sql).await,
            Fault::Check { table: children.clone(), constraint: "ck_children_b_range".into() }
        );
        let sql = "INSERT INTO children VALUES (2, NULL, 2, NULL, NULL)";
        assert_eq!(fault(sql).await, Fault::NotNull { table: Some("children".into()), column: "a".into() });

        let key = |name: &str| match database.backend() {
            Backend::Sqlite => Fault::ForeignKey { table: None, constraint: None },
            Backend::Postgres => Fault::ForeignKey { table: children.clone(), constraint: text(name) },
        };
        let sql = "INSERT INTO children VALUES (2, 2, 2, 9, NULL)";
        assert_eq!(fault(sql).await, key("fk_children_parent_id"));
        assert_eq!(fault("DELETE FROM parents WHERE id = 1").await, key("fk_children_parent_id"), "no action");
        let restricted = match database.backend() {
            Backend::Sqlite => Fault::InUse,
            Backend::Postgres => key("fk_children_guardian_id"),
        };
        assert_eq!(fault("DELETE FROM parents WHERE id = 2").await, restricted, "restrict");
        assert_eq!(fault("SELECT nothing FROM parents").await, Fault::Other);
    })
    .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_row_number_of_sqlite_is_its_key() {
    crate::database::testing::Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            run(
                &database,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT); CREATE UNIQUE INDEX uq_low ON t (lower(x))",
            )
            .await;
            run(&database, "INSERT INTO t VALUES (1, 'A')").await;
            let unique = |columns: &[&str], constraint: Option<&str>| Fault::Unique {
                table: (!columns.is_empty()).then(|| "t".to_owned()),
                constraint: constraint.map(str::to_owned),
                columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            };
            assert_eq!(fault(database.writer(), "INSERT INTO t VALUES (1, 'B')").await, unique(&["id"], None));
            assert_eq!(fault(database.writer(), "INSERT INTO t VALUES (2, 'a')").await, unique(&[], Some("uq_low")));
            database.close().await;
        })
        .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn sqlite_busy_read_only_and_full() {
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
    crate::database::testing::Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            run(&database, "CREATE TABLE t (x TEXT)").await;
            let open = async |read_only: bool| {
                let options = SqliteConnectOptions::new().filename(place.file()).read_only(read_only);
                let options = options.busy_timeout(Duration::from_millis(20));
                let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
                Database::from_connection(pool.into()).unwrap()
            };
            let impatient = open(false).await;

            // Somebody else writes: SQLITE_BUSY.
            let writing = database.begin().await.unwrap();
            writing.execute(Statement::plain("INSERT INTO t VALUES ('x')")).await.unwrap();
            assert_eq!(fault(impatient.writer(), "INSERT INTO t VALUES ('y')").await, Fault::Busy);
            assert_eq!(impatient.begin().await.err().unwrap().fault(), &Fault::Busy);

            // Somebody else has written since this one read: SQLITE_BUSY_SNAPSHOT.
            run(&impatient, "BEGIN").await;
            impatient.writer().query(Statement::plain("SELECT * FROM t")).await.unwrap();
            writing.commit().await.unwrap();
            assert_eq!(fault(impatient.writer(), "INSERT INTO t VALUES ('y')").await, Fault::Busy);
            run(&impatient, "ROLLBACK").await;

            assert_eq!(fault(open(true).await.writer(), "INSERT INTO t VALUES ('y')").await, Fault::ReadOnly);
            assert_eq!(
                fault(database.reader(), "INSERT INTO t VALUES ('y')").await,
                Fault::ReadOnly,
                "readers only read"
            );

            for executor in [database.writer(), database.pool()] {
                executor.query(Statement::plain("PRAGMA max_page_count = 3")).await.unwrap();
                assert_eq!(fault(executor, "INSERT INTO t VALUES (hex(zeroblob(100000)))").await, Fault::Full);
                executor.query(Statement::plain("SELECT 1")).await.unwrap();
            }
            database.close().await;
        })
        .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn what_only_postgres_sees_to() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            run(
                &database,
                "CREATE TABLE t (short varchar(3), small int2, price numeric(4,2), document jsonb, long text)",
            )
            .await;
            run(&database, "CREATE INDEX ix_t_long ON t (long)").await;
            for (sql, expected) in [
                ("INSERT INTO t (short) VALUES ('four')", Fault::TooLong),
                ("INSERT INTO t (small) VALUES (40000)", Fault::OutOfRange),
                ("INSERT INTO t (price) VALUES (100)", Fault::OutOfRange),
                ("INSERT INTO t (document) VALUES ('\"\\u0000\"')", Fault::BadText),
                (
                    "INSERT INTO t (long) SELECT string_agg(md5(n::text), '') FROM generate_series(1, 100) n",
                    Fault::BeyondIndex { table: text("t"), index: text("ix_t_long") },
                ),
                (
                    "INSERT INTO t (long) SELECT string_agg(md5(n::text), '') FROM generate_series(1, 1000) n",
                    Fault::BeyondIndex { table: None, index: None },
                ),
                ("SELECT '300000-01-01'::timestamptz", Fault::OutOfRange),
                ("SELECT 1 / 0", Fault::Other),
            ] {
                assert_eq!(fault(database.writer(), sql).await, expected, "{sql}");
            }
            let nul = Statement::new("INSERT INTO t (long) VALUES ($1)", vec!["a\0b".into()]);
            assert_eq!(database.writer().execute(nul).await.unwrap_err().fault(), &Fault::BadText);
            database.close().await;
        })
        .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn postgres_locks_timeouts_and_ends() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            run(&database, "CREATE TABLE t (id int, n int); INSERT INTO t VALUES (1, 0), (2, 0)").await;

            let first = database.begin().await.unwrap();
            first.execute(Statement::plain("UPDATE t SET n = 1 WHERE id = 1")).await.unwrap();
            let second = database.begin().await.unwrap();
            second.execute(Statement::plain("SET LOCAL lock_timeout = '20ms'")).await.unwrap();
            assert_eq!(fault(&second, "UPDATE t SET n = 2 WHERE id = 1").await, Fault::Busy, "lock_not_available");

            let third = database.begin().await.unwrap();
            third.execute(Statement::plain("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")).await.unwrap();
            third.query(Statement::plain("SELECT * FROM t")).await.unwrap();
            first.commit().await.unwrap();
            assert_eq!(fault(&third, "UPDATE t SET n = 3 WHERE id = 1").await, Fault::Busy, "serialization_failure");
            drop((second, third));

            let read_only = database.begin().await.unwrap();
            read_only.execute(Statement::plain("SET TRANSACTION READ ONLY")).await.unwrap();
            assert_eq!(fault(&read_only, "DELETE FROM t").await, Fault::ReadOnly);

            let killed = database.begin().await.unwrap();
            assert_eq!(fault(&killed, "SELECT pg_terminate_backend(pg_backend_pid())").await, Fault::ConnectionLost);
            drop((read_only, killed));
            database.ping().await.expect("the pool recovers");

            let options =
                ConnectOptions { statement_timeout: Some(Duration::from_millis(50)), ..ConnectOptions::default() };
            let hasty = Database::connect(&place.url, &options).await.unwrap();
            assert_eq!(fault(hasty.reader(), "SELECT pg_sleep(5)").await, Fault::Busy, "query_canceled");
            hasty.close().await;
            database.close().await;
        })
        .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_deadlock_of_postgres_is_busy() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            run(&database, "CREATE TABLE t (id int, n int); INSERT INTO t VALUES (1, 0), (2, 0)").await;
            let (one, other) = (database.begin().await.unwrap(), database.begin().await.unwrap());
            one.execute(Statement::plain("UPDATE t SET n = 1 WHERE id = 1")).await.unwrap();
            other.execute(Statement::plain("UPDATE t SET n = 2 WHERE id = 2")).await.unwrap();
            let crossed = tokio::join!(one.execute(Statement::plain("UPDATE t SET n = 1 WHERE id = 2")), async {
                let result = other.execute(Statement::plain("UPDATE t SET n = 2 WHERE id = 1")).await;
                drop(other);
                result
            });
            let faults: Vec<_> = [crossed.0, crossed.1].into_iter().filter_map(Result::err).collect();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].fault(), &Fault::Busy);
            drop(one);
            database.close().await;
        })
        .await;
}

#[tokio::test]
async fn an_exhausted_and_a_closed_pool_are_unavailable() {
    for place in places().await {
        place
            .with(async |place| {
                let options = ConnectOptions {
                    max_connections: Some(1),
                    acquire_timeout: Duration::from_millis(100),
                    ..ConnectOptions::default()
                };
                let database = Database::connect(&place.url, &options).await.unwrap();
                let held = database.begin().await.unwrap();
                assert_eq!(fault(database.writer(), "SELECT 1").await, Fault::Unavailable, "direct");
                assert_eq!(database.begin().await.err().unwrap().fault(), &Fault::Unavailable, "through SeaORM");
                drop(held);
                run(&database, "SELECT 1").await;
                database.close().await;
                assert_eq!(fault(database.writer(), "SELECT 1").await, Fault::Unavailable);
                assert_eq!(database.ping().await.unwrap_err().fault(), &Fault::Unavailable);
            })
            .await;
    }
}

#[tokio::test]
async fn what_cannot_be_bound_is_an_error_and_no_panic() {
    on_every_database(async |database| {
        let place = if database.backend() == Backend::Sqlite { "?" } else { "$1" };
        let statement = || Statement::new(format!("SELECT {place}"), vec![u64::MAX.into()]);
        assert_eq!(database.writer().query(statement()).await.err().unwrap().fault(), &Fault::Other);
        let transaction = database.begin().await.unwrap();
        assert_eq!(transaction.query(statement()).await.err().unwrap().fault(), &Fault::Other);
    })
    .await;
}

/// One statement finds out that they are gone, and the others need not.
#[cfg(feature = "postgres")]
#[tokio::test]
async fn connections_that_were_closed_while_they_rested_cost_one_answer() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let url = format!("{}&application_name=resting", place.url);
            let database = Database::connect(&url, &ConnectOptions::default()).await.unwrap();
            let sleep = || database.reader().query(Statement::plain("SELECT pg_sleep(0.05)"));
            for rows in futures_util::future::join_all((0..4).map(|_| sleep())).await {
                rows.unwrap();
            }
            // The pool gets them back, and has them tried.
            tokio::time::sleep(Duration::from_millis(300)).await;
            let other = place.connect().await;
            let kill = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                        WHERE application_name = 'resting'";
            other.reader().query(Statement::plain(kill)).await.unwrap();
            tokio::time::sleep(Duration::from_millis(100)).await;
            assert_eq!(fault(database.reader(), "SELECT 1").await, Fault::ConnectionLost);
            for _ in 0..8 {
                database.reader().query(Statement::plain("SELECT 1")).await.unwrap();
            }
            for opened in [database, other] {
                opened.close().await;
            }
        })
        .await;
}

/// A statement of its own is prepared anew; one in a transaction costs the transaction, and its connection.
#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_table_that_changes_under_prepared_statements_costs_transactions_only() {
    let Some(place) = crate::database::testing::Place::postgres().await else { return };
    place
        .with(async |place| {
            let options = ConnectOptions { max_connections: Some(1), ..ConnectOptions::default() };
            let database = Database::connect(&place.url, &options).await.unwrap();
            let in_transaction = async || {
                let transaction = database.begin().await.unwrap();
                let result = transaction.query(Statement::plain("SELECT * FROM t")).await;
                result.map(drop).map_err(|error| error.fault().clone())
            };
            run(&database, "CREATE TABLE t (a int); SELECT * FROM t; ALTER TABLE t ADD COLUMN b int").await;
            run(&database, "SELECT * FROM t").await;
            database.reader().query(Statement::plain("SELECT * FROM t")).await.unwrap();
            run(&database, "ALTER TABLE t ADD COLUMN c int").await;
            assert_eq!(in_transaction().await, Err(Fault::StalePlan));
            for _ in 0..2 {
                assert_eq!(in_transaction().await, Ok(()));
            }
            database.close().await;
        })
        .await;
}

//! Connecting, and what is said where that fails.

use std::time::{Duration, Instant};

#[cfg(feature = "sqlite")]
use crate::database::testing::{number, rows};
use crate::database::{
    Backend, ConnectOptions, Database, Statement,
    testing::{Place, run},
};
use crate::descriptor::Kind;

async fn refusal(url: &str) -> String {
    let options = ConnectOptions { acquire_timeout: Duration::from_millis(500), ..ConnectOptions::default() };
    let started = Instant::now();
    let error = Database::connect(url, &options).await.err().unwrap_or_else(|| panic!("{url} connects"));
    assert!(started.elapsed() < Duration::from_secs(8), "{url}");
    format!("{error} {error:?}")
}

#[tokio::test]
async fn an_unknown_url_is_refused_without_being_repeated() {
    let text = refusal("mysql://user:secret@host/db").await;
    assert!(text.contains("neither `sqlite:` nor `postgres:`"), "{text}");
    assert!(!text.contains("secret"), "{text}");
    refusal("").await;
    refusal("just a word with secret in it").await;
}

#[cfg(not(feature = "postgres"))]
#[tokio::test]
async fn a_database_that_is_not_compiled_in_is_refused_by_its_feature() {
    let text = refusal("postgres://user:secret@host/db").await;
    assert!(text.contains("feature `postgres`") && !text.contains("secret"), "{text}");
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_server_that_is_down_is_named_without_the_password() {
    let text = refusal("postgres://somebody:secret@127.0.0.1:9/blog").await;
    for part in ["`blog`", "127.0.0.1:9", "`somebody`", "refused"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("secret"), "{text}");
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_database_that_is_not_there_is_named() {
    let Ok(url) = std::env::var("RESTRUCT_TEST_POSTGRES_URL") else { return };
    let Some((server, _)) = url.rsplit_once('/') else { return };
    let text = refusal(&format!("{server}/restruct_no_such_database")).await;
    assert!(text.contains("\"restruct_no_such_database\" does not exist"), "{text}");
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn postgres_connections_have_their_settings() {
    let Some(place) = Place::postgres().await else { return };
    place
        .with(async |place| {
            let database = place.connect().await;
            assert_eq!(database.backend(), Backend::Postgres);
            let rows = crate::database::testing::rows(&database, "SHOW statement_timeout").await;
            assert_eq!(rows.value(0, 0, crate::descriptor::Kind::String).unwrap(), "10s".into());
            database.ping().await.unwrap();
            database.close().await;
        })
        .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_file_is_made_only_where_the_url_says_so() {
    Place::sqlite()
        .with(async |place| {
            let url = format!("sqlite://{}", place.file().display());
            let text = refusal(&url).await;
            assert!(text.contains("mode=rwc") && text.contains("test.db"), "{text}");
            assert!(!place.file().exists());
            let made = place.connect().await;
            made.close().await;
            assert!(place.file().exists());
            let opened = Database::connect(&url, &ConnectOptions::default()).await.unwrap();
            opened.close().await;
        })
        .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn sqlite_connections_have_their_settings() {
    Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            assert_eq!(database.backend(), Backend::Sqlite);
            let journal = rows(&database, "PRAGMA journal_mode").await.value(0, 0, Kind::String).unwrap();
            assert_eq!(journal, "wal".into());
            // A connection that only reads keeps no foreign keys and writes nothing to be synchronous about. What waits
            // for a lock is run where that blocks nobody, and a statement this short is not.
            let pooled: &[(&str, i64)] = &[("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 5000)];
            let writes: &[(&str, i64)] = &[("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 0)];
            let reads: &[(&str, i64)] = &[("query_only", 1), ("busy_timeout", 0), ("cache_size", -16000)];
            let all = [(database.pool(), pooled), (database.writer(), writes), (database.reader(), reads)];
            for (executor, settings) in all {
                for (pragma, expected) in settings {
                    let rows = executor.query(Statement::plain(format!("PRAGMA {pragma}"))).await.unwrap();
                    assert_eq!(rows.value(0, 0, Kind::I64).unwrap(), (*expected).into(), "{pragma}");
                }
            }
            database.close().await;
        })
        .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_file_that_may_only_be_read_is_read() {
    Place::sqlite()
        .with(async |place| {
            let database = place.connect().await;
            run(&database, "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (7)").await;
            let url = format!("sqlite://{}?mode=ro", place.file().display());
            let reading = Database::connect(&url, &ConnectOptions::default()).await.unwrap();
            assert_eq!(number(&reading, "SELECT x FROM t").await, 7);
            reading.close().await;
            database.close().await;
        })
        .await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn memory_is_one_database_for_readers_and_writers_and_another_for_each_connect() {
    let database = Database::connect("sqlite::memory:", &ConnectOptions::default()).await.unwrap();
    run(&database, "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (7)").await;
    let rows = database.reader().query(Statement::plain("SELECT x FROM t")).await.unwrap();
    assert_eq!(rows.value(0, 0, Kind::I64).unwrap(), sea_orm::Value::BigInt(Some(7)));
    let other = Database::connect("sqlite::memory:", &ConnectOptions::default()).await.unwrap();
    assert!(other.reader().query(Statement::plain("SELECT x FROM t")).await.is_err());
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_connection_of_seaorms_is_taken_as_it_is() {
    let connection = sea_orm::Database::connect("sqlite::memory:").await.unwrap();
    let database = Database::from_connection(connection).unwrap();
    assert_eq!(number(&database, "SELECT 7").await, 7);
    assert!(Database::from_connection(sea_orm::DatabaseConnection::default()).is_err());
}

/// Several servers may start together on a file that is not there yet.
#[cfg(feature = "sqlite")]
#[tokio::test]
async fn many_connect_to_a_new_file_at_once() {
    Place::sqlite()
        .with(async |place| {
            let all = futures_util::future::join_all((0..8).map(|_| place.connect())).await;
            for database in all {
                database.ping().await.unwrap();
                database.close().await;
            }
        })
        .await;
}

/// Each keeps new connections from being made; none is the fault of a statement.
#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_database_of_postgres_that_takes_nobody_is_unavailable() {
    use crate::database::Fault;

    let Some(place) = Place::postgres().await else { return };
    place
        .with(async |place| {
            let administrator = place.connect().await;
            let name = format!("restruct_test_{}", uuid::Uuid::now_v7().simple());
            run(&administrator, &format!("CREATE DATABASE {name}")).await;
            let (server, _) = place.url.split('?').next().unwrap().rsplit_once('/').unwrap();
            let database = Database::connect(&format!("{server}/{name}"), &ConnectOptions::default()).await.unwrap();
            let away = async || {
                let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
                administrator.reader().query(Statement::plain(end)).await.unwrap();
                // Those that are open find out first.
                let _ = database.ping().await;
                let (read, begun) = (database.ping().await.err().unwrap(), database.begin().await.err().unwrap());
                (read.fault().clone(), begun.fault().clone())
            };
            run(&administrator, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).await;
            let closed = away().await;
            run(&administrator, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            let absent = away().await;
            assert_eq!(closed, (Fault::Unavailable, Fault::Unavailable), "object_not_in_prerequisite_state");
            assert_eq!(absent, (Fault::Unavailable, Fault::Unavailable), "invalid_catalog_name");
            administrator.close().await;
        })
        .await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn tls_to_postgres_is_a_feature() {
    let Some(place) = Place::postgres().await else { return };
    place
        .with(async |place| {
            let url = format!("{}&sslmode=require", place.url);
            if cfg!(not(feature = "postgres-rustls")) {
                let text = refusal(&url).await;
                return assert!(text.contains("TLS"), "{text}");
            }
            let text = async |database: &Database, sql: &'static str| {
                database.reader().query(Statement::plain(sql)).await.unwrap().value(0, 0, Kind::String).unwrap()
            };
            let plain = place.connect().await;
            if text(&plain, "SHOW ssl").await == "on".into() {
                let database = Database::connect(&url, &ConnectOptions::default()).await.unwrap();
                let encrypted = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
                assert_eq!(text(&database, encrypted).await, "true".into());
                database.close().await;
            }
            plain.close().await;
        })
        .await;
}

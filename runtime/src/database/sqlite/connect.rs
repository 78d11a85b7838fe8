use std::{
    str::FromStr,
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use sqlx::{
    Connection, SqliteConnection, SqlitePool,
    pool::PoolConnectionMetadata,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Reader, Writer, checkpoint::CHECKPOINT_PAGES, session::File};
use crate::{
    Error, Result,
    database::{
        Backend, Fault,
        connect::{ConnectOptions, Connections, Route, refused},
        execute::{Driver, Pool},
        known::Known,
        leases::Leases,
    },
};

/// How long one waits for a lock that another process holds.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The pause before the file is tried again.
const BUSY_PAUSE: Duration = Duration::from_millis(10);
/// sqlx's connection moves the log in its own commits where it has grown to so many times what it is else moved at: where
/// only transactions write, nobody else does.
const OWN_CHECKPOINTS: i32 = 2;
/// Connections that read a file, unless said otherwise.
const READERS: u32 = 4;

/// A file: several connections that read and one that writes, for SQLite lets only one write at a time and a queue is
/// better than `SQLITE_BUSY`. In memory: one connection that never closes, for the data live as long as it does.
pub async fn connect(url: &str, options: &ConnectOptions) -> Result<Connections> {
    let file = SqliteConnectOptions::from_str(url)
        .map_err(|error| refused(format!("the database's URL is no SQLite URL: {error}")))?
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Normal)
        .pragma("wal_autocheckpoint", (OWN_CHECKPOINTS * CHECKPOINT_PAGES).to_string())
        .statement_cache_capacity(options.statement_cache);
    let parameters = parameters(url);
    let known = Known::default();
    if in_memory(url) {
        let pool = open(pool_options(1, options), file).await?;
        let side = Pool { driver: Driver::Sqlite(Leases::new(pool.clone())), known };
        return Ok(Connections::of_pool(Backend::Sqlite, side, pool.into()));
    }
    let read_only = |parameter: &&str| matches!(*parameter, "mode=ro" | "immutable=1" | "immutable=true");
    let is_read_only = parameters.iter().any(read_only);
    let written = if is_read_only { file.clone() } else { file.clone().journal_mode(SqliteJournalMode::Wal) };
    // sqlx's connection first: it makes the file where `mode=rwc` asks for it, and turns the log on.
    let pool = open(pool_options(1, options).after_release(is_at_rest), written).await?;
    let leases = Leases::new(pool.clone());
    let side = Pool { driver: Driver::Sqlite(leases.clone()), known: known.clone() };
    let file = File::new(file.get_filename(), &parameters, BUSY_TIMEOUT, options.statement_cache);
    let readers = options.max_connections.unwrap_or(READERS).max(1);
    let reader = Reader::new(file.clone(), readers, options, known.clone());
    let writer = if is_read_only {
        Route::Pool(side.clone())
    } else {
        Route::Writer(Writer::new(file.clone(), side.clone(), leases, CHECKPOINT_PAGES))
    };
    Ok(Connections {
        backend: Backend::Sqlite,
        reader: Route::Reader(reader),
        writer,
        pool: side,
        connection: pool.into(),
        known,
        file: Some(file),
    })
}

/// Connections are never closed for their age: a file does not go away, and its prepared statements would be lost.
fn pool_options(connections: u32, options: &ConnectOptions) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(options.acquire_timeout)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// Whether a connection that is given back has no transaction open. sqlx does not notice that SQLite has ended one by itself,
/// as it does when the disk is full: it takes the next one for a part of that, and what is "committed" then never lasts.
fn is_at_rest(
    connection: &mut SqliteConnection,
    _: PoolConnectionMetadata,
) -> BoxFuture<'_, Result<bool, sqlx::Error>> {
    Box::pin(async move {
        if connection.is_in_transaction() {
            // Behind the rollback that may be on its way.
            connection.ping().await?;
        }
        Ok(!connection.is_in_transaction())
    })
}

async fn open(pool: SqlitePoolOptions, file: SqliteConnectOptions) -> Result<SqlitePool> {
    let started = Instant::now();
    loop {
        match pool.clone().connect_with(file.clone()).await {
            Ok(pool) => return Ok(pool),
            // Another server is turning the log on. SQLite does not wait for that as it waits for a writer.
            Err(error) if is_busy(&error) && started.elapsed() < BUSY_TIMEOUT => tokio::time::sleep(BUSY_PAUSE).await,
            Err(error) => return Err(not_opened(&file, &error)),
        }
    }
}

fn is_busy(error: &sqlx::Error) -> bool {
    let cause = error.as_database_error().and_then(|cause| cause.try_downcast_ref());
    cause.is_some_and(|cause| super::classify(cause) == Fault::Busy)
}

fn not_opened(file: &SqliteConnectOptions, error: &sqlx::Error) -> Error {
    let name = file.get_filename().display();
    // SQLITE_CANTOPEN
    let is_absent = error.as_database_error().and_then(|cause| cause.code()).as_deref() == Some("14");
    let hint = if is_absent { "; to have the file made, end the URL in `?mode=rwc`" } else { "" };
    refused(format!("cannot open the SQLite database `{name}`: {error}{hint}"))
}

fn parameters(url: &str) -> Vec<&str> {
    url.split_once('?').map(|(_, query)| query.split('&').collect()).unwrap_or_default()
}

fn in_memory(url: &str) -> bool {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//").split('?').next().unwrap_or_default();
    // Without a name it is a file of each connection's own, gone with it.
    path.is_empty() || path == ":memory:" || parameters(url).contains(&"mode=memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_told_from_a_file() {
        for url in [
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite://?mode=memory",
            "sqlite://",
            "sqlite://a?cache=shared&mode=memory",
        ] {
            assert!(in_memory(url), "{url}");
        }
        for url in ["sqlite://blog.db?mode=rwc", "sqlite:blog.db", "sqlite:///tmp/:memory:.db"] {
            assert!(!in_memory(url), "{url}");
        }
    }
}

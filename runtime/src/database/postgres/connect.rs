use std::{
    str::FromStr,
    time::{Duration, Instant},
};

use sqlx::{
    Connection, Executor,
    postgres::{PgConnectOptions, PgConnection, PgPoolOptions},
};

use crate::{
    Error, Result,
    database::{
        Backend,
        connect::{ConnectOptions, Connections, refused},
        execute::{Driver, Pool},
        known::Known,
        leases::Leases,
    },
};

/// Connections unless said otherwise.
const CONNECTIONS: u32 = 8;
/// A connection that rested longer is tried before it is used. Trying each every time costs a round trip per request.
const TRIED_AFTER: Duration = Duration::from_secs(30);
/// How long the first connection may take.
const FIRST_CONNECTION: Duration = Duration::from_secs(5);

/// One pool for reads and writes.
pub async fn connect(url: &str, options: &ConnectOptions) -> Result<Connections> {
    let server = PgConnectOptions::from_str(url)
        .map_err(|error| refused(format!("the database's URL is no PostgreSQL URL: {error}")))?
        // PgBouncer refuses connections that come with it; floats are read in binary anyway.
        .extra_float_digits(None)
        .statement_cache_capacity(options.statement_cache);
    let known = Known::default();
    let pool = pool_options(options, known.clone()).connect_lazy_with(server.clone());
    if let Err(error) = pool.acquire().await {
        return Err(no_connection(&server, error).await);
    }
    let side = Pool { driver: Driver::Postgres(Leases::new(pool.clone())), known };
    Ok(Connections::of_pool(Backend::Postgres, side, pool.into()))
}

fn pool_options(options: &ConnectOptions, known: Known) -> PgPoolOptions {
    let pool = PgPoolOptions::new()
        .max_connections(options.max_connections.unwrap_or(CONNECTIONS).max(1))
        .acquire_timeout(options.acquire_timeout)
        .test_before_acquire(false)
        .before_acquire(move |connection, past| {
            let opened = Instant::now().checked_sub(past.age);
            let is_given_up = opened.is_some_and(|opened| known.is_given_up(opened));
            Box::pin(async move {
                if is_given_up {
                    return Ok(false);
                }
                if past.idle_for > TRIED_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        });
    let Some(timeout) = options.statement_timeout else { return pool };
    // Not among the startup options: PgBouncer refuses those.
    let sql = format!("SET statement_timeout = {}", timeout.as_millis());
    pool.after_connect(move |connection, _| {
        let sql = sql.clone();
        Box::pin(async move { connection.execute(sqlx::AssertSqlSafe(sql)).await.map(drop) })
    })
}

/// Says why there is no connection. The pool tries again and again and in the end knows only that time is up, so that
/// one more try is made beside it.
async fn no_connection(server: &PgConnectOptions, error: sqlx::Error) -> Error {
    let reason = match error {
        sqlx::Error::PoolTimedOut => {
            match tokio::time::timeout(FIRST_CONNECTION, PgConnection::connect_with(server)).await {
                Ok(Err(reason)) => reason.to_string(),
                Ok(Ok(_)) => "it answered too late".to_owned(),
                Err(_) => "it does not answer".to_owned(),
            }
        }
        reason => reason.to_string(),
    };
    let place = match server.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", server.get_host(), server.get_port()),
    };
    let name = server.get_database().unwrap_or(server.get_username());
    let user = server.get_username();
    refused(format!("cannot connect to the PostgreSQL database `{name}` at {place} as `{user}`: {reason}"))
}

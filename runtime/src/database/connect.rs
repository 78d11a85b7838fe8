use std::{sync::Arc, time::Duration};

use sea_orm::{DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait};

use super::{
    Backend, Constraint, DatabaseError, Execute, Transaction,
    execute::{Driver, Pool},
    known::Known,
    leases::Leases,
};
use axum::http::StatusCode;

use crate::{Error, Result, error::code};

/// How a database is used.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// Connections at the most. Of a SQLite file these read; one more writes.
    pub max_connections: Option<u32>,
    /// How long a request waits for a connection before it is answered 503.
    pub acquire_timeout: Duration,
    /// How long one statement may take, where the database can tell: any on PostgreSQL, reads of a file on SQLite.
    pub statement_timeout: Option<Duration>,
    /// Prepared statements that each connection keeps.
    pub statement_cache: usize,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            max_connections: None,
            acquire_timeout: Duration::from_secs(2),
            statement_timeout: Some(Duration::from_secs(10)),
            statement_cache: 256,
        }
    }
}

/// The connections of an application; cheap to clone.
#[derive(Clone)]
pub struct Database(Arc<Connections>);

pub(super) struct Connections {
    pub backend: Backend,
    pub reader: Route,
    pub writer: Route,
    /// What transactions come from.
    pub pool: Pool,
    /// SeaORM's view of the pool.
    pub connection: DatabaseConnection,
    pub known: Known,
    /// Where all is kept, if that is one file.
    #[cfg(feature = "sqlite")]
    pub file: Option<super::sqlite::File>,
}

impl Connections {
    /// All statements go to one pool.
    pub fn of_pool(backend: Backend, pool: Pool, connection: DatabaseConnection) -> Self {
        let known = pool.known.clone();
        let route = || Route::Pool(pool.clone());
        Self {
            backend,
            reader: route(),
            writer: route(),
            connection,
            known,
            pool,
            #[cfg(feature = "sqlite")]
            file: None,
        }
    }
}

/// Where single statements go.
pub(super) enum Route {
    Pool(Pool),
    /// Reads of a file, past sqlx.
    #[cfg(feature = "sqlite")]
    Reader(super::sqlite::Reader),
    /// Writes of a file, past sqlx where they can.
    #[cfg(feature = "sqlite")]
    Writer(super::sqlite::Writer),
}

impl Route {
    fn executor(&self) -> &dyn Execute {
        match self {
            Route::Pool(pool) => pool,
            #[cfg(feature = "sqlite")]
            Route::Reader(reader) => reader,
            #[cfg(feature = "sqlite")]
            Route::Writer(writer) => writer,
        }
    }

    async fn close(&self) {
        match self {
            Route::Pool(pool) => pool.close().await,
            #[cfg(feature = "sqlite")]
            Route::Reader(reader) => reader.close().await,
            #[cfg(feature = "sqlite")]
            Route::Writer(writer) => writer.close().await,
        }
    }
}

impl Database {
    /// Connects to `sqlite:…` or `postgres:…`.
    ///
    /// # Errors
    /// The URL is of no database that is compiled in, or nobody answers. The text never holds the password.
    pub async fn connect(url: &str, options: &ConnectOptions) -> Result<Self> {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        let connections = match scheme {
            #[cfg(feature = "sqlite")]
            "sqlite" => super::sqlite::connect(url, options).await?,
            #[cfg(feature = "postgres")]
            "postgres" | "postgresql" => super::postgres::connect(url, options).await?,
            _ => return Err(unknown_scheme(scheme)),
        };
        Ok(Self(Arc::new(connections)))
    }

    /// Takes a connection of SeaORM's as it is.
    ///
    /// # Errors
    /// It is of a database that is not compiled in.
    pub fn from_connection(connection: DatabaseConnection) -> Result<Self> {
        let known = Known::default();
        let Some((backend, driver)) = driver(&connection) else {
            return Err(refused("the connection is to a database that restruct is built without".to_owned()));
        };
        let pool = Pool { driver, known };
        Ok(Self(Arc::new(Connections::of_pool(backend, pool, connection))))
    }

    pub fn backend(&self) -> Backend {
        self.0.backend
    }

    /// Where reads go.
    pub fn reader(&self) -> &dyn Execute {
        self.0.reader.executor()
    }

    /// Where single statements that write go.
    pub fn writer(&self) -> &dyn Execute {
        self.0.writer.executor()
    }

    /// The pool that transactions come from.
    #[cfg(test)]
    pub fn pool(&self) -> &dyn Execute {
        &self.0.pool
    }

    /// Begins a transaction that writes; on SQLite with `BEGIN IMMEDIATE`, since one that begins by reading cannot
    /// always go on to write.
    ///
    /// # Errors
    /// There is no connection, or the write lock could not be had.
    pub async fn begin(&self) -> Result<Transaction, DatabaseError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.check_file()?;
        let turn = self.0.pool.turn().await?;
        let begun = self.0.connection.begin_with_options(options).await;
        let known = self.0.known.clone();
        match begun {
            Ok(transaction) => {
                let transaction = Transaction::new(transaction, turn, self.0.backend, known);
                Ok(if self.closes_what_is_not_at_rest() { transaction } else { transaction.with_care() })
            }
            Err(error) => Err(DatabaseError::new(error, known)),
        }
    }

    /// SeaORM's connection, on the side that writes.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.0.connection
    }

    /// Whether the database answers, and is still the one that was connected to.
    ///
    /// # Errors
    /// It does not, or is not.
    pub async fn ping(&self) -> Result<(), DatabaseError> {
        self.check_file()?;
        self.reader().query(super::Statement::plain("SELECT 1")).await.map(drop)
    }

    /// Whether a connection with a transaction left in it is closed when it is given back. PostgreSQL knows better than to
    /// leave one.
    fn closes_what_is_not_at_rest(&self) -> bool {
        #[cfg(feature = "sqlite")]
        return self.0.backend != Backend::Sqlite || self.0.file.is_some();
        #[cfg(not(feature = "sqlite"))]
        true
    }

    fn check_file(&self) -> Result<(), DatabaseError> {
        #[cfg(feature = "sqlite")]
        if let Some(file) = &self.0.file {
            return file.check(&self.0.known);
        }
        Ok(())
    }

    /// Waits for the connections in use and closes all.
    pub async fn close(&self) {
        self.0.reader.close().await;
        self.0.writer.close().await;
    }

    /// An error that a user's own statement got from SeaORM, told apart like ours.
    pub fn error(&self, error: sea_orm::DbErr) -> DatabaseError {
        DatabaseError::new(error, self.0.known.clone())
    }

    /// Keeps what the constraints of the tables are called.
    pub fn learn(&self, constraints: Vec<Constraint>) {
        self.0.known.replace(constraints);
    }
}

fn driver(connection: &DatabaseConnection) -> Option<(Backend, Driver)> {
    match &connection.inner {
        #[cfg(feature = "sqlite")]
        sea_orm::DatabaseConnectionType::SqlxSqlitePoolConnection(_) => {
            Some((Backend::Sqlite, Driver::Sqlite(Leases::new(connection.get_sqlite_connection_pool().clone()))))
        }
        #[cfg(feature = "postgres")]
        sea_orm::DatabaseConnectionType::SqlxPostgresPoolConnection(_) => {
            Some((Backend::Postgres, Driver::Postgres(Leases::new(connection.get_postgres_connection_pool().clone()))))
        }
        _ => None,
    }
}

/// A refusal at start: its text is for whoever starts the server, so that it says all it can.
pub(super) fn refused(detail: String) -> Error {
    Error::new(StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL, detail)
}

/// The URL itself stays out: it may hold a password.
fn unknown_scheme(scheme: &str) -> Error {
    let feature = match scheme {
        "sqlite" => "sqlite",
        "postgres" | "postgresql" => "postgres",
        _ => return refused("the database's URL begins with neither `sqlite:` nor `postgres:`".to_owned()),
    };
    refused(format!("restruct is built without its feature `{feature}`, which the database's URL asks for"))
}

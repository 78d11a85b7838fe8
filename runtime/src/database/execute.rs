use futures_util::future::BoxFuture;
use sea_orm::{DbErr, RuntimeErr};
#[cfg(feature = "sqlite")]
use sqlx::AssertSqlSafe;
use tokio::sync::OwnedSemaphorePermit;

use super::{DatabaseError, Rows, Statement, known::Known, leases::Leases};

/// Something that runs statements: a pool, the reader or the writer of a file, or a transaction.
pub trait Execute: Send + Sync {
    /// All rows of a statement. Also for `INSERT … RETURNING`: SQLite leaves a statement open that is not read to its
    /// end, and an open statement keeps the write-ahead log growing.
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>>;

    /// How many rows a statement has changed.
    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>>;
}

/// A pool of sqlx's, used without SeaORM's layer in between, which costs a third of a small read.
#[derive(Clone)]
pub struct Pool {
    pub driver: Driver,
    pub known: Known,
}

#[derive(Clone)]
pub enum Driver {
    #[cfg(feature = "sqlite")]
    Sqlite(Leases<sqlx::Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(Leases<sqlx::Postgres>),
}

impl Pool {
    async fn fetch(&self, statement: Statement) -> Result<Rows, DbErr> {
        match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(leases) => {
                let values = super::sqlite::arguments(statement.values).map_err(failed)?;
                let mut connection = leases.acquire().await.map_err(not_connected)?;
                let query = sqlx::query_with(AssertSqlSafe(statement.sql), values).persistent(statement.is_kept);
                let rows = query.fetch_all(&mut *connection).await.map_err(failed)?;
                connection.keep();
                Ok(Rows::sqlite(rows))
            }
            #[cfg(feature = "postgres")]
            Driver::Postgres(leases) => {
                let mut connection = leases.acquire().await.map_err(not_connected)?;
                let rows = super::postgres::fetch(&mut connection, statement).await.map_err(failed)?;
                connection.keep();
                Ok(Rows::postgres(rows))
            }
        }
    }

    async fn change(&self, statement: Statement) -> Result<u64, DbErr> {
        match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(leases) => {
                let values = super::sqlite::arguments(statement.values).map_err(failed)?;
                let mut connection = leases.acquire().await.map_err(not_connected)?;
                let query = sqlx::query_with(AssertSqlSafe(statement.sql), values).persistent(statement.is_kept);
                let done = query.execute(&mut *connection).await.map_err(failed)?;
                connection.keep();
                Ok(done.rows_affected())
            }
            #[cfg(feature = "postgres")]
            Driver::Postgres(leases) => {
                let mut connection = leases.acquire().await.map_err(not_connected)?;
                let done = super::postgres::execute(&mut connection, statement).await.map_err(failed)?;
                connection.keep();
                Ok(done.rows_affected())
            }
        }
    }

    /// A turn to take a connection from sqlx's pool, for a transaction of SeaORM's.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, DatabaseError> {
        let turn = match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(leases) => leases.turn_at_pool().await,
            #[cfg(feature = "postgres")]
            Driver::Postgres(leases) => leases.turn_at_pool().await,
        };
        turn.map_err(|error| self.error(error))
    }

    /// The error of a statement.
    pub fn error(&self, error: sqlx::Error) -> DatabaseError {
        self.told_apart(failed(error))
    }

    fn told_apart(&self, error: DbErr) -> DatabaseError {
        DatabaseError::new(error, self.known.clone())
    }

    pub async fn close(&self) {
        match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(leases) => leases.close().await,
            #[cfg(feature = "postgres")]
            Driver::Postgres(leases) => leases.close().await,
        }
    }
}

/// As SeaORM would hold it, so that one classifier serves both.
fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

/// The same of what keeps a connection from being made: whatever it is, no statement is at fault.
fn not_connected(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

impl Execute for Pool {
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>> {
        Box::pin(async move { self.fetch(statement).await.map_err(|error| self.told_apart(error)) })
    }

    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        Box::pin(async move { self.change(statement).await.map_err(|error| self.told_apart(error)) })
    }
}

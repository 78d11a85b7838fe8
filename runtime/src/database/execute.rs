use futures_util::future::BoxFuture;
use sea_orm::{DbErr, RuntimeErr};
use sqlx::AssertSqlSafe;

use super::{DatabaseError, Rows, Statement, known::Known};

/// Something that runs statements: a pool, or a transaction.
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
    Sqlite(sqlx::SqlitePool),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
}

impl Pool {
    async fn fetch(&self, statement: Statement) -> Result<Rows, sqlx::Error> {
        let sql = AssertSqlSafe(statement.sql);
        match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(pool) => {
                let values = super::sqlite::arguments(statement.values)?;
                Ok(Rows::sqlite(sqlx::query_with(sql, values).fetch_all(pool).await?))
            }
            #[cfg(feature = "postgres")]
            Driver::Postgres(pool) => {
                let query = sqlx::query_with(sql, super::postgres::arguments(statement.values)?);
                let mut connection = pool.acquire().await?;
                let fetched = query.fetch_all(&mut *connection).await;
                super::postgres::forget_stale_plans(&mut connection, &fetched).await;
                fetched.map(Rows::postgres)
            }
        }
    }

    async fn change(&self, statement: Statement) -> Result<u64, sqlx::Error> {
        let sql = AssertSqlSafe(statement.sql);
        match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(pool) => {
                let values = super::sqlite::arguments(statement.values)?;
                Ok(sqlx::query_with(sql, values).execute(pool).await?.rows_affected())
            }
            #[cfg(feature = "postgres")]
            Driver::Postgres(pool) => {
                let query = sqlx::query_with(sql, super::postgres::arguments(statement.values)?);
                let mut connection = pool.acquire().await?;
                let done = query.execute(&mut *connection).await;
                super::postgres::forget_stale_plans(&mut connection, &done).await;
                Ok(done?.rows_affected())
            }
        }
    }

    /// As SeaORM would hold it, so that one classifier serves both.
    pub fn error(&self, error: sqlx::Error) -> DatabaseError {
        DatabaseError::new(DbErr::Query(RuntimeErr::SqlxError(error.into())), self.known.clone())
    }

    pub async fn close(&self) {
        match &self.driver {
            #[cfg(feature = "sqlite")]
            Driver::Sqlite(pool) => pool.close().await,
            #[cfg(feature = "postgres")]
            Driver::Postgres(pool) => pool.close().await,
        }
    }
}

impl Execute for Pool {
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>> {
        Box::pin(async move { self.fetch(statement).await.map_err(|error| self.error(error)) })
    }

    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        Box::pin(async move { self.change(statement).await.map_err(|error| self.error(error)) })
    }
}

use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Value};
use tokio::sync::OwnedSemaphorePermit;

use super::{Backend, DatabaseError, Execute, Rows, Statement, known::Known};

/// An open transaction, rolled back when it is dropped.
///
/// It remembers a statement that failed and refuses to commit then: PostgreSQL has given the whole transaction up, but
/// its driver reports such a commit as done, and a hook that swallows an error would otherwise have a write answered
/// that never was.
pub struct Transaction {
    inner: DatabaseTransaction,
    /// Dropped after the connection.
    _turn: OwnedSemaphorePermit,
    backend: Backend,
    known: Known,
    failure: Mutex<Option<DbErr>>,
    /// Whether nobody else looks after a connection whose commit fails.
    commits_with_care: bool,
}

impl Transaction {
    pub(super) fn new(inner: DatabaseTransaction, turn: OwnedSemaphorePermit, backend: Backend, known: Known) -> Self {
        Self { inner, _turn: turn, backend, known, failure: Mutex::new(None), commits_with_care: false }
    }

    /// For SQLite, where the pool is not one that closes connections with a transaction left in them.
    pub(super) fn with_care(mut self) -> Self {
        self.commits_with_care = true;
        self
    }

    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Makes everything last.
    ///
    /// # Errors
    /// A statement has failed before (its error is given again, and all is rolled back), or the commit does.
    pub async fn commit(self) -> Result<(), DatabaseError> {
        let failure = self.failure.into_inner().unwrap_or_else(PoisonError::into_inner);
        let result = match failure {
            Some(failure) => {
                // What the rollback says does not matter beside the first failure: a connection that cannot undo is
                // closed, and then the database undoes it.
                let _ = self.inner.rollback().await;
                Err(failure)
            }
            None if self.commits_with_care => commit_with_care(self.inner).await,
            None => self.inner.commit().await,
        };
        result.map_err(|error| DatabaseError::new(error, self.known))
    }

    /// SeaORM's connection in this transaction.
    pub fn unscoped(&self) -> Unscoped<'_> {
        Unscoped(self)
    }

    async fn remember<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &result {
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| error.clone());
            if self.backend == Backend::Sqlite {
                // Where the disk is full or fails, SQLite has ended the transaction, and what a hook still writes would
                // last, each statement by itself. In another transaction it goes the way of this one. Where the first
                // is still there, SQLite refuses a second.
                let _ = self.inner.execute_unprepared("BEGIN").await;
            }
        }
        result
    }

    fn error(&self, error: DbErr) -> DatabaseError {
        DatabaseError::new(error, self.known.clone())
    }

    fn statement(&self, statement: Statement) -> sea_orm::Statement {
        sea_orm::Statement { sql: statement.sql, values: Some(statement.values), db_backend: self.backend.sea_orm() }
    }
}

/// Where a commit fails for want of room, SQLite has ended the transaction. sqlx goes on counting it, takes the next one for
/// a part of it, and never commits that. So it gets one that it can end.
async fn commit_with_care(transaction: DatabaseTransaction) -> Result<(), DbErr> {
    let committed = transaction.execute_unprepared("COMMIT").await;
    // Refused where the first is still there.
    let _ = transaction.execute_unprepared("BEGIN").await;
    let ended = transaction.rollback().await;
    if let (Ok(_), Err(error)) = (&committed, ended) {
        tracing::warn!(%error, "a connection is not fit for another transaction");
    }
    committed.map(drop)
}

impl Execute for Transaction {
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>> {
        Box::pin(async move {
            let rows = self.unscoped().query_all_raw(self.statement(statement)).await;
            rows.map(Rows::sea_orm).map_err(|error| self.error(error))
        })
    }

    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        Box::pin(async move {
            let done = self.unscoped().execute_raw(self.statement(statement)).await;
            done.map(|done| done.rows_affected()).map_err(|error| self.error(error))
        })
    }
}

/// The database as SeaORM sees it, inside a write's transaction and past all access rules.
#[derive(Clone, Copy)]
pub struct Unscoped<'a>(&'a Transaction);

impl std::fmt::Debug for Unscoped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unscoped")
    }
}

#[sea_orm::prelude::async_trait::async_trait]
impl ConnectionTrait for Unscoped<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.0.backend.sea_orm()
    }

    async fn execute_raw(&self, statement: sea_orm::Statement) -> Result<ExecResult, DbErr> {
        let result = match check(&statement) {
            Ok(()) => self.0.inner.execute_raw(statement).await,
            Err(error) => Err(error),
        };
        self.0.remember(result).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.remember(self.0.inner.execute_unprepared(sql).await).await
    }

    async fn query_one_raw(&self, statement: sea_orm::Statement) -> Result<Option<QueryResult>, DbErr> {
        // Through all rows, for a statement that is not read to its end stays open on SQLite.
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: sea_orm::Statement) -> Result<Vec<QueryResult>, DbErr> {
        let result = match check(&statement) {
            Ok(()) => self.0.inner.query_all_raw(statement).await,
            Err(error) => Err(error),
        };
        self.0.remember(result).await
    }
}

/// SeaORM panics where a number does not fit the databases' greatest integer.
fn check(statement: &sea_orm::Statement) -> Result<(), DbErr> {
    let too_large =
        |value: &Value| matches!(value, Value::BigUnsigned(Some(number)) if i64::try_from(*number).is_err());
    match &statement.values {
        Some(values) if values.0.iter().any(too_large) => {
            Err(DbErr::Type("a number goes beyond the databases' greatest integer".to_owned()))
        }
        _ => Ok(()),
    }
}

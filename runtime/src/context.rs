use std::{
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use axum::http::HeaderMap;
use futures_util::FutureExt;
use tracing::Instrument;

use crate::{
    Error, Operation, Principal, Resource, Result, Scoped,
    app::Shared,
    database::{Backend, Transaction},
    http::RequestHead,
};

pub use crate::database::Unscoped;

type OnCommit = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// What a hook knows of the request, and its way to the database. It is no connection: queries are scoped to what the
/// caller may read, and run in the write's transaction.
pub struct Context<'c> {
    shared: &'c Shared,
    head: &'c RequestHead,
    operation: Operation,
    transaction: Option<Transaction>,
    /// Behind a lock only because a future need not be `Sync`, and the context must be to be lent across an await.
    on_commit: Mutex<Vec<OnCommit>>,
}

impl<'c> Context<'c> {
    pub(crate) fn new(shared: &'c Shared, head: &'c RequestHead, operation: Operation) -> Self {
        Self { shared, head, operation, transaction: None, on_commit: Mutex::default() }
    }

    /// The caller, if it has said who it is.
    pub fn principal(&self) -> Option<&'c Principal> {
        self.head.principal.as_ref()
    }

    /// The request's headers.
    pub fn headers(&self) -> &'c HeaderMap {
        &self.head.headers
    }

    /// What is being done.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// What was given to [`App::state`](crate::App::state).
    ///
    /// # Errors
    /// 500 where no value of that type was given; the log says which.
    pub fn state<T: Send + Sync + 'static>(&self) -> Result<&'c T> {
        let missing = || format!("no state of type {} was given to App::state", std::any::type_name::<T>());
        self.shared.state::<T>().ok_or_else(|| Error::internal(missing()))
    }

    /// Rows of `R` that the caller may read.
    pub fn query<R: Resource>(&mut self) -> Scoped<'_, 'c, R> {
        Scoped::new(self)
    }

    /// Runs after the write is committed, and only then. The answer does not wait for it; a failure is logged.
    pub fn on_commit(&mut self, work: impl Future<Output = Result<()>> + Send + 'static) {
        self.on_commit.get_mut().unwrap_or_else(PoisonError::into_inner).push(Box::pin(work));
    }

    /// SeaORM's connection in the write's transaction, past all access rules. The reason goes to the log.
    ///
    /// # Errors
    /// The transaction cannot begin.
    pub async fn unscoped(&mut self, reason: &str) -> Result<Unscoped<'_>> {
        tracing::info!(reason, operation = ?self.operation, "unscoped database access");
        Ok(self.transaction().await?.unscoped())
    }

    /// What is done next.
    pub(crate) fn set_operation(&mut self, operation: Operation) {
        self.operation = operation;
    }

    pub(crate) fn backend(&self) -> Backend {
        self.shared.database.backend()
    }

    /// The write's transaction, begun when something first needs it.
    pub(crate) async fn transaction(&mut self) -> Result<&Transaction> {
        let transaction = match self.transaction.take() {
            Some(transaction) => transaction,
            None => self.shared.database.begin().await.map_err(|fault| fault.into_plain_error())?,
        };
        Ok(self.transaction.insert(transaction))
    }

    /// Whether something has begun the transaction.
    pub(crate) fn in_transaction(&self) -> Option<&Transaction> {
        self.transaction.as_ref()
    }

    /// Commits, where there is anything to commit, and starts what waits for it.
    pub(crate) async fn commit(mut self) -> Result<()> {
        if let Some(transaction) = self.transaction.take() {
            transaction.commit().await.map_err(|fault| fault.into_plain_error())?;
        }
        for work in self.on_commit.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.shared.writes.spawn(after_commit(work).in_current_span());
        }
        Ok(())
    }
}

/// Nobody waits for it, so that the log is where a failure is heard of.
async fn after_commit(work: OnCommit) {
    let error = match AssertUnwindSafe(work).catch_unwind().await {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error,
        Err(panic) => Error::from_panic(&*panic),
    };
    let (code, detail, cause) = (error.code(), error.detail(), error.causes());
    tracing::error!(code, detail, cause, "work after a commit failed");
}

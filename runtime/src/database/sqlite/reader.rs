//! Reads of a file, past sqlx. There each row comes from another thread, and that costs more than SQLite's own work; here
//! a statement is stepped through on the thread that asks. One that takes long is broken off and begun again on a
//! thread where it blocks nobody.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    arena::Arena,
    fault,
    long_statements::LongStatements,
    session::{File, Session, is_busy, is_interrupted, is_lasting},
    statement_log,
};
use crate::database::{ConnectOptions, DatabaseError, Execute, Fault, Rows, Statement, known::Known};

/// How long a statement may keep the thread that asks.
const SHORT: Duration = Duration::from_millis(2);

/// Connections that only read; cheap to clone.
#[derive(Clone)]
pub struct Reader(Arc<Inner>);

struct Inner {
    file: File,
    idle: Mutex<Vec<Session>>,
    connections: u32,
    /// One for each connection.
    turns: Arc<Semaphore>,
    /// One for each connection but the last, which long statements leave to the short ones.
    long_turns: Arc<Semaphore>,
    long_statements: LongStatements,
    acquire_timeout: Duration,
    statement_timeout: Option<Duration>,
    known: Known,
}

/// A session in use, and the turns that it takes up.
struct Lease {
    session: Session,
    _turn: OwnedSemaphorePermit,
    _long_turn: Option<OwnedSemaphorePermit>,
}

/// What came of a statement, and how long it ran.
struct Outcome {
    result: Result<Arena, rusqlite::Error>,
    elapsed: Duration,
}

impl Reader {
    /// Opens nothing yet.
    pub fn new(file: File, connections: u32, options: &ConnectOptions, known: Known) -> Self {
        let turns = |number: u32| Arc::new(Semaphore::new(number.max(1) as usize));
        Self(Arc::new(Inner {
            file,
            idle: Mutex::default(),
            connections: connections.max(1),
            turns: turns(connections),
            long_turns: turns(connections.saturating_sub(1)),
            long_statements: LongStatements::default(),
            acquire_timeout: options.acquire_timeout,
            statement_timeout: options.statement_timeout,
            known,
        }))
    }

    /// Waits for the statements that run, and closes all connections.
    pub async fn close(&self) {
        let all = self.0.turns.acquire_many(self.0.connections).await;
        self.0.turns.close();
        self.0.long_turns.close();
        drop(all);
        let sessions = std::mem::take(&mut *self.0.idle());
        drop(sessions);
    }

    async fn rows(&self, statement: &Statement) -> Result<Rows, DatabaseError> {
        let mut outcome = None;
        if !self.0.long_statements.contains(&statement.sql) {
            outcome = self.run_here(statement).await?;
        }
        let outcome = match outcome {
            Some(outcome) => outcome,
            None => self.run_apart(statement).await?,
        };
        let rows = outcome.result.as_ref().map_or(0, Arena::len);
        statement_log::log(&statement.sql, rows, 0, outcome.elapsed);
        outcome.result.map(Rows::arena).map_err(|error| fault::error(&error, &self.0.known))
    }

    /// On this thread; `None` if that would keep it too long.
    async fn run_here(&self, statement: &Statement) -> Result<Option<Outcome>, DatabaseError> {
        let lease = self.0.lease(None).await?;
        let _watch = lease.session.limit(Some(SHORT));
        let outcome = self.0.run(lease, |session| session.rows(statement));
        match &outcome.result {
            Err(error) if is_interrupted(error) => self.0.long_statements.add(&statement.sql),
            Err(error) if is_busy(error) => {}
            _ => return Ok(Some(outcome)),
        }
        Ok(None)
    }

    /// On a thread where it blocks nobody, for as long as a statement may take. It is broken off when nobody waits for
    /// it any more.
    async fn run_apart(&self, statement: &Statement) -> Result<Outcome, DatabaseError> {
        let long_turn = self.0.turn(&self.0.long_turns).await?;
        let lease = self.0.lease(Some(long_turn)).await?;
        let _watch = lease.session.limit(self.0.statement_timeout);
        let (inner, copy) = (Arc::clone(&self.0), statement.clone());
        let task = tokio::task::spawn_blocking(move || inner.run(lease, |session| session.rows_in_time(&copy)));
        // It ends without an outcome when the runtime does.
        let outcome =
            task.await.map_err(|error| fault::failure(Fault::Unavailable, error.to_string(), &self.0.known))?;
        if outcome.elapsed < SHORT / 2 {
            self.0.long_statements.remove(&statement.sql);
        }
        Ok(outcome)
    }
}

impl Execute for Reader {
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>> {
        Box::pin(async move { self.rows(&statement).await })
    }

    /// What changes nothing changes no rows; what would is refused by SQLite.
    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        Box::pin(async move { self.rows(&statement).await.map(|_| 0) })
    }
}

impl Inner {
    async fn lease(&self, long_turn: Option<OwnedSemaphorePermit>) -> Result<Lease, DatabaseError> {
        let turn = self.turn(&self.turns).await?;
        let idle = self.idle().pop();
        let session = match idle {
            Some(session) => session,
            None => {
                // It would else be another one.
                self.file.check(&self.known)?;
                self.file.open().map_err(|error| fault::error(&error, &self.known))?
            }
        };
        Ok(Lease { session, _turn: turn, _long_turn: long_turn })
    }

    async fn turn(&self, turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, DatabaseError> {
        if let Ok(turn) = Arc::clone(turns).try_acquire_owned() {
            return Ok(turn);
        }
        let reason = match tokio::time::timeout(self.acquire_timeout, Arc::clone(turns).acquire_owned()).await {
            Ok(Ok(turn)) => return Ok(turn),
            Ok(Err(_)) => "the database is closed",
            Err(_) => "no connection was free in time",
        };
        Err(fault::failure(Fault::Unavailable, reason.to_owned(), &self.known))
    }

    fn run(&self, lease: Lease, read: impl FnOnce(&Session) -> Result<Arena, rusqlite::Error>) -> Outcome {
        let began = Instant::now();
        let result = read(&lease.session);
        let elapsed = began.elapsed();
        if !matches!(&result, Err(error) if is_lasting(error)) {
            // Before its turn is: whoever has that next finds the session.
            self.idle().push(lease.session);
        }
        Outcome { result, elapsed }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;

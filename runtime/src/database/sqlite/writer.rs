//! Single statements that write a file, past sqlx, as reads go past it. sqlx's connection is left what takes long, what
//! has to wait, and transactions, which SeaORM shares; both are used in turn.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use sqlx::Sqlite;

use super::{
    arena::Arena,
    connect::CHECKPOINT_PAGES,
    fault,
    session::{File, Session, is_busy, is_interrupted, is_lasting},
    statement_log,
};
use crate::database::{DatabaseError, Execute, Rows, Statement, execute::Pool, leases::Leases};

/// How long a statement may keep the thread that asks.
const SHORT: Duration = Duration::from_millis(2);
/// Statements that sqlx's connection gets when the log is long: at the end of the first it moves the log into the file,
/// with the next it begins the log anew, and both wait for the disk.
const FOR_THE_LOG: u32 = 2;

/// The connection that writes; cheap to clone.
#[derive(Clone)]
pub struct Writer(Arc<Inner>);

struct Inner {
    file: File,
    session: Mutex<Option<Session>>,
    pool: Pool,
    /// Those of the pool, for its turns.
    leases: Leases<Sqlite>,
    /// Statements that are still sqlx's for the sake of the log.
    for_the_log: AtomicU32,
}

/// Rows, and how many rows were changed.
type Done = (Arena, u64);

impl Writer {
    /// Opens nothing yet. `leases` are the pool's.
    pub fn new(file: File, pool: Pool, leases: Leases<Sqlite>) -> Self {
        Self(Arc::new(Inner { file, session: Mutex::default(), pool, leases, for_the_log: AtomicU32::new(0) }))
    }

    /// Waits for the statement that runs, and closes both connections.
    pub async fn close(&self) {
        self.0.pool.close().await;
        *self.0.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// On this thread; `None` if that would keep it, and nothing has happened then.
    async fn run_here(&self, statement: &Statement) -> Result<Option<Done>, DatabaseError> {
        let inner = &*self.0;
        if inner.is_for_the_log() {
            return Ok(None);
        }
        let _turn = inner.leases.turn().await.map_err(|error| inner.pool.error(error))?;
        let began = Instant::now();
        match inner.run(statement) {
            Ok(done) => {
                statement_log::log(&statement.sql, done.0.len(), done.1, began.elapsed());
                Ok(Some(done))
            }
            Err(error) if is_interrupted(&error) || is_busy(&error) => Ok(None),
            Err(error) => {
                statement_log::log(&statement.sql, 0, 0, began.elapsed());
                Err(fault::error(&error, &inner.pool.known))
            }
        }
    }
}

impl Execute for Writer {
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>> {
        Box::pin(async move {
            match self.run_here(&statement).await? {
                Some((rows, _)) => Ok(Rows::arena(rows)),
                None => self.0.pool.query(statement).await,
            }
        })
    }

    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        Box::pin(async move {
            match self.run_here(&statement).await? {
                Some((_, changes)) => Ok(changes),
                None => self.0.pool.execute(statement).await,
            }
        })
    }
}

impl Inner {
    fn is_for_the_log(&self) -> bool {
        self.for_the_log.fetch_update(Relaxed, Relaxed, |number| number.checked_sub(1)).is_ok()
    }

    /// The lock is free, for it is taken by whoever has the turn.
    fn run(&self, statement: &Statement) -> Result<Done, rusqlite::Error> {
        let mut kept = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let session = match kept.take() {
            Some(session) => session,
            None => self.file.open_to_write()?,
        };
        let _watch = session.limit(Some(SHORT));
        let result = session.write(statement);
        if Session::log_pages() >= CHECKPOINT_PAGES {
            self.for_the_log.store(FOR_THE_LOG, Relaxed);
        }
        if !matches!(&result, Err(error) if is_lasting(error)) {
            *kept = Some(session);
        }
        result
    }
}

#[cfg(test)]
mod tests;

//! Single statements that write a file, past sqlx, as reads go past it. sqlx's connection is left what takes long, what
//! has to wait, and transactions, which SeaORM shares; both are used in turn.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use sqlx::Sqlite;

use super::{
    arena::Arena,
    checkpoint::Checkpoints,
    fault,
    session::{File, Session, is_busy, is_interrupted, is_lasting},
    statement_log,
};
use crate::database::{DatabaseError, Execute, Rows, Statement, execute::Pool, leases::Leases};

/// How long a statement may keep the thread that asks.
const SHORT: Duration = Duration::from_millis(2);

/// The connection that writes; cheap to clone.
#[derive(Clone)]
pub struct Writer(Arc<Inner>);

struct Inner {
    file: File,
    session: Mutex<Option<Session>>,
    pool: Pool,
    /// Those of the pool, for its turns.
    leases: Leases<Sqlite>,
    checkpoints: Checkpoints,
    /// Whether the next statement begins the log anew, which waits for the disk: sqlx's connection has a thread for that.
    begins_log: AtomicBool,
}

/// Rows, and how many rows were changed.
type Done = (Arena, u64);

impl Writer {
    /// Opens nothing yet. `leases` are the pool's.
    pub fn new(file: File, pool: Pool, leases: Leases<Sqlite>) -> Self {
        Self(Arc::new(Inner {
            checkpoints: Checkpoints::new(file.clone()),
            file,
            session: Mutex::default(),
            pool,
            leases,
            begins_log: AtomicBool::new(false),
        }))
    }

    /// Waits for the statement that runs, and closes all connections.
    pub async fn close(&self) {
        self.0.pool.close().await;
        self.0.checkpoints.close();
        *self.0.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// On this thread; `None` if that would keep it, and nothing has happened then.
    async fn run_here(&self, statement: &Statement) -> Result<Option<Done>, DatabaseError> {
        let inner = &self.0;
        if inner.begins_log.swap(false, Relaxed) {
            return Ok(None);
        }
        let turn = inner.leases.turn().await.map_err(|error| inner.pool.error(error))?;
        let began = Instant::now();
        let result = inner.run(statement);
        let log_pages = Session::log_pages();
        drop(turn);
        if inner.checkpoints.is_due(log_pages) {
            tokio::spawn(Arc::clone(inner).move_log());
        }
        match result {
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
    /// The lock is free, for it is taken by whoever has the turn.
    fn run(&self, statement: &Statement) -> Result<Done, rusqlite::Error> {
        let mut kept = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let session = match kept.take() {
            Some(session) => session,
            None => self.file.open_to_write()?,
        };
        let _watch = session.limit(Some(SHORT));
        let result = session.write(statement);
        if !matches!(&result, Err(error) if is_lasting(error)) {
            *kept = Some(session);
        }
        result
    }

    /// Most of the log while others write, and then what they have added, in a turn of its own: only a log that is in the
    /// file to its last page begins anew.
    async fn move_log(self: Arc<Self>) {
        let apart = |inner: &Arc<Self>| {
            let inner = Arc::clone(inner);
            tokio::task::spawn_blocking(move || inner.checkpoints.run())
        };
        // What goes wrong here goes wrong again below.
        let _ = apart(&self).await;
        let turn = self.leases.turn().await;
        // Neither fails but when the server ends.
        if let (Ok(_turn), Ok(last)) = (turn, apart(&self).await) {
            self.checkpoints.end(last);
            self.begins_log.store(true, Relaxed);
        }
    }
}

#[cfg(test)]
mod tests;

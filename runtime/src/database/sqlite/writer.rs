//! Single statements that write a file, past sqlx, as reads go past it. sqlx's connection is left what takes long, what
//! has to wait, and transactions, which SeaORM shares; both are used in turn.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use sqlx::Sqlite;

use super::{
    checkpoint::Checkpoints,
    fault,
    kept_session::KeptSession,
    session::{File, Written, is_busy, is_interrupted},
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
    session: KeptSession,
    pool: Pool,
    /// Those of the pool, for its turns.
    leases: Leases<Sqlite>,
    checkpoints: Checkpoints,
    /// Whether the next statement begins the log anew, which waits for the disk: sqlx's connection has a thread for that.
    begins_log: AtomicBool,
}

/// Somebody moves the log, until it is dropped.
struct Moving(Arc<Inner>);

impl Drop for Moving {
    fn drop(&mut self) {
        self.0.checkpoints.end();
    }
}

impl Writer {
    /// Opens nothing yet. `leases` are the pool's; the log is moved into the file after so many pages.
    pub fn new(file: File, pool: Pool, leases: Leases<Sqlite>, checkpoint_pages: i32) -> Self {
        Self(Arc::new(Inner {
            checkpoints: Checkpoints::new(file.clone(), checkpoint_pages),
            session: KeptSession::new(file.clone()),
            file,
            pool,
            leases,
            begins_log: AtomicBool::new(false),
        }))
    }

    /// Waits for what runs, and closes all connections.
    pub async fn close(&self) {
        self.0.pool.close().await;
        let inner = Arc::clone(&self.0);
        let closed = tokio::task::spawn_blocking(move || {
            inner.checkpoints.close();
            inner.session.close();
        });
        // It fails only where the runtime ends, and everything with it.
        let _ = closed.await;
    }

    /// On this thread; `None` if that would keep it, and nothing has happened then.
    async fn run_here(&self, statement: &Statement) -> Result<Option<Written>, DatabaseError> {
        let inner = &self.0;
        inner.file.check(&inner.pool.known)?;
        if inner.begins_log.swap(false, Relaxed) {
            return Ok(None);
        }
        let turn = inner.leases.turn().await.map_err(|error| inner.pool.error(error))?;
        let began = Instant::now();
        let result = inner.run(statement);
        drop(turn);
        match result {
            Ok(written) => {
                statement_log::log(&statement.sql, written.rows.len(), written.changes, began.elapsed());
                if inner.checkpoints.is_due(written.log_pages) {
                    tokio::spawn(move_log(Moving(Arc::clone(inner))));
                }
                Ok(Some(written))
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
                Some(written) => Ok(Rows::arena(written.rows)),
                None => self.0.pool.query(statement).await,
            }
        })
    }

    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        Box::pin(async move {
            match self.run_here(&statement).await? {
                Some(written) => Ok(written.changes),
                None => self.0.pool.execute(statement).await,
            }
        })
    }
}

impl Inner {
    /// The session is free, for it is used by whoever has the turn.
    fn run(&self, statement: &Statement) -> Result<Written, rusqlite::Error> {
        self.session.with(|session| {
            let _watch = session.limit(Some(SHORT));
            session.write(statement)
        })
    }
}

/// Most of the log while others write, and then what they have added, in a turn of its own: only a log that is in the file
/// to its last page begins anew. Where there is no turn in time, the next try is when the log has grown once more.
async fn move_log(moving: Moving) {
    let Moving(inner) = &moving;
    let apart = || {
        let inner = Arc::clone(inner);
        tokio::task::spawn_blocking(move || inner.checkpoints.run())
    };
    let Ok(mut moved) = apart().await else { return };
    if let Ok(_turn) = inner.leases.turn().await {
        moved = match apart().await {
            Ok(moved) => moved,
            Err(_) => return,
        };
        inner.begins_log.store(true, Relaxed);
    } else {
        moved = moved.map(|(pages, _)| (pages, 0));
    }
    inner.checkpoints.note(moved);
}

#[cfg(test)]
mod tests;

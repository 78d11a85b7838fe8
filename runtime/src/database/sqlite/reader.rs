//! Reads of a file, past sqlx. There each row comes from another thread, and that costs more than SQLite's own work; here
//! a statement is stepped through on the thread that asks. One that takes long is broken off and begun again on a
//! thread where it blocks nobody.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use sea_orm::{DbErr, RuntimeErr};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{arena::Arena, bind, fault::from_code};
use crate::database::{ConnectOptions, DatabaseError, Execute, Fault, Rows, Statement, known::Known};

/// Instructions of SQLite's virtual machine between two looks at the budget.
const INSTRUCTIONS: i32 = 5_000;
/// Looks that a statement may take on the asking thread: some 400,000 instructions, two to three milliseconds.
const SHORT: i64 = 80;
/// A statement that took longer is worth a warning.
const SLOW: Duration = Duration::from_secs(1);

/// Connections that only read.
#[derive(Clone)]
pub struct Reader(Arc<Inner>);

struct Inner {
    file: PathBuf,
    flags: OpenFlags,
    busy_timeout: Duration,
    acquire_timeout: Duration,
    statement_timeout: Duration,
    statement_cache: usize,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Session>>,
    known: Known,
}

/// A connection, and how long its statement may go on.
struct Session {
    connection: Connection,
    /// Looks left.
    budget: Arc<AtomicI64>,
}

/// A session in use; it goes back when it is dropped.
struct Lease {
    session: Option<Session>,
    inner: Arc<Inner>,
    _turn: OwnedSemaphorePermit,
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            self.inner.idle().push(session);
        }
    }
}

impl Reader {
    pub fn new(
        file: PathBuf,
        connections: u32,
        busy_timeout: Duration,
        options: &ConnectOptions,
        known: Known,
    ) -> Self {
        Self(Arc::new(Inner {
            file,
            flags: OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            busy_timeout,
            acquire_timeout: options.acquire_timeout,
            statement_timeout: options.statement_timeout.unwrap_or(Duration::from_secs(3600)),
            statement_cache: options.statement_cache,
            turns: Arc::new(Semaphore::new(connections as usize)),
            idle: Mutex::default(),
            known,
        }))
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// No connection is free in time, the file cannot be opened, or SQLite refuses the statement.
    pub async fn query(&self, statement: Statement) -> Result<Rows, DatabaseError> {
        let began = Instant::now();
        let mut lease = self.lease().await?;
        let mut result = lease.run(&statement, SHORT);
        if matches!(&result, Err(error) if is_interrupted(error)) {
            (lease, result) = self.run_apart(lease, &statement).await?;
        }
        drop(lease);
        let rows = result.map_err(|error| self.fault(&error))?;
        log(&statement, rows.len(), began.elapsed());
        Ok(Rows::arena(rows))
    }

    /// On a thread where it blocks nobody, for as long as a statement may take.
    async fn run_apart(&self, mut lease: Lease, statement: &Statement) -> Result<(Lease, Outcome), DatabaseError> {
        let statement = statement.clone();
        let deadline = Instant::now() + self.0.statement_timeout;
        let task = tokio::task::spawn_blocking(move || {
            let result = lease.run_until(&statement, deadline);
            (lease, result)
        });
        task.await.map_err(|error| self.failure(Fault::Other, error.to_string()))
    }

    async fn lease(&self) -> Result<Lease, DatabaseError> {
        let turns = Arc::clone(&self.0.turns);
        let turn = match Arc::clone(&turns).try_acquire_owned() {
            Ok(turn) => turn,
            Err(_) => match tokio::time::timeout(self.0.acquire_timeout, turns.acquire_owned()).await {
                Ok(Ok(turn)) => turn,
                Ok(Err(_)) => return Err(self.failure(Fault::Unavailable, "the readers are closed".to_owned())),
                Err(_) => return Err(self.failure(Fault::Unavailable, "no reader was free in time".to_owned())),
            },
        };
        let idle = self.0.idle().pop();
        let session = match idle {
            Some(session) => session,
            None => self.0.open().map_err(|error| self.fault(&error))?,
        };
        Ok(Lease { session: Some(session), inner: Arc::clone(&self.0), _turn: turn })
    }

    /// Ends all reading; statements that run end before.
    pub async fn close(&self) {
        let all = u32::try_from(self.0.turns.available_permits()).unwrap_or(0);
        let _ = tokio::time::timeout(self.0.statement_timeout, self.0.turns.acquire_many(all)).await;
        self.0.turns.close();
        let sessions = std::mem::take(&mut *self.0.idle());
        drop(sessions);
    }

    fn fault(&self, error: &rusqlite::Error) -> DatabaseError {
        let fault = match error {
            rusqlite::Error::SqliteFailure(cause, message) => {
                from_code(cause.extended_code.unsigned_abs(), message.as_deref().unwrap_or_default())
            }
            _ => Fault::Other,
        };
        self.failure(fault, error.to_string())
    }

    fn failure(&self, fault: Fault, text: String) -> DatabaseError {
        DatabaseError::with_fault(fault, DbErr::Query(RuntimeErr::Internal(text)), self.0.known.clone())
    }
}

impl Execute for Reader {
    fn query<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Rows, DatabaseError>> {
        Box::pin(Reader::query(self, statement))
    }

    fn execute<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<u64, DatabaseError>> {
        // What changes nothing changes no rows; what would is refused by SQLite.
        Box::pin(async move { Reader::query(self, statement).await.map(|_| 0) })
    }
}

type Outcome = Result<Arena, rusqlite::Error>;

impl Inner {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<Session, rusqlite::Error> {
        let connection = Connection::open_with_flags(&self.file, self.flags)?;
        connection.busy_timeout(self.busy_timeout)?;
        connection.set_prepared_statement_cache_capacity(self.statement_cache);
        let budget = Arc::new(AtomicI64::new(0));
        let left = Arc::clone(&budget);
        connection.progress_handler(INSTRUCTIONS, Some(move || left.fetch_sub(1, Ordering::Relaxed) <= 0))?;
        Ok(Session { connection, budget })
    }
}

impl Lease {
    fn run(&mut self, statement: &Statement, looks: i64) -> Outcome {
        let Some(session) = &self.session else { return Err(rusqlite::Error::InvalidQuery) };
        session.budget.store(looks, Ordering::Relaxed);
        session.rows(statement)
    }

    /// A second thread watches the clock: SQLite counts instructions only.
    fn run_until(&mut self, statement: &Statement, deadline: Instant) -> Outcome {
        let Some(session) = &self.session else { return Err(rusqlite::Error::InvalidQuery) };
        let budget = Arc::clone(&session.budget);
        session.connection.progress_handler(INSTRUCTIONS, Some(move || Instant::now() >= deadline))?;
        let result = session.rows(statement);
        session.connection.progress_handler(INSTRUCTIONS, Some(move || budget.fetch_sub(1, Ordering::Relaxed) <= 0))?;
        result
    }
}

impl Session {
    fn rows(&self, statement: &Statement) -> Outcome {
        let mut prepared = self.connection.prepare_cached(&statement.sql)?;
        for (index, value) in statement.values.0.iter().enumerate() {
            prepared.raw_bind_parameter(index + 1, bind::stored(value)?)?;
        }
        let width = prepared.column_count();
        let mut arena = Arena::new(width);
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next()? {
            for column in 0..width {
                arena.push(row.get_ref(column)?);
            }
        }
        Ok(arena)
    }
}

fn is_interrupted(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
}

/// In the form, and under the name, of sqlx's own log, so that one filter shows all statements.
fn log(statement: &Statement, rows: usize, elapsed: Duration) {
    if elapsed >= SLOW {
        tracing::warn!(target: "sqlx::query", summary = statement.sql, rows_returned = rows, ?elapsed, "slow statement");
    } else {
        tracing::debug!(target: "sqlx::query", summary = statement.sql, rows_returned = rows, ?elapsed);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::descriptor::Kind;

    fn file(folder: &Path) -> PathBuf {
        let path = folder.join("reader.db");
        let connection = Connection::open(&path).expect("a file");
        connection
            .execute_batch("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'one'), (2, NULL)")
            .expect("rows");
        path
    }

    fn reader(path: PathBuf, connections: u32, options: &ConnectOptions) -> Reader {
        Reader::new(path, connections, Duration::from_secs(1), options, Known::default())
    }

    fn counting(limit: u64) -> Statement {
        Statement::plain(format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {limit}) SELECT count(*) FROM n"
        ))
    }

    #[tokio::test]
    async fn rows_are_read_by_position() {
        let folder = tempfile::tempdir().expect("a folder");
        let reader = reader(file(folder.path()), 2, &ConnectOptions::default());
        let statement = Statement::new("SELECT a, b FROM t WHERE a >= ? ORDER BY a", vec![1_i64.into()]);
        let rows = reader.query(statement).await.expect("rows");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows.value(0, 1, Kind::String).expect("a cell"), "one".into());
        assert_eq!(rows.value(1, 1, Kind::String).expect("a cell"), sea_orm::Value::String(None));
        assert!(rows.value(0, 0, Kind::Uuid).is_err());
        assert!(rows.value(2, 0, Kind::I64).is_err());
    }

    #[tokio::test]
    async fn a_long_statement_is_begun_again_elsewhere_and_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let reader = reader(file(folder.path()), 1, &ConnectOptions::default());
        let rows = reader.query(counting(500_000)).await.expect("a count");
        assert_eq!(rows.value(0, 0, Kind::I64).expect("a cell"), 500_000_i64.into());
        // The connection has its short budget back, and works.
        assert_eq!(reader.query(counting(10)).await.expect("a count").len(), 1);
        assert!(reader.0.idle().len() == 1);
    }

    #[tokio::test]
    async fn a_statement_that_takes_too_long_is_given_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let options =
            ConnectOptions { statement_timeout: Some(Duration::from_millis(20)), ..ConnectOptions::default() };
        let reader = reader(file(folder.path()), 1, &options);
        let error = reader.query(counting(u64::MAX / 2)).await.err().expect("a fault");
        assert_eq!(*error.fault(), Fault::Busy);
    }

    #[tokio::test]
    async fn a_reader_cannot_write() {
        let folder = tempfile::tempdir().expect("a folder");
        let reader = reader(file(folder.path()), 1, &ConnectOptions::default());
        let error = reader.query(Statement::plain("DELETE FROM t RETURNING a")).await.err().expect("a fault");
        assert_eq!(*error.fault(), Fault::ReadOnly);
    }

    #[tokio::test]
    async fn whoever_finds_no_reader_in_time_is_told_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = ConnectOptions { acquire_timeout: Duration::from_millis(10), ..ConnectOptions::default() };
        let reader = reader(file(folder.path()), 1, &options);
        let held = reader.lease().await.expect("the only reader");
        let error = reader.query(counting(1)).await.err().expect("a fault");
        assert_eq!(*error.fault(), Fault::Unavailable);
        drop(held);
        assert!(reader.query(counting(1)).await.is_ok());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn many_read_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let reader = reader(file(folder.path()), 3, &ConnectOptions::default());
        let tasks: Vec<_> = (0..50)
            .map(|_| {
                tokio::spawn({
                    let reader = reader.clone();
                    async move { reader.query(counting(1_000)).await.expect("a count").len() }
                })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.expect("a task"), 1);
        }
        assert!(reader.0.idle().len() <= 3);
    }
}

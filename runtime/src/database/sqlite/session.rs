//! A connection to a file that the asking thread steps through itself, and how long it may.

use std::{
    cell::Cell,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{arena::Arena, bind, fault, filename::filename, identity::Identity};
use crate::database::{DatabaseError, Fault, Statement, known::Known};

/// Instructions of SQLite's virtual machine between two looks at the clock: some ten microseconds. A page of short rows
/// takes fewer.
const INSTRUCTIONS: i32 = 1_000;
/// The cache of pages is eight times SQLite's own, 16 MB: fetching a page from the system costs as much as a row does.
/// It is no map of the file, though that is faster still: whoever cuts the file short would kill the process.
const READ: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -16000";
const WRITE: &str = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000";

thread_local! {
    static LOG_PAGES: Cell<i32> = const { Cell::new(0) };
}

/// A file, and how connections to it are opened.
#[derive(Clone)]
pub struct File {
    name: PathBuf,
    identity: Identity,
    /// How long a statement may wait for a lock, where waiting blocks nobody.
    busy_timeout: Duration,
    /// Prepared statements that each connection keeps.
    statement_cache: usize,
}

impl File {
    /// `parameters` are those of the database's URL.
    pub fn new(path: &Path, parameters: &[&str], busy_timeout: Duration, statement_cache: usize) -> Self {
        Self { name: filename(path, parameters), identity: Identity::of(path), busy_timeout, statement_cache }
    }

    /// Refuses to go on with a file that is no longer at its place.
    ///
    /// # Errors
    /// It was deleted, renamed or replaced.
    pub fn check(&self, known: &Known) -> Result<(), DatabaseError> {
        if self.identity.is_kept() {
            return Ok(());
        }
        let text = format!(
            "{}: the file is not the one that was opened: it was deleted, renamed or replaced. Put it back, or restart the \
             server",
            self.name.display()
        );
        Err(fault::failure(Fault::FileGone, text, known))
    }

    /// A connection that only reads.
    ///
    /// # Errors
    /// There is no such file, or it may not be read.
    pub fn open(&self) -> Result<Session, rusqlite::Error> {
        self.session(OpenFlags::SQLITE_OPEN_READ_ONLY, READ)
    }

    /// A connection that writes, and leaves it to others to move its log into the file.
    ///
    /// # Errors
    /// There is no such file, or it may not be written.
    pub fn open_to_write(&self) -> Result<Session, rusqlite::Error> {
        let session = self.session(OpenFlags::SQLITE_OPEN_READ_WRITE, WRITE)?;
        let undone = Arc::clone(&session.undone);
        session.connection.rollback_hook(Some(move || undone.store(true, Ordering::Relaxed)))?;
        // In the place of SQLite's own hook, which would move it.
        session.connection.wal_hook(Some(|_, pages| {
            LOG_PAGES.set(pages);
            Ok(())
        }));
        Ok(session)
    }

    fn session(&self, flags: OpenFlags, settings: &'static str) -> Result<Session, rusqlite::Error> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(&self.name, flags)?;
        connection.busy_timeout(Duration::ZERO)?;
        connection.set_prepared_statement_cache_capacity(self.statement_cache);
        let clock = Arc::new(Clock::new());
        let watched = Arc::clone(&clock);
        connection.progress_handler(INSTRUCTIONS, Some(move || watched.is_over()))?;
        Ok(Session {
            connection,
            clock,
            busy_timeout: self.busy_timeout,
            settings: Cell::new(Some(settings)),
            undone: Arc::default(),
        })
    }
}

/// A connection, in the hands of one thread at a time.
pub struct Session {
    connection: Connection,
    clock: Arc<Clock>,
    busy_timeout: Duration,
    /// Settings that are still to be made. They read the file, which may be locked, so that the first statement makes them.
    settings: Cell<Option<&'static str>>,
    /// Whether something was rolled back since the last statement that writes began.
    undone: Arc<AtomicBool>,
}

/// What came of a statement that writes.
#[derive(Debug)]
pub struct Written {
    pub rows: Arena,
    /// How many rows it has changed.
    pub changes: u64,
    /// Pages in the log when it was committed; none where nothing was.
    pub log_pages: i32,
}

/// Until when a session's statement may run, in nanoseconds from a start. No two statements have the same end, so that
/// it tells them apart.
struct Clock {
    start: Instant,
    end: AtomicU64,
    /// How many had no limit.
    unlimited: AtomicU64,
}

/// Three hundred years from the start, and beyond what a limit can be.
const NEVER: u64 = 1 << 63;

impl Clock {
    fn new() -> Self {
        Self { start: Instant::now(), end: AtomicU64::new(u64::MAX), unlimited: AtomicU64::new(0) }
    }

    fn is_over(&self) -> bool {
        nanoseconds(self.start.elapsed()) >= self.end.load(Ordering::Relaxed)
    }

    fn limit(&self, time: Option<Duration>) -> u64 {
        let Some(time) = time else { return NEVER + self.unlimited.fetch_add(1, Ordering::Relaxed) };
        nanoseconds(self.start.elapsed().saturating_add(time))
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(NEVER).min(NEVER)
}

/// Breaks a session's statement off when it is dropped, unless another has begun meanwhile.
pub struct Watch {
    clock: Arc<Clock>,
    end: u64,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // An exchange, since the session may be in other hands already.
        let _ = self.clock.end.compare_exchange(self.end, 0, Ordering::Relaxed, Ordering::Relaxed);
    }
}

impl Session {
    /// Lets the next statement run for this long, or for ever.
    pub fn limit(&self, time: Option<Duration>) -> Watch {
        let end = self.clock.limit(time);
        self.clock.end.store(end, Ordering::Relaxed);
        Watch { clock: Arc::clone(&self.clock), end }
    }

    /// All rows of a statement, without waiting for a lock.
    ///
    /// # Errors
    /// SQLite's; one where the time is over ([`is_interrupted`]) or a lock is held ([`is_busy`]).
    pub fn rows(&self, statement: &Statement) -> Result<Arena, rusqlite::Error> {
        let mut arena = Arena::default();
        self.step(statement, &mut arena)?;
        Ok(arena)
    }

    /// The same, where waiting for a lock blocks nobody.
    ///
    /// # Errors
    /// As of [`rows`](Self::rows).
    pub fn rows_in_time(&self, statement: &Statement) -> Result<Arena, rusqlite::Error> {
        self.connection.busy_timeout(self.busy_timeout)?;
        let rows = self.rows(statement);
        self.connection.busy_timeout(Duration::ZERO)?;
        rows
    }

    /// A statement that writes.
    ///
    /// # Errors
    /// SQLite's, and nothing is changed; as of [`rows`](Self::rows).
    pub fn write(&self, statement: &Statement) -> Result<Written, rusqlite::Error> {
        LOG_PAGES.set(0);
        self.undone.store(false, Ordering::Relaxed);
        let before = self.connection.total_changes();
        let mut rows = Arena::default();
        match self.step(statement, &mut rows) {
            Err(error) if !is_interrupted(&error) || !self.is_done_since(before) => Err(error),
            _ => Ok(Written { rows, changes: self.connection.changes(), log_pages: LOG_PAGES.get() }),
        }
    }

    /// SQLite looks at the time once more when a statement is done, and then says of one that it has committed that it was
    /// broken off. One that really was has changed nothing yet, or is rolled back.
    fn is_done_since(&self, changes: u64) -> bool {
        self.connection.total_changes() != changes && !self.undone.load(Ordering::Relaxed)
    }

    fn step(&self, statement: &Statement, arena: &mut Arena) -> Result<(), rusqlite::Error> {
        if let Some(settings) = self.settings.get() {
            self.connection.execute_batch(settings)?;
            self.settings.set(None);
        }
        if statement.is_kept {
            rows_of(&mut *self.connection.prepare_cached(&statement.sql)?, statement, arena)
        } else {
            rows_of(&mut self.connection.prepare(&statement.sql)?, statement, arena)
        }
    }

    /// Moves what it can of the log into the file, without waiting for anybody: the pages in the log, and those that are in
    /// the file now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn checkpoint(&self) -> Result<(i32, i32), rusqlite::Error> {
        let told = |row: &rusqlite::Row<'_>| Ok((row.get(1)?, row.get(2)?));
        self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], told)
    }
}

fn rows_of(
    prepared: &mut rusqlite::Statement<'_>,
    statement: &Statement,
    arena: &mut Arena,
) -> Result<(), rusqlite::Error> {
    for (index, value) in statement.values.0.iter().enumerate() {
        prepared.raw_bind_parameter(index + 1, bind::stored(value)?)?;
    }
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next()? {
        if arena.width() == 0 {
            // Not before: a table that has changed has the statement prepared anew by its first step.
            arena.name_columns(row.as_ref().column_names());
        }
        for column in 0..arena.width() {
            arena.push(row.get_ref(column)?);
        }
    }
    Ok(())
}

pub fn is_interrupted(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
}

pub fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Whether the file is not what the session takes it for, so that another session may find it well again.
pub fn is_lasting(error: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, DatabaseCorrupt, NotADatabase, OutOfMemory, SystemIoFailure};
    let code = error.sqlite_error_code();
    matches!(code, Some(CannotOpen | DatabaseCorrupt | NotADatabase | OutOfMemory | SystemIoFailure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_breaks_off_its_own_statement_only() {
        for time in [None, Some(Duration::from_secs(9))] {
            let clock = Arc::new(Clock::new());
            let watch = || {
                let end = clock.limit(time);
                clock.end.store(end, Ordering::Relaxed);
                Watch { clock: Arc::clone(&clock), end }
            };
            let (first, second) = (watch(), watch());
            drop(first);
            assert!(!clock.is_over());
            drop(second);
            assert!(clock.is_over());
        }
    }
}

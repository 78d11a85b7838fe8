use std::sync::{Mutex, MutexGuard, PoisonError};

use super::session::{File, Session, is_lasting};

/// One session that writes, opened when it is first used and kept until it is closed.
pub struct KeptSession {
    file: File,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    session: Option<Session>,
    is_closed: bool,
}

impl KeptSession {
    /// Opens nothing yet.
    pub fn new(file: File) -> Self {
        Self { file, kept: Mutex::default() }
    }

    /// Uses the session; one at a time.
    ///
    /// # Errors
    /// The file cannot be opened, or those of the use.
    pub fn with<T>(&self, run: impl FnOnce(&Session) -> Result<T, rusqlite::Error>) -> Result<T, rusqlite::Error> {
        let mut kept = self.kept();
        let session = match kept.session.take() {
            Some(session) => session,
            None => self.file.open_to_write()?,
        };
        let result = run(&session);
        if !kept.is_closed && !matches!(&result, Err(error) if is_lasting(error)) {
            kept.session = Some(session);
        }
        result
    }

    /// Waits for whoever uses it, so it may block. A later use opens the file for itself alone.
    pub fn close(&self) {
        *self.kept() = Kept { session: None, is_closed: true };
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

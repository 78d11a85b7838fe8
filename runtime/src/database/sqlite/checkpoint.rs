//! Moving the log of a file into it, beside those who write.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, AtomicI32, Ordering::Relaxed},
};

use super::session::{File, Session};

/// Pages in the log after which they are moved into the file: 32 MB, eight times SQLite's own. Each time costs two waits
/// for the disk, however few pages there are, and a page that is written often is moved once.
pub const CHECKPOINT_PAGES: i32 = 8000;

/// The connection that moves the log, and when it is to do so.
pub struct Checkpoints {
    file: File,
    session: Mutex<Option<Session>>,
    is_running: AtomicBool,
    /// Pages in the log at which it is time.
    due_at: AtomicI32,
}

impl Checkpoints {
    /// Opens nothing yet.
    pub fn new(file: File) -> Self {
        let due_at = AtomicI32::new(CHECKPOINT_PAGES);
        Self { file, session: Mutex::default(), is_running: AtomicBool::new(false), due_at }
    }

    /// Whether a log of so many pages is to be moved now, by whoever asks: nobody else is told so until
    /// [`end`](Self::end).
    pub fn is_due(&self, pages: i32) -> bool {
        pages >= self.due_at.load(Relaxed) && !self.is_running.swap(true, Relaxed)
    }

    /// Moves what can be moved while others read and write. Blocks, mostly for the disk. Gives the pages that were in the
    /// log, and those of them that are in the file now.
    ///
    /// # Errors
    /// SQLite's.
    pub fn run(&self) -> Result<(i32, i32), rusqlite::Error> {
        let mut kept = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let session = match kept.take() {
            Some(session) => session,
            None => self.file.open_to_write()?,
        };
        let moved = session.checkpoint()?;
        *kept = Some(session);
        Ok(moved)
    }

    /// After the last run. While a reader still needs the log it cannot begin anew, and is left to grow by as much again.
    pub fn end(&self, last: Result<(i32, i32), rusqlite::Error>) {
        let rest = match last {
            Ok((pages, moved)) if moved < pages => pages,
            Ok(_) => 0,
            Err(error) => {
                tracing::warn!(%error, "the log of the SQLite file could not be moved into it");
                0
            }
        };
        self.due_at.store(rest.saturating_add(CHECKPOINT_PAGES), Relaxed);
        self.is_running.store(false, Relaxed);
    }

    /// Waits for what runs.
    pub fn close(&self) {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, time::Duration};

    use super::*;

    #[test]
    fn one_moves_the_log_at_a_time_and_again_when_it_has_grown() {
        let checkpoints = Checkpoints::new(File::new(Path::new("nothing.db"), &[], Duration::ZERO, 1));
        let due = |pages| checkpoints.is_due(pages);
        assert!(!due(CHECKPOINT_PAGES - 1) && due(CHECKPOINT_PAGES) && !due(CHECKPOINT_PAGES + 1));
        checkpoints.end(Ok((500, 200)));
        assert!(!due(CHECKPOINT_PAGES + 499) && due(CHECKPOINT_PAGES + 500));
        checkpoints.end(Ok((900, 900)));
        assert!(due(CHECKPOINT_PAGES));
        assert!(checkpoints.run().is_err());
    }
}

//! Moving the log of a file into it, beside those who write.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::Relaxed};

use super::{
    kept_session::KeptSession,
    session::{File, Session},
};

/// Pages in the log after which they are moved into the file: 32 MB, eight times SQLite's own. Each time costs two waits
/// for the disk, however few pages there are, and a page that is written often is moved once.
pub const CHECKPOINT_PAGES: i32 = 8000;

/// The connection that moves the log, and when it is to do so.
pub struct Checkpoints {
    session: KeptSession,
    /// After how many pages.
    pages: i32,
    is_running: AtomicBool,
    /// Pages in the log at which it is time.
    due_at: AtomicI32,
}

/// The pages that were in the log, and those of them that are in the file now.
pub type Moved = (i32, i32);

impl Checkpoints {
    /// Opens nothing yet.
    pub fn new(file: File, pages: i32) -> Self {
        Self {
            session: KeptSession::new(file),
            pages,
            is_running: AtomicBool::new(false),
            due_at: AtomicI32::new(pages),
        }
    }

    /// Whether a log of so many pages is to be moved now, by whoever asks: nobody else is told so until
    /// [`end`](Self::end).
    pub fn is_due(&self, pages: i32) -> bool {
        pages >= self.due_at.load(Relaxed) && !self.is_running.swap(true, Relaxed)
    }

    /// Moves what can be moved while others read and write. Blocks, mostly for the disk.
    ///
    /// # Errors
    /// SQLite's.
    pub fn run(&self) -> Result<Moved, rusqlite::Error> {
        self.session.with(Session::checkpoint)
    }

    /// When it is time again. While a reader still needs the log it cannot begin anew, and is left to grow by as much again.
    pub fn note(&self, last: Result<Moved, rusqlite::Error>) {
        let rest = match last {
            Ok((pages, moved)) if moved < pages => pages,
            Ok(_) => 0,
            Err(error) => {
                tracing::warn!(%error, "the log of the SQLite file could not be moved into it");
                0
            }
        };
        self.due_at.store(rest.saturating_add(self.pages), Relaxed);
    }

    /// Whether somebody moves the log.
    #[cfg(test)]
    pub fn is_running(&self) -> bool {
        self.is_running.load(Relaxed)
    }

    /// Nobody moves the log any more.
    pub fn end(&self) {
        self.is_running.store(false, Relaxed);
    }

    /// Waits for what runs. Blocks.
    pub fn close(&self) {
        self.session.close();
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, time::Duration};

    use super::*;

    #[test]
    fn one_moves_the_log_at_a_time_and_again_when_it_has_grown() {
        let checkpoints = Checkpoints::new(File::new(Path::new("no folder/no.db"), &[], Duration::ZERO, 1), 100);
        let due = |pages| checkpoints.is_due(pages);
        assert!(!due(99) && due(100) && !due(101));
        checkpoints.note(Ok((50, 20)));
        checkpoints.end();
        assert!(!due(149) && due(150));
        checkpoints.note(Ok((90, 90)));
        checkpoints.end();
        assert!(due(100));
        assert!(checkpoints.run().is_err());
    }
}

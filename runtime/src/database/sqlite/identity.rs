use std::path::{Path, PathBuf};

/// Which file a path named when it was opened. A file that is deleted or renamed stays open, and all that is still written
/// into it is gone with the process.
#[derive(Clone, Debug)]
pub struct Identity {
    path: PathBuf,
    /// Unknown of what is no plain file, as with a VFS of its own.
    opened: Option<FileId>,
}

/// Device and inode, where there are such.
type FileId = (u64, u64);

impl Identity {
    pub fn of(path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let opened = file_id(&path);
        Self { path, opened }
    }

    /// Whether the path still names that file.
    pub fn is_kept(&self) -> bool {
        self.opened.is_none() || self.opened == file_id(&self.path)
    }
}

#[cfg(unix)]
fn file_id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// An open file can be neither deleted nor replaced.
#[cfg(not(unix))]
fn file_id(_: &Path) -> Option<FileId> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_is_known_again() {
        let place = crate::database::testing::Place::sqlite();
        let (file, elsewhere) = (place.file(), place.file().with_extension("old"));
        std::fs::write(&file, "one").unwrap();
        let identity = Identity::of(&file);
        std::fs::write(&file, "more").unwrap();
        assert!(identity.is_kept(), "what is in it does not matter");
        std::fs::rename(&file, &elsewhere).unwrap();
        assert!(!identity.is_kept(), "renamed");
        std::fs::write(&file, "two").unwrap();
        assert!(!identity.is_kept(), "replaced");
        std::fs::rename(&elsewhere, &file).unwrap();
        assert!(identity.is_kept(), "put back");
        std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
        assert!(!identity.is_kept(), "deleted");
        assert!(Identity::of(&file).is_kept(), "of what never was, nothing is known");
    }
}

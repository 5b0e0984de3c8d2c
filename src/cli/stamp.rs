//! How a file was when it was looked at: enough to know whether it has been written, moved or replaced since.

use std::path::{Path, PathBuf};
#[expect(
    clippy::disallowed_types,
    reason = "it is only asked whether a file has been written since, and nothing of that is told"
)]
type Time = std::time::SystemTime;

/// How a file was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Which file.
    pub(super) path: PathBuf,
    seen: Seen,
}

/// What was found at its path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    /// Nothing, or nothing that may be looked at.
    Nothing,
    /// A folder, which is the same whatever is written in it.
    Folder,
    /// A file: when it was last written, how long it was, and which file it was.
    File(Option<Time>, u64, Identity),
}

/// What tells a file from another one that was put in its place, and shows that it was written even where its time was set back.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = ();

#[cfg(unix)]
fn identity(seen: &std::fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (seen.dev(), seen.ino(), seen.ctime(), seen.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Identity {}

impl Stamp {
    /// How the file at a path is now.
    pub(super) fn of(path: &Path) -> Self {
        let seen = match std::fs::metadata(path) {
            Err(_) => Seen::Nothing,
            Ok(seen) if seen.is_dir() => Seen::Folder,
            Ok(seen) => Seen::File(seen.modified().ok(), seen.len(), identity(&seen)),
        };
        Self {
            path: path.to_owned(),
            seen,
        }
    }

    /// A file that is not there.
    pub(super) fn of_none(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            seen: Seen::Nothing,
        }
    }

    /// Whether there was a file at its path.
    pub(super) fn is_a_file(&self) -> bool {
        matches!(self.seen, Seen::File(..))
    }

    /// Whether there was anything at its path.
    pub(super) fn is_there(&self) -> bool {
        self.seen != Seen::Nothing
    }
}

//! Which files a story rests on, how they were when it was read, and which of them have changed since.

use crate::cli::stamp::Stamp;
use std::path::PathBuf;
use std::time::Duration;

/// How long it is between two looks at the files.
const PAUSE: Duration = Duration::from_millis(200);
/// How long files must stay as they are to be taken as saved.
const QUIET: Duration = Duration::from_millis(60);
/// As many changed files as are named.
const NAMED: usize = 3;
/// How often files are looked at that do not come to rest.
const PATIENCE: usize = 50;

/// The files that are watched.
#[derive(Debug)]
pub(super) struct Watched {
    /// How they were when the story was read.
    stamps: Vec<Stamp>,
    /// Where the program was started; a folder that was replaced by another of its name is found again by that.
    here: Option<PathBuf>,
}

impl Watched {
    /// Nothing yet, seen from the working directory.
    pub(super) fn here() -> Self {
        Self {
            stamps: Vec::new(),
            here: std::env::current_dir().ok(),
        }
    }

    /// Takes these files from now on, as they are now; says whether they are the ones that were taken already.
    pub(super) fn take(&mut self, mut paths: Vec<PathBuf>) -> bool {
        paths.sort();
        paths.dedup();
        if paths.iter().eq(self.stamps.iter().map(|stamp| &stamp.path)) {
            return true;
        }
        self.stamps = paths.iter().map(|path| Stamp::of_none(path)).collect();
        false
    }

    /// Looks at the files anew, before the story is read from them.
    pub(super) fn look(&mut self) {
        self.stamps = self.now();
    }

    /// Waits until a file has changed and all are at rest again, and says which.
    pub(super) fn changed(&self) -> String {
        loop {
            if self.now() != self.stamps {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        let mut seen = self.now();
        for _ in 0..PATIENCE {
            std::thread::sleep(QUIET);
            let now = self.now();
            if now == seen {
                break;
            }
            seen = now;
        }
        self.difference(&seen)
    }

    /// What is said when the watch begins.
    pub(super) fn greeting(&self) -> String {
        let there: Vec<&Stamp> = self.stamps.iter().filter(|stamp| stamp.is_a_file()).collect();
        match there.len() {
            1 => "watching 1 file; Ctrl-C ends it".to_owned(),
            many => format!("watching {many} files; Ctrl-C ends it"),
        }
    }

    /// Returns to the folder where the program was started; says whether there is one.
    ///
    /// A folder that was put in its place is another one, and the working directory would stay the old one, wherever that has gone.
    pub(super) fn go_home(&self) -> bool {
        self.here
            .as_ref()
            .is_none_or(|here| std::env::set_current_dir(here).is_ok())
    }

    fn now(&self) -> Vec<Stamp> {
        let is_home = self.go_home();
        let paths = self.stamps.iter().map(|stamp| &stamp.path);
        paths
            .map(|path| {
                if is_home || path.is_absolute() {
                    Stamp::of(path)
                } else {
                    Stamp::of_none(path)
                }
            })
            .collect()
    }

    fn difference(&self, now: &[Stamp]) -> String {
        let pairs = self.stamps.iter().zip(now);
        let mut said: Vec<String> = pairs
            .filter(|(was, is)| was != is)
            .map(|(was, is)| {
                let what = match (was.is_there(), is.is_there()) {
                    (true, false) => "is gone",
                    (false, true) => "is there",
                    (true, true) | (false, false) => "has changed",
                };
                format!("`{}` {what}", is.path.display())
            })
            .collect();
        match said.len() {
            // Somebody changed it and took the change back.
            0 => "the files are as they were".to_owned(),
            many => {
                let more = many.saturating_sub(NAMED);
                said.truncate(NAMED);
                if more > 0 {
                    said.push(format!("and {more} more have changed"));
                }
                said.join(", ")
            }
        }
    }
}

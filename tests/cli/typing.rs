//! Typing: a folder, a command line in it, and what came of it.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The folder of the seed's story.
pub const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/what-you-leave-behind");

/// What a command printed, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub status: i32,
}

impl Ran {
    /// What it printed, where it did what it was asked and said nothing else.
    #[track_caller]
    pub fn quietly(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// What it said instead of an answer, where it could not do it.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!((self.status, self.out.as_str()), (2, ""), "{}", self.err);
        assert!(self.err.starts_with("error"), "{}", self.err);
        self.err
    }
}

/// A command line that is about to be run.
pub struct Typed {
    command: Command,
    input: Option<Vec<u8>>,
}

/// The program, with an empty environment but for its path.
pub fn lore(words: &[&str]) -> Typed {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lore"));
    command.args(words).env_clear();
    Typed { command, input: None }
}

/// The program asked about the seed's story.
pub fn seed(words: &[&str]) -> Typed {
    lore(&["-s", SEED]).and(words)
}

impl Typed {
    pub fn and(mut self, words: &[&str]) -> Self {
        self.command.args(words);
        self
    }

    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.command.env(name, value.into());
        self
    }

    pub fn fed(mut self, text: &str) -> Self {
        self.input = Some(text.as_bytes().to_vec());
        self
    }

    /// Runs it to its end.
    pub fn run(self) -> Ran {
        let (out, err, status) = self.bytes();
        let text = |bytes| String::from_utf8(bytes).expect("it prints text");
        Ran {
            out: text(out),
            err: text(err),
            status,
        }
    }

    /// Runs it, and takes what it prints as it is.
    pub fn bytes(mut self) -> (Vec<u8>, Vec<u8>, i32) {
        let stdin = self.input.as_ref().map_or_else(Stdio::null, |_| Stdio::piped());
        let pipes = self.command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().expect("the program can be run");
        let feeder = self.input.map(|input| {
            let mut stdin = child.stdin.take().expect("it is fed");
            std::thread::spawn(move || stdin.write_all(&input))
        });
        let done = child.wait_with_output().expect("it ends");
        if let Some(feeder) = feeder {
            // A program that refuses its arguments reads nothing, which is its right.
            let _ = feeder.join().expect("the feeder ends");
        }
        let status = done.status.code().expect("it ends by itself");
        (done.stdout, done.stderr, status)
    }

    /// Begins a talk with it, a line at a time.
    pub fn talk(mut self) -> Talk {
        let pipes = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = pipes.spawn().expect("the program can be run");
        let out = BufReader::new(child.stdout.take().expect("it is read"));
        Talk { child, out }
    }

    /// The command itself, for those who look at its streams as it runs.
    pub fn command(self) -> Command {
        self.command
    }
}

/// A program that is asked one line after another, and waits in between.
pub struct Talk {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Talk {
    /// What it answers to a line.
    pub fn asked(&mut self, line: &str) -> String {
        // What is said of the settings marks the end of the answer.
        let mark = "nothing is set\n";
        let stdin = self.child.stdin.as_mut().expect("it is fed");
        writeln!(stdin, "{line}\n:settings").expect("it listens");
        let mut said = String::new();
        while !said.ends_with(mark) {
            assert_ne!(self.out.read_line(&mut said).expect("text"), 0, "it has ended: {said}");
        }
        said.truncate(said.len() - mark.len());
        said
    }

    /// Says no more, and takes what it said on the side, and how it ended.
    pub fn end(mut self) -> (String, i32) {
        drop(self.child.stdin.take());
        let mut err = String::new();
        let stderr = self.child.stderr.as_mut().expect("it is read");
        stderr.read_to_string(&mut err).expect("text");
        (err, self.child.wait().expect("it ends").code().expect("by itself"))
    }
}

/// The files in a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("it is there");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// A folder of a test's own.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder can be made"))
    }

    /// A folder with a story in its usual place.
    pub fn of(story: &str) -> Self {
        Self::new().holding("story.json", story)
    }

    pub fn holding(self, name: &str, text: &str) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn lore(&self, words: &[&str]) -> Typed {
        lore(words).within(self.0.path())
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of what lies in it.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder can be read");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }
}

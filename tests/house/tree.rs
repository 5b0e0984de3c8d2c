//! The files of the house, as they are committed, or as a check's own example has them.

use crate::rust::Rust;
use std::fmt;
use std::path::Path;

/// Something that is not as it ought to be.
pub struct Fault {
    place: String,
    what: String,
    remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.what, self.remedy)
    }
}

/// One file of text.
pub struct File {
    /// Its path from the root of the house, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
    /// The same taken apart, where it is Rust.
    pub rust: Option<Rust>,
}

impl File {
    /// Something wrong at a byte of this file.
    pub fn fault(&self, at: usize, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        let line = self.text[..at].matches('\n').count() + 1;
        Fault {
            place: format!("{}:{line}", self.path),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// Its lines, each with the byte it begins at.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut at = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            (start, line.trim_end_matches(['\n', '\r']))
        })
    }

    /// The folder below `src` it stands in, which is its floor; without one, its own name.
    pub fn floor(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        Some(inside.split(['/', '.']).next().unwrap_or(inside))
    }
}

/// Every file of the house.
pub struct House {
    /// In the order of their paths.
    pub files: Vec<File>,
}

impl House {
    /// The house this test belongs to.
    pub fn here() -> Self {
        let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
        let ignored = std::fs::read_to_string(Path::new(&root).join(".gitignore")).expect("it stands there");
        let ignored: Vec<&str> = ignored.lines().map(|line| line.trim_matches('/')).collect();
        let mut files = Vec::new();
        walk(Path::new(&root), "", &ignored, &mut files);
        Self::made(files)
    }

    /// A house made for an example.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let owned = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Self::made(owned.collect())
    }

    fn made(mut files: Vec<(String, String)>) -> Self {
        files.sort();
        let files = files.into_iter().map(|(path, text)| {
            let is_rust = Path::new(&path).extension().is_some_and(|extension| extension == "rs");
            let rust = is_rust.then(|| Rust::of(&text));
            File { path, text, rust }
        });
        let mut house = Self { files: files.collect() };
        house.mark_test_files();
        house
    }

    /// Files that only a `#[cfg(test)] mod` leads to are tests through and through.
    fn mark_test_files(&mut self) {
        let mut only_tests = Vec::new();
        for file in &self.files {
            let folder = file.path.trim_end_matches("mod.rs").trim_end_matches("lib.rs");
            let folder = folder.trim_end_matches(".rs").trim_end_matches('/');
            let modules = file.rust.iter().flat_map(Rust::test_modules);
            only_tests.extend(modules.flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/")]));
        }
        for file in &mut self.files {
            let File { path, rust, .. } = file;
            let is_test = !path.starts_with("src/") || only_tests.iter().any(|prefix| path.starts_with(prefix));
            if is_test && let Some(rust) = rust {
                rust.tests.push(0..usize::MAX);
            }
        }
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Every file of Rust, with its parts.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Rust)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// Every page.
    pub fn pages(&self) -> impl Iterator<Item = &File> {
        let is_page = |file: &&File| Path::new(&file.path).extension().is_some_and(|it| it == "md");
        self.files.iter().filter(is_page)
    }
}

fn walk(folder: &Path, inside: &str, ignored: &[&str], files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the house can be read") {
        let entry = entry.expect("so can what stands in it");
        let name = entry.file_name().into_string().expect("names in the house are text");
        let path = format!("{inside}{name}");
        if name == ".git" || ignored.contains(&name.as_str()) || ignored.contains(&path.as_str()) {
            continue;
        }
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), ignored, files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.push((path, text));
        }
    }
}

//! A story is opened: its files read, with what they include, and every finding given its place.

use super::fault::{Fault, Where};
use super::journal;
use super::lower::{Lost, Lowered, Origins, lower};
use super::places::locate;
use super::prune::{self, Inspection};
use super::raw;
use super::slug::slug_of;
use super::sound::is_sound;
use super::symbols::Symbols;
use super::tree;
use crate::diag::{FileId, Files, Finding, Place, arrange};
use crate::model::{Story, fold};
use crate::vocabulary::{Declarations, Vocabulary};
use arcstr::ArcStr;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

/// What a story is read from.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// Bytes that are at hand, such as those of standard input, and the name to call them by.
    Bytes(String, Vec<u8>),
}

/// A story, and everything that is wrong with its files.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The story, as far as it could be read.
    pub story: Story,
    /// Its vocabulary.
    pub vocabulary: Vocabulary,
    /// Everything that is wrong, in the order in which it is shown.
    pub findings: Vec<Finding>,
    /// The files it was read from.
    pub files: Files,
    /// Where everything in the story stands in those files.
    pub origins: Origins,
    /// The folder of the first file that was asked for; none where only bytes were.
    pub folder: Option<PathBuf>,
    /// The files that were asked for and included, those that could not be read among them.
    pub(super) sought: Vec<PathBuf>,
}

/// A file that could not be read at all.
#[derive(Debug)]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// What the file system says.
    pub error: std::io::Error,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read `{}`: {}", self.path.display(), reason(&self.error))
    }
}

impl std::error::Error for Unreadable {}

/// The file system's reason, in the same words on every system where it is a common one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds of errors are many, and more may come"
)]
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// Reads a story from text at hand.
///
/// ```
/// let loaded = lorescope::load::read("story.json", r#"{"lorescope": 1, "characters": [{"id": "kira"}]}"#);
/// assert!(loaded.findings.is_empty());
/// assert_eq!(loaded.story.entities[0].names[0].text, "Kira");
/// ```
#[must_use]
pub fn read(name: &str, text: &str) -> Loaded {
    let input = Input::Bytes(name.to_owned(), text.as_bytes().to_vec());
    open(&[input]).unwrap_or_else(|unreadable| unreachable!("text needs no file: {unreadable}"))
}

/// Opens a story: one file or several, and the files they include.
///
/// # Errors
/// A file named in `inputs` that cannot be read. An included one that cannot is a finding.
pub fn open(inputs: &[Input]) -> Result<Loaded, Unreadable> {
    let mut opening = Opening::default();
    for input in inputs {
        let (name, text) = match input {
            Input::Path(path) => {
                let unreadable = |error| Unreadable {
                    path: path.clone(),
                    error,
                };
                opening.sought.push(path.clone());
                (path.display().to_string(), opening.text_of(path).map_err(unreadable)?)
            }
            Input::Bytes(name, bytes) => (name.clone(), opening.decode(bytes)),
        };
        let path = match input {
            Input::Path(path) => path.clone(),
            Input::Bytes(..) => PathBuf::from("-"),
        };
        if !opening.seen.contains(&plain(&path)) || matches!(input, Input::Bytes(..)) {
            opening.file(&path, name, &text);
        }
    }
    let mut loaded = opening.finish();
    loaded.folder = inputs.iter().find_map(|input| match input {
        Input::Path(path) => Some(path.parent().unwrap_or(Path::new("")).to_owned()),
        Input::Bytes(..) => None,
    });
    Ok(loaded)
}

/// The most a file may hold: offsets into it are 32 bits wide.
const LARGEST: usize = u32::MAX as usize - 1;

#[derive(Default)]
struct Opening {
    files: Files,
    /// Which of `files` each parsed file is; parsed files stand in the order of their events.
    ids: Vec<FileId>,
    folders: Vec<PathBuf>,
    parsed: Vec<raw::File>,
    inspections: Vec<Option<Inspection>>,
    /// For each parsed file what was read of it first, where it is a journal.
    journals: Vec<Option<journal::Given>>,
    symbols: Symbols,
    findings: Vec<Finding>,
    seen: Vec<PathBuf>,
    sought: Vec<PathBuf>,
    underway: Vec<PathBuf>,
    bad_text: Option<Finding>,
    lost: Lost,
}

impl Opening {
    fn text_of(&mut self, path: &Path) -> std::io::Result<ArcStr> {
        let mut file = std::fs::File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(std::io::Error::other("it is a directory"));
        }
        let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        if size > LARGEST {
            return Err(std::io::Error::other("it is larger than 4 GB"));
        }
        if size == 0 {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            return Ok(self.decode(&bytes));
        }
        let mut failed = None;
        let read = ArcStr::init_with(size, |bytes| failed = file.read_exact(bytes).err());
        let mut rest = Vec::new();
        file.read_to_end(&mut rest)?;
        match (read, failed) {
            (Ok(text), None) if rest.is_empty() => Ok(text),
            _ => Ok(self.decode(&std::fs::read(path)?)),
        }
    }

    fn decode(&mut self, bytes: &[u8]) -> ArcStr {
        let next = FileId(u32::try_from(self.files.iter().count()).unwrap_or(u32::MAX));
        let (text, bad) = tree::decode(next, bytes);
        self.bad_text = bad;
        ArcStr::from(text)
    }

    /// Reads a file after the files it includes, so that their events stand before its own.
    fn file(&mut self, path: &Path, name: String, text: &ArcStr) {
        let bad_text = self.bad_text.take();
        let id = self.files.add(name, text.clone());
        self.seen.push(plain(path));
        self.underway.push(plain(path));
        let well_formed = bad_text.is_none();
        self.findings.extend(bad_text);
        let journal = is_journal(&self.files.get(id).name, text).then(|| journal::read(id, text, None));
        let (raw, inspection, journal) = match journal {
            Some(read) => survey(id, read),
            None => {
                let (raw, inspection) = self.parse(id, text, well_formed);
                (raw, inspection, None)
            }
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut inspection = inspection;
        for (i, included) in raw.include.iter().enumerate() {
            self.include(&folder.join(included), included, id, i, text, &mut inspection);
        }
        self.underway.pop();
        self.ids.push(id);
        self.folders.push(folder);
        self.parsed.push(raw);
        self.inspections.push(inspection);
        self.journals.push(journal);
    }

    fn parse(&mut self, id: FileId, text: &ArcStr, well_formed: bool) -> (raw::File, Option<Inspection>) {
        if well_formed
            && let Ok(file) = raw::read(text, &mut self.symbols)
            && is_sound(&file)
        {
            return (file, None);
        }
        let inspection = prune::inspect(id, text);
        let file = self.what_is_left(id, inspection);
        (file.0, Some(file.1))
    }

    /// Reads what is left of a file without what is bad.
    fn what_is_left(&mut self, id: FileId, mut inspection: Inspection) -> (raw::File, Inspection) {
        self.findings.extend(inspection.findings.iter().cloned());
        for name in std::mem::take(&mut inspection.dropped) {
            self.lost.names.extend([fold(&name), slug_of(&name)]);
        }
        self.lost.anything |= inspection.cut;
        let left = ArcStr::from(inspection.json.as_str());
        let file = raw::read(&left, &mut self.symbols).unwrap_or_else(|error| {
            let message = format!("the two readers of Lorescope disagree about this file: {error}");
            let help = "this is a fault of Lorescope: please report it with the file";
            self.findings.push(
                Finding::error("readers-disagree", message)
                    .at(Place::new(id, 0..0))
                    .help(help),
            );
            raw::File::default()
        });
        (file, inspection)
    }

    /// Reads the journals again, now that the names and the vocabulary of all files are known.
    fn journals(&mut self) {
        let journals = std::mem::take(&mut self.journals);
        if journals.iter().all(Option::is_none) {
            return;
        }
        let declared: Vec<&Declarations> = self.parsed.iter().map(|file| &file.vocabulary).collect();
        let vocabulary = Vocabulary::of(&declared).0;
        let mut ground = journal::ground(&vocabulary, &self.parsed, &self.symbols, &journals);
        let mut read_again = Vec::new();
        for (place, _) in journals.iter().enumerate().filter(|(_, journal)| journal.is_some()) {
            let id = self.ids[place];
            let text = self.files.get(id).text.clone();
            read_again.push((place, journal::read(id, &text, Some(&mut ground))));
        }
        for (place, read) in read_again {
            let id = self.ids[place];
            for name in &read.dropped {
                self.lost.names.extend([fold(name), slug_of(name)]);
            }
            self.lost.lines |= read.is_unread();
            let (mut file, inspection) = self.what_is_left(id, prune::prune(id, read.reading(), prune::Form::Journal));
            file.journal = true;
            self.parsed[place] = file;
            self.inspections[place] = Some(inspection);
        }
    }

    fn include(
        &mut self,
        path: &Path,
        name: &str,
        by: FileId,
        nth: usize,
        text: &ArcStr,
        inspection: &mut Option<Inspection>,
    ) {
        let known = plain(path);
        let mut refuse = |me: &mut Self, rule: &'static str, message: String, help: &str| {
            let tree = inspection.get_or_insert_with(|| prune::inspect(by, text));
            let span = tree.locate(&[prune::Step::Key("include"), prune::Step::Index(nth)]);
            me.findings
                .push(Finding::error(rule, message).at(Place::new(by, span)).help(help));
        };
        if self.underway.contains(&known) {
            refuse(
                self,
                "include-loop",
                format!("`{name}` includes, in the end, itself"),
                "take one of the includes away",
            );
        } else if !self.seen.contains(&known) {
            self.sought.push(path.to_owned());
            match is_regular(path).and_then(|()| self.text_of(path)) {
                Ok(text) => {
                    let shown: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
                    self.file(path, shown.display().to_string(), &text);
                }
                Err(error) => {
                    // Anything may have been given there.
                    self.lost.anything = true;
                    let message = format!("cannot read `{name}`: {}", reason(&error));
                    refuse(
                        self,
                        "include-unread",
                        message,
                        "paths are relative to the file that includes",
                    );
                }
            }
        }
    }

    fn finish(mut self) -> Loaded {
        self.journals();
        let parsed = std::mem::take(&mut self.parsed);
        let symbols = std::mem::take(&mut self.symbols);
        let Lowered {
            story,
            vocabulary,
            faults,
            mut origins,
        } = lower(parsed, symbols, std::mem::take(&mut self.lost));
        for fault in faults {
            if self.follows_from_a_cut(&fault) {
                continue;
            }
            let finding = self.located(fault);
            self.findings.push(finding);
        }
        arrange(&mut self.findings);
        let inspections = self.inspections.into_iter();
        origins.files = self.ids;
        origins.folders = self.folders;
        origins.inspections = inspections
            .map(|known| known.map_or_else(OnceLock::new, OnceLock::from))
            .collect();
        Loaded {
            story,
            vocabulary,
            findings: self.findings,
            files: self.files,
            origins,
            folder: None,
            sought: self.sought,
        }
    }

    /// Whether an event lacks somebody who may stand in what was cut away from it, which was told already.
    fn follows_from_a_cut(&self, fault: &Fault) -> bool {
        let Some(Some(inspection)) = self.inspections.get(fault.at.file) else {
            return false;
        };
        if fault.finding.rule != "role-count" || inspection.findings.is_empty() {
            return false;
        }
        inspection.is_wounded(&locate(inspection, &fault.at.entry()), "roles")
    }

    fn located(&mut self, fault: Fault) -> Finding {
        let mut finding = fault.finding;
        finding.place = Some(self.place(&fault.at).label(fault.label));
        for (at, text) in fault.notes {
            let place = self.place(&at);
            finding = finding.note_at(place, text);
        }
        finding
    }

    fn place(&mut self, at: &Where) -> Place {
        let id = self.ids.get(at.file).copied().unwrap_or_default();
        let text = &self.files.get(id).text;
        let inspection = self.inspections[at.file].get_or_insert_with(|| prune::inspect(id, text));
        Place::new(id, locate(inspection, at))
    }
}

/// Whether a text is a journal: by the ending of its name, or where it has none by how it begins.
pub(crate) fn is_journal(name: &str, text: &str) -> bool {
    let ends = |end: &str| {
        Path::new(name)
            .extension()
            .is_some_and(|known| known.eq_ignore_ascii_case(end))
    };
    let begins = || text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
    journal::is_journal(name) || name.starts_with('<') && !ends("json") && !begins()
}

/// What a journal gives to others, for whoever reads them.
fn survey(id: FileId, mut read: journal::Read) -> (raw::File, Option<Inspection>, Option<journal::Given>) {
    let given = journal::Given {
        labels: std::mem::take(&mut read.labels),
        axis: read.axis,
    };
    let inspection = prune::prune(id, read.reading(), prune::Form::Journal);
    let left = ArcStr::from(inspection.json.as_str());
    let file = raw::read(&left, &mut Symbols::default()).unwrap_or_default();
    (file, Some(inspection), Some(given))
}

/// Refuses what is no file or folder: a pipe or a device may never end, and nobody who opens a story asked for it.
fn is_regular(path: &Path) -> std::io::Result<()> {
    let found = std::fs::metadata(path)?;
    if found.is_file() || found.is_dir() {
        return Ok(());
    }
    Err(std::io::Error::other("it is no regular file"))
}

/// A path without the steps that lead nowhere, to know a file again.
fn plain(path: &Path) -> PathBuf {
    let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    full.components()
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}

impl Loaded {
    /// Whether anything is wrong that keeps the story from being used.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.level == crate::diag::Level::Error)
    }
}

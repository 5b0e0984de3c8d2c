//! The documents that a story quotes, read where they stand beside it; they are only ever read.
//!
//! Nothing but a check of quotes needs them, so nobody opens one before that is asked for.

use super::lower::Origins;
use super::open::{Loaded, reason};
use super::settings;
use crate::diag::{FileId, Files};
use crate::model::{DocumentId, Text};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The most that a document may hold, in bytes: ten times the longest novel there is.
const LARGEST: u64 = 128 << 20;

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DocumentText {
    /// Nobody asked for it, nothing quotes it, or the document has no `path`.
    #[default]
    Unasked,
    /// It stands among the files.
    Read(FileId),
    /// It could not be read.
    Unread {
        /// Why, as a sentence that names no document.
        reason: String,
        /// What to do about it.
        help: &'static str,
    },
}

impl Loaded {
    /// Reads the documents that the story quotes, and adds them to its files.
    ///
    /// ```no_run
    /// use lorescope::load::{DocumentText, Input, open};
    /// use lorescope::model::DocumentId;
    /// let mut loaded = open(&[Input::Path("story.json".into())])?;
    /// loaded.read_documents();
    /// if let DocumentText::Read(file) = loaded.origins.document(DocumentId(0)) {
    ///     println!("{} bytes", loaded.files.get(*file).text.len());
    /// }
    /// # Ok::<(), lorescope::load::Unreadable>(())
    /// ```
    pub fn read_documents(&mut self) {
        let mut quoted = vec![false; self.story.documents.len()];
        for (_, source) in self.story.all_sources() {
            quoted[source.document.index()] |= source.quote.is_some();
        }
        let mut read: Vec<(PathBuf, DocumentText)> = Vec::new();
        let mut texts = Vec::with_capacity(quoted.len());
        for (nth, document) in self.story.documents.iter().enumerate() {
            let Some(named) = document.path.as_ref().filter(|_| quoted[nth]) else {
                texts.push(DocumentText::Unasked);
                continue;
            };
            let named = Path::new(named.as_str());
            let path = self.origins.folder_of_document(nth).join(named);
            let known = read.iter().find(|(other, _)| *other == path);
            let text = match known {
                Some((_, text)) => text.clone(),
                None if named.has_root() => DocumentText::Unread {
                    reason: "its path is absolute".to_owned(),
                    help: "give the path from the folder of the story file, so that the two can move together",
                },
                None => text_at(&path, &mut self.files),
            };
            read.push((path, text.clone()));
            texts.push(text);
        }
        self.origins.texts = texts;
    }
}

impl Loaded {
    /// Every file that decides what the story is and what is found in it, whether or not it is there: a change of one may change all.
    ///
    /// These are the story's own files and those they include, the `lore.toml` beside it, its documents and its pictures.
    #[must_use]
    pub fn files_it_rests_on(&self) -> Vec<PathBuf> {
        let documents = (0..)
            .zip(&self.story.documents)
            .filter_map(|(nth, document)| Some((self.origins.folder_of_document(nth), document.path.as_ref()?)));
        let pictures = (0..)
            .zip(&self.story.entities)
            .filter_map(|(nth, entity)| Some((self.origins.folder_of_entity(nth), entity.image.as_ref()?)));
        // What has an absolute path is read by nobody.
        let beside = documents
            .chain(pictures)
            .filter(|(_, path)| !Path::new(path.as_str()).has_root());
        let mut all = self.sought.clone();
        all.extend(self.folder.iter().map(|folder| folder.join(settings::NAME)));
        all.extend(beside.map(|(folder, path)| folder.join(path.as_str())));
        all
    }

    /// Makes the paths of documents and pictures begin from that folder instead of from that of the file that gives each.
    pub fn resettle(&mut self, folder: &Path) {
        let folder = plain(folder);
        for (nth, document) in self.story.documents.iter_mut().enumerate() {
            if let Some(path) = &mut document.path {
                let from = self.origins.folder_of_document(nth);
                *path = resettled(from, &folder, path).unwrap_or_else(|| path.clone());
            }
        }
        for (nth, entity) in self.story.entities.iter_mut().enumerate() {
            if let Some(path) = &mut entity.image {
                let from = self.origins.folder_of_entity(nth);
                *path = resettled(from, &folder, path).unwrap_or_else(|| path.clone());
            }
        }
    }
}

/// A path from one folder, as it is from another; none where nothing is to change.
fn resettled(from: &Path, to: &Path, path: &str) -> Option<Text> {
    let from = plain(from);
    if from == to || Path::new(path).has_root() {
        return None;
    }
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = to.components().skip(shared).map(|_| "..".to_owned());
    let down = from.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    let way: Vec<String> = up.chain(down).chain([path.to_owned()]).collect();
    Some(Text::from(arcstr::ArcStr::from(way.join("/"))))
}

/// A folder's full path, to compare it with others.
fn plain(folder: &Path) -> PathBuf {
    let named = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    std::fs::canonicalize(named).unwrap_or_else(|_| named.to_owned())
}

/// Reads a document, and adds it to the files.
fn text_at(path: &Path, files: &mut Files) -> DocumentText {
    let bytes = match bytes_at(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            return DocumentText::Unread {
                reason: reason(&error),
                help: "`path` begins from the folder of the file that declares the document",
            };
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let shown: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
            let text = text
                .strip_prefix('\u{feff}')
                .map_or_else(|| text.clone(), str::to_owned);
            DocumentText::Read(files.add(shown.display().to_string(), text))
        }
        Err(error) => {
            let before = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..before].split(|byte| *byte == b'\n').count();
            DocumentText::Unread {
                reason: format!("it is no UTF-8 text from line {line} on"),
                help: "save it as UTF-8; of a word processor's file, export the text",
            }
        }
    }
}

/// The bytes of a file; what may never end is no file.
pub(super) fn bytes_at(path: &Path) -> std::io::Result<Vec<u8>> {
    // Asked before it is opened: opening a pipe would wait for whoever writes to it.
    let known = std::fs::metadata(path)?;
    if known.is_dir() {
        return Err(std::io::Error::other("it is a directory"));
    }
    if !known.is_file() {
        return Err(std::io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(std::io::Error::other("it is larger than 128 MB"));
    }
    Ok(bytes)
}

/// Bytes as text, or why they are none.
pub(super) fn as_text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|_| "it is no UTF-8 text".to_owned())
}

/// The text of a file that is no story, such as a theme, or why it cannot be read.
///
/// # Errors
///
/// Where there is no such file, it may not be read, it is too large, or it is no text.
pub fn text_of(path: &Path) -> Result<String, String> {
    bytes_at(path).map_err(|error| reason(&error)).and_then(as_text)
}

impl Origins {
    /// The text of a document, as far as it was read.
    #[must_use]
    pub fn document(&self, document: DocumentId) -> &DocumentText {
        self.texts.get(document.index()).unwrap_or(&DocumentText::Unasked)
    }

    /// The folder that a document's path begins from.
    fn folder_of_document(&self, nth: usize) -> &Path {
        let file = self.documents.get(nth).map_or(0, |at| at.file);
        self.folder_of_file(file)
    }

    /// The folder that a picture's path begins from.
    pub(super) fn folder_of_entity(&self, nth: usize) -> &Path {
        self.folder_of_file(self.entities.get(nth).map_or(0, |at| at.file))
    }

    fn folder_of_file(&self, file: usize) -> &Path {
        self.folders.get(file).map_or(Path::new(""), PathBuf::as_path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Input, open};

    /// What comes of the documents of a story, one a line.
    fn read(documents: &[(&str, &[u8])], paths: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let story = folder.path().join("story");
        std::fs::create_dir(&story).unwrap();
        for (name, bytes) in documents {
            std::fs::write(story.join(name), bytes).unwrap();
        }
        let declared: Vec<String> = (0..)
            .zip(paths)
            .map(|(nth, path)| format!(r#"{{"id": "d{nth}", "path": "{path}"}}"#))
            .collect();
        let facts: Vec<String> = (0..paths.len())
            .map(|nth| {
                format!(r#"{{"name": "f{nth}", "value": "x", "sources": [{{"document": "d{nth}", "quote": "q"}}]}}"#)
            })
            .collect();
        let cast = format!(
            r#"{{"lorescope": 1, "documents": [{}, {{"id": "bare"}}, {{"id": "unquoted", "path": "no"}}], "facts": [{}]}}"#,
            declared.join(", "),
            facts.join(", ")
        );
        std::fs::write(story.join("cast.json"), cast).unwrap();
        let main = folder.path().join("main.json");
        std::fs::write(&main, r#"{"lorescope": 1, "include": ["story/cast.json"]}"#).unwrap();
        let mut loaded = open(&[Input::Path(main)]).unwrap();
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        loaded.read_documents();
        let texts = (0..=paths.len() + 1).map(|nth| loaded.origins.document(DocumentId(u32::try_from(nth).unwrap())));
        texts
            .map(|text| match text {
                DocumentText::Unasked => "unasked".to_owned(),
                DocumentText::Read(file) => {
                    let file = loaded.files.get(*file);
                    let name = file.name.strip_prefix(&folder.path().display().to_string()).unwrap();
                    format!("{name}: {}", file.text)
                }
                DocumentText::Unread { reason, .. } => reason.clone(),
            })
            .collect()
    }

    #[test]
    fn documents_stand_beside_the_file_that_declares_them() {
        let documents: &[(&str, &[u8])] = &[("a.md", b"text"), ("bad.md", b"a\nb\xff")];
        let paths = [
            "a.md",
            "./a.md",
            "../story/a.md",
            "bad.md",
            "none.md",
            ".",
            "/etc/hostname",
        ];
        assert_eq!(
            read(documents, &paths),
            [
                "/story/a.md: text",
                "/story/a.md: text",
                "/story/../story/a.md: text",
                "it is no UTF-8 text from line 2 on",
                "there is no such file",
                "it is a directory",
                "its path is absolute",
                "unasked",
                "unasked",
            ]
        );
    }
}

//! Every quote of a story, looked for in the document that it names.

use super::{Index, Verdict};
use crate::diag::{FileId, Files};
use crate::load::{DocumentText, Origins};
use crate::model::{DocumentId, SourceId, Story};
use std::ops::Range;

/// A quote of a story, and what came of looking for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whose it is.
    pub source: SourceId,
    /// The document it names.
    pub document: DocumentId,
    /// That document's text.
    pub file: FileId,
    /// What came of looking for it there.
    pub verdict: Verdict,
    /// Where it stands word for word in another document, if it does not in its own: which file, and which bytes of it.
    pub elsewhere: Option<(FileId, Range<usize>)>,
}

/// Looks for every quote in its document, in the order of [`Story::all_sources`].
///
/// Only what [`Loaded::read_documents`](crate::load::Loaded::read_documents) has read is searched; quotes of other documents are not in the list.
///
/// ```no_run
/// use lorescope::{check::quotes::{Verdict, verify}, load::{Input, open}};
/// let mut loaded = open(&[Input::Path("story.json".into())])?;
/// loaded.read_documents();
/// for quote in verify(&loaded.story, &loaded.files, &loaded.origins) {
///     if let Verdict::Found(places) = quote.verdict
///         && let Some(first) = places.first()
///     {
///         let (line, column) = loaded.files.line_column(quote.file, first.start);
///         println!("{}:{line}:{column}", loaded.files.get(quote.file).name);
///     }
/// }
/// # Ok::<(), lorescope::load::Unreadable>(())
/// ```
#[must_use]
pub fn verify(story: &Story, files: &Files, origins: &Origins) -> Vec<Verified> {
    let mut indexes: Vec<(FileId, Index<'_>)> = Vec::new();
    let documents = (0..).map(DocumentId).take(story.documents.len());
    let index_of: Vec<Option<usize>> = documents
        .map(|document| {
            let DocumentText::Read(file) = *origins.document(document) else {
                return None;
            };
            let known = indexes.iter().position(|(other, _)| *other == file);
            Some(known.unwrap_or_else(|| {
                indexes.push((file, Index::of(&files.get(file).text)));
                indexes.len() - 1
            }))
        })
        .collect();
    let quotes = story.all_sources().filter_map(|(id, source)| {
        let own = index_of[source.document.index()]?;
        let quote = source.quote.as_deref()?;
        let (file, index) = &indexes[own];
        let verdict = index.find(quote);
        let mut others = indexes.iter().enumerate().filter(|(nth, _)| *nth != own);
        let elsewhere = match verdict {
            Verdict::Found(_) => None,
            Verdict::Drifted(_) | Verdict::NotFound => {
                others.find_map(|(_, (file, index))| Some((*file, index.first(quote)?)))
            }
        };
        Some(Verified {
            source: id,
            document: source.document,
            file: *file,
            verdict,
            elsewhere,
        })
    });
    quotes.collect()
}

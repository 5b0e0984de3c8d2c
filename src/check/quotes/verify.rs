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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Input, open};
    use std::fs;

    #[test]
    fn every_quote_is_looked_for_in_its_own_document_and_then_in_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let story = r#"{"lorescope": 1,
            "documents": [{"id": "one", "path": "one.md"}, {"id": "same", "path": "one.md"}, {"id": "two", "path": "two.md"}, {"id": "three"}],
            "facts": [{"name": "end", "value": "sad", "sources": [{"document": "two", "quote": "The house stands empty"}]}],
            "factions": [{"id": "house"}],
            "characters": [{"id": "ada",
                "sources": [{"document": "one"}, {"document": "one", "quote": "ada  came home"}, {"document": "three", "quote": "nobody looks"}],
                "relations": {"member": {"to": "house", "sources": [{"document": "same", "quote": "Ada came to the house"}]}}}],
            "events": [{"id": "death", "kind": "death", "roles": {"victim": "ada"}, "sources": [{"document": "two", "quote": "Ada came home"}]}]}"#;
        for (name, text) in [
            ("story.json", story),
            ("one.md", "Then\nAda came home."),
            ("two.md", "The house stands empty."),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut loaded = open(&[Input::Path(folder.path().join("story.json"))]).unwrap();
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        assert!(verify(&loaded.story, &loaded.files, &loaded.origins).is_empty());
        loaded.read_documents();
        let said: Vec<String> = verify(&loaded.story, &loaded.files, &loaded.origins)
            .iter()
            .map(|quote| {
                let place = loaded
                    .origins
                    .place_of_source(&loaded.files, quote.source, Some("quote"));
                let words = &loaded.files.get(place.file).text[place.span()];
                let verdict = match &quote.verdict {
                    Verdict::Found(places) => format!("{places:?}"),
                    Verdict::Drifted(drift) => drift.diff.clone(),
                    Verdict::NotFound => "not found".to_owned(),
                };
                let elsewhere = quote
                    .elsewhere
                    .as_ref()
                    .map(|(file, span)| &loaded.files.get(*file).text[span.clone()]);
                format!("{words} {verdict} {elsewhere:?}")
            })
            .collect();
        assert_eq!(
            said,
            [
                "\"Ada came home\" not found Some(\"Ada came home\")",
                "\"ada  came home\" [5..18] None",
                "\"Ada came to the house\" Ada came {to the house ⟶ home} None",
                "\"The house stands empty\" [0..22] None",
            ]
        );
    }
}

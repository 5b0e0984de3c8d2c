//! What attests a fact: the words first, then the document they stand in, which is left out where it is the story's first.

use super::page::Page;
use super::words::{free, quoted, told};
use crate::model::{Certainty, DocumentId, Source, Story};

/// Writes sources as details, so many levels deep.
pub(super) fn sources(story: &Story, sources: &[Source], depth: usize, page: &mut Page) {
    for source in sources {
        page.line(depth, &head(story, source));
        let Some(detail) = &source.detail else { continue };
        if let Some(told) = told(detail.told.as_ref()) {
            page.line(depth + 1, &format!("told {told}"));
        }
        if let Some(word) = certainty(detail.certainty) {
            page.line(depth + 1, word);
        }
        if let Some(note) = &detail.note {
            page.line(depth + 1, &format!("note {}", free(note)));
        }
    }
}

fn head(story: &Story, source: &Source) -> String {
    let document = &story.document(source.document).id;
    let mut line = match &source.quote {
        Some(quote) if source.document == DocumentId(0) => quoted(quote),
        Some(quote) => format!("{} {document}", quoted(quote)),
        None => format!("from {document}"),
    };
    if let Some(locator) = &source.locator {
        line.push_str(", ");
        line.push_str(&free(locator));
    }
    line
}

/// How sure something is, where it is not simply stated.
pub(super) fn certainty(certainty: Certainty) -> Option<&'static str> {
    (certainty != Certainty::Stated).then(|| certainty.word())
}

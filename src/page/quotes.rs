//! The words of the sources, each with the document it stands in; a document that can be read on the web has its address.

use super::payload::Range;
use super::reader::Reader;
use super::spells::Spells;
use crate::model::{Source, Story};
use serde::Serialize;

/// Where something is attested.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Quote {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    d: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

/// A document as the page has it.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    id: String,
    versions: Vec<Version>,
}

/// What a document is called while a reader stands at some positions.
#[derive(Debug, Serialize)]
struct Version {
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    #[serde(flatten)]
    said: Said,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Said {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// All documents in the order of their ids, as far as they have been heard of.
#[derive(Debug)]
pub(super) struct Shelf {
    all: Vec<(String, Spells<Said>)>,
}

impl Shelf {
    /// The documents of the whole story.
    pub(super) fn of(story: &Story) -> Self {
        let mut ids: Vec<String> = story.documents.iter().map(|document| document.id.to_string()).collect();
        ids.sort();
        Self {
            all: ids.into_iter().map(|id| (id, Spells::default())).collect(),
        }
    }

    /// Hears of the documents that a reader at a position knows.
    pub(super) fn hear(&mut self, position: u32, reader: &Reader) {
        for document in &reader.world.story.documents {
            let said = Said {
                title: document.title.as_ref().unwrap_or(&document.id).to_string(),
                author: document.author.as_ref().map(ToString::to_string),
                url: document.url.as_ref().and_then(|url| on_the_web(url)),
            };
            let place = self.place(&document.id);
            self.all[place as usize].1.at(position, said);
        }
    }

    /// The number of a document.
    fn place(&self, id: &str) -> u32 {
        let place = self.all.binary_search_by(|(known, _)| known.as_str().cmp(id));
        u32::try_from(place.expect("a cut story has no documents of its own")).expect("documents are few")
    }

    /// Sources in words.
    pub(super) fn quotes(&self, story: &Story, sources: &[Source]) -> Vec<Quote> {
        let quotes = sources.iter().map(|source| Quote {
            text: source.quote.as_ref().map(ToString::to_string),
            d: self.place(&story.document(source.document).id),
            at: source.locator.as_ref().map(ToString::to_string),
        });
        quotes.collect()
    }

    /// The documents as the page has them.
    pub(super) fn written(self, positions: u32) -> Vec<Document> {
        let written = self.all.into_iter().map(|(id, spells)| Document {
            id,
            versions: spells.written(positions).map(|(r, said)| Version { r, said }).collect(),
        });
        written.collect()
    }
}

/// An address, if a browser would go there rather than run it.
fn on_the_web(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let clean = !rest.is_empty() && !rest.chars().any(|c| c.is_control() || c.is_whitespace());
    (clean && (scheme == "http" || scheme == "https")).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::on_the_web;

    #[test]
    fn only_what_a_browser_fetches_is_a_link() {
        for (url, is_link) in [
            ("https://example.org/a?b=c#d", true),
            ("HTTP://example.org", true),
            (" https://example.org ", true),
            ("javascript:alert(1)", false),
            ("javascript://example.org/%0aalert(1)", false),
            ("data:text/html,<script>", false),
            ("https://", false),
            ("https://a b", false),
            ("//example.org", false),
            ("java\nscript:alert(1)", false),
        ] {
            assert_eq!(on_the_web(url).is_some(), is_link, "{url}");
        }
    }
}

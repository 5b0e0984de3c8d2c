//! A world under examination: where its parts stand in the files, and what its sources say of them.
//!
//! A rule shows both places of a fault, each with the words of the story's sources, and asks here for both.

use crate::diag::{Files, Finding, Place};
use crate::load::Origins;
use crate::model::{EntityId, EventId, InitialId, Source};
use crate::timeline::Cause;
use crate::world::World;

/// A world under examination, and where its parts stand in the files.
pub(crate) struct Subject<'a> {
    pub world: &'a World,
    pub(super) files: &'a Files,
    pub(super) origins: &'a Origins,
}

impl Subject<'_> {
    /// Where an event stands.
    pub(crate) fn event(&self, event: EventId, label: impl Into<String>) -> Place {
        self.origins.place_of_event(self.files, event, Some("id")).label(label)
    }

    /// Where a key of an event stands.
    pub(crate) fn key(&self, event: EventId, key: &str, label: impl Into<String>) -> Place {
        self.origins.place_of_event(self.files, event, Some(key)).label(label)
    }

    /// Where an initial relation stands.
    pub(crate) fn initial(&self, initial: InitialId, label: impl Into<String>) -> Place {
        self.origins.place_of_initial(self.files, initial).label(label)
    }

    /// Where an entity stands.
    pub(crate) fn entity(&self, entity: EntityId, label: impl Into<String>) -> Place {
        self.origins
            .place_of_entity(self.files, entity, Some("id"))
            .label(label)
    }

    /// Where a waiver stands, by its place in the story's list.
    pub(crate) fn waiver(&self, nth: usize, label: impl Into<String>) -> Place {
        self.origins.place_of_waiver(self.files, nth).label(label)
    }

    /// Where what started or ended a stretch stands, if it stands anywhere.
    pub(crate) fn cause(&self, cause: Cause) -> Option<Place> {
        match cause {
            Cause::Always => None,
            Cause::Initial(initial) => Some(self.initial(initial, "")),
            Cause::Event(event) => Some(self.event(event, "")),
        }
    }
}

/// How many quotes are shown of one event or statement.
const QUOTES: usize = 2;
/// How many characters of a quote are shown.
const QUOTED: usize = 200;

impl Subject<'_> {
    /// Adds the other place of a fault: an event, and the words that its sources have for it.
    pub(crate) fn beside(&self, finding: Finding, event: EventId, text: impl Into<String>) -> Finding {
        self.quoted(finding.note_at(self.event(event, ""), text), event)
    }

    /// Adds the words that the sources have for an event, a note for each quote.
    pub(crate) fn quoted(&self, finding: Finding, event: EventId) -> Finding {
        let id = &self.world.story.event(event).id;
        self.words(finding, id, self.world.story.sources(event))
    }

    /// Adds the words that the sources have for what started or ended a stretch.
    pub(crate) fn quoted_cause(&self, finding: Finding, cause: Cause) -> Finding {
        match cause {
            Cause::Always => finding,
            Cause::Event(event) => self.quoted(finding, event),
            Cause::Initial(initial) => {
                let initial = self.world.story.initial(initial);
                let on = &self.world.story.entity(initial.subject).id;
                self.words(finding, on, &initial.sources)
            }
        }
    }

    fn words(&self, finding: Finding, id: &str, sources: &[Source]) -> Finding {
        let quotes = sources
            .iter()
            .filter_map(|source| Some((source, source.quote.as_ref()?)));
        quotes.take(QUOTES).fold(finding, |finding, (source, quote)| {
            let document = &self.world.story.document(source.document).id;
            let place = match &source.locator {
                Some(locator) => format!("{document}, {locator}"),
                None => document.to_string(),
            };
            finding.note(format!("told of `{id}`: “{}” ({place})", shortened(quote)))
        })
    }
}

/// A quote as far as it is shown, cut between words.
fn shortened(quote: &str) -> String {
    let Some((end, _)) = quote.char_indices().nth(QUOTED) else {
        return quote.to_owned();
    };
    let cut = quote[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", quote[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quote_is_cut_between_words() {
        assert_eq!(shortened("one two"), "one two");
        assert_eq!(shortened(&"word ".repeat(50)), format!("{}…", "word ".repeat(40)));
        assert_eq!(shortened(&"漢".repeat(300)), format!("{} …", "漢".repeat(200)));
    }
}

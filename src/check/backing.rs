//! What stands behind a finding: the other place, the words of the sources, and what its order rests on.
//!
//! A rule shows both places of a fault, each with the words of the story's sources, and asks here for both.

use super::Subject;
use crate::diag::Finding;
use crate::model::{EventId, Source};
use crate::timeline::Cause;

/// How many quotes are shown of one event or statement.
const QUOTES: usize = 2;
/// How many characters of a quote are shown.
const QUOTED: usize = 200;

impl Subject<'_> {
    /// Adds the other place of a fault: an event, and the words that its sources have for it.
    pub(crate) fn beside(&self, finding: Finding, event: EventId, text: impl Into<String>) -> Finding {
        self.quoted(finding.note_at(self.told(event), text), event)
    }

    /// Shows the event at fault: its place with its sentence, and the words that its sources have for it.
    pub(crate) fn at_event(&self, finding: Finding, event: EventId) -> Finding {
        self.quoted(finding.at(self.told(event)), event)
    }

    /// Adds what started or ended a stretch as the other place; of what held from always, only the text.
    pub(crate) fn beside_cause(&self, finding: Finding, cause: Cause, text: impl Into<String>) -> Finding {
        match cause {
            Cause::Always => finding.note(text),
            Cause::Event(event) => self.beside(finding, event, text),
            Cause::Initial(initial) => self.quoted_cause(finding.note_at(self.initial(initial, ""), text), cause),
        }
    }

    /// Says that a finding rests on the place in the file alone, where nothing else orders the two events.
    pub(crate) fn unsettled(&self, finding: Finding, one: EventId, other: EventId) -> Finding {
        if !self.world.timeline.order.is_unsettled(one, other) {
            return finding;
        }
        let id = |event| &self.world.story.event(event).id;
        finding.note(format!(
            "this rests on the place in the file alone: nothing else orders `{}` and `{}`",
            id(one),
            id(other)
        ))
    }

    /// The same for what started or ended a stretch.
    pub(crate) fn unsettled_since(&self, finding: Finding, cause: Cause, event: EventId) -> Finding {
        match cause.event() {
            Some(other) => self.unsettled(finding, other, event),
            None => finding,
        }
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

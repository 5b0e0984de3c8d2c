//! What stands behind a finding: the other place, the words of the sources, and what its order rests on.

use super::Subject;
use crate::diag::Finding;
use crate::model::{EventId, Source};
use crate::timeline::Cause;

/// How many characters of a quote are shown; a finding is no anthology.
const SHOWN: usize = 200;

impl Subject<'_> {
    /// Shows the event at fault: its place with its sentence, and its quote.
    pub(crate) fn at_event(&self, finding: Finding, event: EventId) -> Finding {
        self.quoted(finding.at(self.told(event)), event)
    }

    /// Shows another event beside the one at fault: its place with its sentence under `text`, and its quote.
    pub(crate) fn beside_event(&self, finding: Finding, event: EventId, text: impl Into<String>) -> Finding {
        self.quoted(finding.note_at(self.told(event), text), event)
    }

    /// Shows what started or ended a stretch beside the event at fault; of what held from always, only the words.
    pub(crate) fn beside_cause(&self, finding: Finding, cause: Cause, text: impl Into<String>) -> Finding {
        match cause {
            Cause::Always => finding.note(text),
            Cause::Event(event) => self.beside_event(finding, event, text),
            Cause::Initial(initial) => {
                let sources = &self.world.story.initial(initial).sources;
                let finding = finding.note_at(self.initial(initial, ""), text);
                self.with_words(finding, sources, "this")
            }
        }
    }

    /// Adds the words of the first source that quotes an event.
    pub(crate) fn quoted(&self, finding: Finding, event: EventId) -> Finding {
        let what = format!("`{}`", self.world.story.event(event).id);
        self.with_words(finding, self.world.story.sources(event), &what)
    }

    /// Adds the words of the first source that has some, said of something.
    pub(crate) fn with_words(&self, finding: Finding, sources: &[Source], of: &str) -> Finding {
        let quoting = sources.iter().find_map(|source| Some((source, source.quote.as_ref()?)));
        let Some((source, quote)) = quoting else {
            return finding;
        };
        let document = &self.world.story.document(source.document).id;
        let locator = source.locator.as_ref();
        let locator = locator.map_or(String::new(), |locator| format!(" ({locator})"));
        finding.note(format!("`{document}`{locator} says of {of}: “{}”", shortened(quote)))
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
}

/// A quote in one line, cut between two words where it is long.
fn shortened(quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let mut shown = String::new();
    for (nth, word) in words.iter().enumerate() {
        if nth > 0 && shown.chars().count() + word.chars().count() > SHOWN {
            shown.push_str(" …");
            break;
        }
        if nth > 0 {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_quote_is_cut_between_words() {
        assert_eq!(shortened("he came\n  out"), "he came out");
        let long = shortened(&"word ".repeat(100));
        assert!(long.ends_with("word …") && long.chars().count() < 210, "{long}");
    }
}

//! What stands behind an answer: the event or the statement that makes it so, and the words of the sources.

use super::Tense;
use super::World;
use crate::model::{Certainty, DocumentId, EventId, InitialId, Source};
use crate::timeline::{Cause, Stretch};

/// An event or a statement behind an answer, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Evidence {
    /// The id of the event, where it is one.
    pub event: Option<String>,
    /// The id of the entity it is stated on, where it is a statement.
    pub stated_on: Option<String>,
    /// What happened, or what is stated.
    pub sentence: String,
    /// When it happened, as written.
    pub at: Option<String>,
    /// The id of the place where it happened.
    pub place: Option<String>,
    /// How sure it is: stated, implied, doubtful.
    pub certainty: &'static str,
    /// The id of the document whose claim it is, where claims differ.
    pub according_to: Option<String>,
    /// What the sources say.
    pub quotes: Vec<Quote>,
}

/// Where in the sources something is attested.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Quote {
    /// The id of the document.
    pub document: String,
    /// The words, where they are given.
    pub text: Option<String>,
    /// Where in the document.
    pub locator: Option<String>,
}

impl World {
    /// What stands behind a cause; for what held from always, only that nothing says otherwise.
    #[must_use]
    pub fn evidence(&self, cause: Cause) -> Evidence {
        match cause {
            Cause::Event(event) => self.event_evidence(event),
            Cause::Initial(initial) => self.initial_evidence(initial),
            Cause::Always => Evidence {
                event: None,
                stated_on: None,
                sentence: "Held from the start, since nothing told says otherwise".to_owned(),
                at: None,
                place: None,
                certainty: Certainty::Stated.word(),
                according_to: None,
                quotes: Vec::new(),
            },
        }
    }

    /// What stands behind a stretch: what started it, then what ended it.
    #[must_use]
    pub fn stretch_evidence(&self, stretch: &Stretch) -> Vec<Evidence> {
        let causes = std::iter::once(stretch.started).chain(stretch.ended.filter(|&ended| ended != stretch.started));
        causes.map(|cause| self.evidence(cause)).collect()
    }

    /// An event as evidence.
    #[must_use]
    pub fn event_evidence(&self, id: EventId) -> Evidence {
        let event = self.story.event(id);
        Evidence {
            event: Some(event.id.to_string()),
            stated_on: None,
            sentence: self.sentence(id),
            at: event.at.is_known().then(|| event.at.written.to_string()),
            place: event.place.map(|place| self.story.entity(place).id.to_string()),
            certainty: event.certainty.word(),
            according_to: self.claimant(event.detail.as_ref().and_then(|detail| detail.according_to)),
            quotes: self.quotes(self.story.sources(id)),
        }
    }

    fn initial_evidence(&self, id: InitialId) -> Evidence {
        let initial = self.story.initial(id);
        let args = [Some(initial.subject.into()), initial.object];
        Evidence {
            event: None,
            stated_on: Some(self.story.entity(initial.subject).id.to_string()),
            sentence: self.relation_sentence(initial.relation, args, Tense::Past),
            at: None,
            place: None,
            certainty: initial.certainty.word(),
            according_to: self.claimant(initial.according_to),
            quotes: self.quotes(&initial.sources),
        }
    }

    fn claimant(&self, document: Option<DocumentId>) -> Option<String> {
        document.map(|id| self.story.document(id).id.to_string())
    }

    /// Sources in words.
    #[must_use]
    pub fn quotes(&self, sources: &[Source]) -> Vec<Quote> {
        let words = |text: &Option<crate::model::Text>| text.as_ref().map(ToString::to_string);
        sources
            .iter()
            .map(|source| Quote {
                document: self.story.document(source.document).id.to_string(),
                text: words(&source.quote),
                locator: words(&source.locator),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    #[test]
    fn evidence_names_the_event_or_the_statement_and_quotes_the_source() {
        let world = world(
            r#"{"lorescope": 1, "documents": [{"id": "book"}],
            "characters": [{"id": "a", "name": "Ann", "relations": {"friend": "b"}}, {"id": "b", "name": "Bo"}],
            "events": [{"id": "pact", "kind": "alliance", "roles": {"allies": ["a", "b"]}, "at": 3,
                        "sources": [{"document": "book", "quote": "they shook hands", "locator": "1.2"}],
                        "certainty": "implied"}]}"#,
        );
        let told: Vec<String> = world
            .timeline
            .stretches
            .iter()
            .filter(|stretch| stretch.args[1].is_some())
            .flat_map(|stretch| world.stretch_evidence(stretch))
            .map(|e| {
                format!(
                    "{:?} {:?} {} {:?} {} {:?}",
                    e.event,
                    e.stated_on,
                    e.sentence,
                    e.at,
                    e.certainty,
                    e.quotes.first().and_then(|q| q.text.clone())
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                r#"None Some("a") Ann was a friend of Bo None stated None"#,
                r#"Some("pact") None Ann and Bo allied Some("3") implied Some("they shook hands")"#,
            ]
        );
    }
}

//! A story's quotes as the rules speak of them: whose they are, where they stand, and what else has their words.

use super::{Verified, verify};
use crate::check::Subject;
use crate::diag::{Finding, Place};
use crate::model::{Attested, Node, SourceId};

impl Subject<'_> {
    /// Every quote of the story that could be looked for, and what came of it; looked for once, however many rules ask.
    pub(crate) fn quotes(&self) -> &[Verified] {
        self.verified
            .get_or_init(|| verify(&self.world.story, self.files, self.origins))
    }

    /// What a source speaks for, as a finding names it.
    pub(crate) fn whose(&self, source: SourceId) -> String {
        let story = &self.world.story;
        match source.of {
            Attested::Event(event) => format!("`{}`", story.event(event).id),
            Attested::Entity(entity) => format!("`{}`", story.entity(entity).id),
            Attested::Initial(initial) => {
                let initial = story.initial(initial);
                let relation = &self.world.vocabulary.relation(initial.relation).name;
                format!("the relation `{relation}` of `{}`", story.entity(initial.subject).id)
            }
            Attested::Fact(nth) => format!("the fact `{}`", story.facts[nth].name),
        }
    }

    /// Where a source may be waived.
    pub(crate) fn bearers(&self, source: SourceId) -> Vec<Node> {
        match source.of {
            Attested::Event(event) => vec![event.into()],
            Attested::Entity(entity) => vec![entity.into()],
            Attested::Initial(initial) => vec![self.world.story.initial(initial).subject.into()],
            Attested::Fact(_) => Vec::new(),
        }
    }

    /// Where a quote stands in the story.
    pub(crate) fn quote(&self, source: SourceId, label: &str) -> Place {
        let place = self.origins.place_of_source(self.files, source, Some("quote"));
        place.label(label)
    }
}

impl Verified {
    /// Adds where the quote stands word for word, if another document has it; else what is to be done.
    pub(crate) fn or_elsewhere(&self, finding: Finding, help: impl Into<String>) -> Finding {
        match &self.elsewhere {
            Some((file, span)) => finding
                .help("name the document that has these words")
                .note_at(Place::new(*file, span.clone()), "it stands here, in another document"),
            None => finding.help(help),
        }
    }
}

//! Who surely does what: the agents of an event, whose claim it is, and what belongs to one scene.

use super::Subject;
use crate::model::{Certainty, DocumentId, EventId, Node, Part};
use crate::timeline::{Cause, Stretch};

impl Subject<'_> {
    /// Whether an event is taken, and surely happened: neither doubtful nor another canon's.
    pub(crate) fn is_sure(&self, event: EventId) -> bool {
        let world = self.world;
        world.story.event(event).certainty < Certainty::Doubtful && world.timeline.lens.takes_event(&world.story, event)
    }

    /// Those who surely act in an event: they fill a role of those who act, and not as one of several candidates.
    ///
    /// Somebody who fills two such roles is named twice; use [`Subject::agents`] where that matters.
    pub(crate) fn acting(&self, event: EventId) -> impl Iterator<Item = Part> + '_ {
        let kind = self.world.vocabulary.kind(self.world.story.event(event).kind);
        let parts = self.world.story.parts(event).iter().copied();
        parts.filter(|part| !part.candidate && kind.role(part.role).is_some_and(|role| role.agentive))
    }

    /// Those who surely act in an event, each once.
    pub(crate) fn agents(&self, event: EventId) -> Vec<Node> {
        let mut agents = Vec::new();
        for part in self.acting(event) {
            if !agents.contains(&part.node) {
                agents.push(part.node);
            }
        }
        agents
    }

    /// Whose claim an event is, where claims differ.
    pub(crate) fn claimant(&self, event: EventId) -> Option<DocumentId> {
        let detail = self.world.story.event(event).detail.as_ref();
        detail.and_then(|detail| detail.according_to)
    }

    /// Whose claim it is that something started or ended.
    pub(crate) fn claimant_of(&self, cause: Cause) -> Option<DocumentId> {
        match cause {
            Cause::Always => None,
            Cause::Initial(initial) => self.world.story.initial(initial).according_to,
            Cause::Event(event) => self.claimant(event),
        }
    }

    /// Whether a stretch surely began, and nobody but those who claim the event claim it: claims that differ contradict nobody.
    pub(crate) fn surely_began(&self, stretch: &Stretch, for_event: EventId) -> bool {
        stretch.certainty < Certainty::Doubtful && self.claimant_of(stretch.started) == self.claimant(for_event)
    }

    /// What surely ended a stretch, in the eyes of those who claim the event.
    pub(crate) fn sure_end(&self, stretch: &Stretch, for_event: EventId) -> Option<Cause> {
        let sure = stretch.end_certainty < Certainty::Doubtful;
        stretch
            .ended
            .filter(|&ended| sure && self.claimant_of(ended) == self.claimant(for_event))
    }

    /// Whether one of two events is part of the other: they are one scene, in which no order is told.
    pub(crate) fn is_one_scene(&self, one: EventId, other: EventId) -> bool {
        self.wholes(one).any(|whole| whole == other) || self.wholes(other).any(|whole| whole == one)
    }

    /// An event, what it is part of, what that is part of, and so on.
    pub(crate) fn wholes(&self, event: EventId) -> impl Iterator<Item = EventId> + '_ {
        std::iter::successors(Some(event), |&part| self.world.story.event(part).within)
    }
}

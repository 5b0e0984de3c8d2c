//! Who knows what, at every moment; worked out when first asked for.
//!
//! Knowing is derived: whoever takes part in an event knows of it, and whoever is told of it does; the dead know nothing.
//! What is known of a state is known of the events that begin and end it.

use super::World;
use crate::model::{EventId, Node, RelationId};
use crate::timeline::{self, AsOf, Moment, Reason, Stretch, Timeline, Truth, Verdict};
use crate::vocabulary::Meaning;

impl World {
    /// The timeline with what everybody knows of events in it.
    #[must_use]
    pub fn knowing(&self) -> &Timeline {
        self.knowing
            .get_or_init(|| self.timeline.knowing(&self.story, &self.vocabulary))
    }

    /// The timeline that tells of a relation: of knowledge, the one with all knowing in it.
    #[must_use]
    pub fn timeline_of(&self, relation: RelationId) -> &Timeline {
        if self.vocabulary.relation(relation).means == Some(Meaning::Knowledge) {
            self.knowing()
        } else {
            &self.timeline
        }
    }

    /// Whether a relation holds between two as of a moment, knowledge included; a none stands for anybody.
    ///
    /// The places of its stretches are those of [`World::timeline_of`] its relation.
    #[must_use]
    pub fn holds(&self, relation: RelationId, args: [Option<Node>; 2], as_of: &AsOf) -> Verdict {
        let verdict = self
            .timeline_of(relation)
            .holds(&self.vocabulary, relation, args, as_of);
        let is_knowing = timeline::knowledge(&self.vocabulary) == Some(relation);
        match args {
            [Some(who), Some(what)] if is_knowing && verdict.reason == Reason::Unsaid => {
                self.untold(who, what, as_of, verdict)
            }
            _ => verdict,
        }
    }

    /// The stretches that a verdict rests on.
    pub fn judged<'a>(&'a self, verdict: &'a Verdict) -> impl DoubleEndedIterator<Item = &'a Stretch> + 'a {
        let stretches = &self.timeline_of(verdict.relation).stretches;
        verdict.stretches.iter().map(move |&place| &stretches[place])
    }

    /// Whether somebody knows of an entity or event as of a moment; none where the vocabulary has no word for knowing.
    ///
    /// Yes and no are as sure as what is told; of what nothing tells, it is unknown.
    /// Two who are one by then know the same.
    #[must_use]
    pub fn knows(&self, who: Node, what: Node, as_of: &AsOf) -> Option<Verdict> {
        let relation = timeline::knowledge(&self.vocabulary)?;
        Some(self.holds(relation, [Some(who), Some(what)], as_of))
    }

    /// All stretches of knowing of events and things, in the order in which they are told.
    pub fn knowledge(&self) -> impl Iterator<Item = &Stretch> + '_ {
        let relation = timeline::knowledge(&self.vocabulary);
        let known = relation.map(|relation| (relation, &self.knowing().stretches));
        known
            .into_iter()
            .flat_map(|(relation, all)| all.iter().filter(move |stretch| stretch.relation == relation))
    }

    /// What somebody knows, or who knows of something.
    pub fn knowledge_of(&self, node: Node) -> impl Iterator<Item = &Stretch> + '_ {
        let relation = timeline::knowledge(&self.vocabulary);
        let known = relation.map(|relation| (relation, self.knowing().concerning(node)));
        known
            .into_iter()
            .flat_map(|(relation, all)| all.filter(move |stretch| stretch.relation == relation))
    }

    /// The events told of by a moment of which somebody has no knowledge then, in story order, each with what makes it so: not yet, no more, or nothing told.
    #[must_use]
    pub fn unknown_to(&self, who: Node, as_of: &AsOf) -> Vec<(EventId, Verdict)> {
        let told = self.timeline.order.sequence().iter().copied();
        let told = told.take(as_of.moment.0 as usize);
        told.filter(|&event| self.timeline.lens.takes_event(&self.story, event))
            .filter_map(|event| {
                let verdict = self.knows(who, event.into(), as_of)?;
                // Whoever took part in what may not have happened yet knows of it if it has.
                let known = verdict.truth == Truth::Yes || verdict.reason == Reason::Unsettled(event);
                (!known).then_some((event, verdict))
            })
            .collect()
    }

    /// The events by which a state is known: whoever knows of what began it or of what ended it knows that it held.
    pub fn telling_of(&self, stretch: &Stretch) -> impl Iterator<Item = EventId> + use<> {
        let ended = stretch.ended.filter(|&ended| ended != stretch.started);
        [Some(stretch.started), ended]
            .into_iter()
            .flatten()
            .filter_map(timeline::Cause::event)
    }

    /// Whether somebody knows of an event since they took part in it, or in a part of it.
    #[must_use]
    pub fn saw_it(&self, knowing: &Stretch) -> bool {
        let (Some(by), Some(what)) = (knowing.started.event(), knowing.args[1].and_then(Node::event)) else {
            return false;
        };
        let part = |event: EventId| {
            self.story
                .parts(event)
                .iter()
                .any(|part| Some(part.node) == knowing.args[0])
        };
        let mut within = std::iter::successors(Some(by), |&inner| self.story.event(inner).within).take(DEEP);
        part(by) && within.any(|event| event == what)
    }

    /// Those who were at the place of an event when it happened, whether or not they have a part in it.
    #[must_use]
    pub fn present_at(&self, event: EventId) -> Vec<Node> {
        let Some(place) = self.story.event(event).place.map(Node::from) else {
            return Vec::new();
        };
        let before = Moment(self.timeline.order.position(event));
        let present = self.timeline.concerning(place).filter(|stretch| {
            let presence = self.vocabulary.relation(stretch.relation).means == Some(Meaning::Presence);
            presence && stretch.args[1] == Some(place) && stretch.holds_at(before)
        });
        present.filter_map(|stretch| stretch.args[0]).collect()
    }

    /// Of what the story gives somebody no knowledge: what has not happened yet is surely not known, and whoever was there may have seen it.
    fn untold(&self, who: Node, what: Node, as_of: &AsOf, verdict: Verdict) -> Verdict {
        let Some(event) = what.event() else { return verdict };
        let after = Moment(self.timeline.order.position(event) + 1);
        if after > as_of.moment {
            let (truth, reason) = if self.timeline.is_settled(event, as_of) {
                (Truth::No, Reason::NotYet)
            } else {
                (Truth::Unknown, Reason::Unsettled(event))
            };
            return Verdict {
                truth,
                reason,
                ..verdict
            };
        }
        let relation = verdict.relation;
        let one_with = self.selves(who, as_of).into_iter().find_map(|other| {
            let args = [Some(other), Some(what)];
            let verdict = self.knowing().holds(&self.vocabulary, relation, args, as_of);
            (verdict.truth == Truth::Yes).then_some(verdict)
        });
        if let Some(verdict) = one_with {
            return verdict;
        }
        match self.nearby(who, event) {
            Some(place) => Verdict {
                reason: Reason::Nearby,
                stretches: vec![place],
                ..verdict
            },
            None => verdict,
        }
    }

    /// Where among the stretches the one stands by which somebody was at the place of an event when it happened.
    fn nearby(&self, who: Node, event: EventId) -> Option<usize> {
        let place = Node::from(self.story.event(event).place?);
        let before = Moment(self.timeline.order.position(event));
        self.knowing().place_concerning(who, |stretch| {
            let presence = self.vocabulary.relation(stretch.relation).means == Some(Meaning::Presence);
            presence && stretch.args == [Some(who), Some(place)] && stretch.holds_at(before)
        })
    }
}

/// How deep events may lie within one another before it must be a loop.
const DEEP: usize = 64;

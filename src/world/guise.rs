//! Whom somebody passes for, or is possessed by, when something happens: *Dukat (as a Bajoran)*.
//!
//! Only what surely holds going into an event is said of it; what the event itself begins or ends, and whoever it names anyway, is not said twice.

use super::World;
use super::clause::unknown;
use crate::model::{EntityId, EventId, Node, Part};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::Meaning;
use rustc_hash::FxHashMap;

/// The stretches in which anybody is disguised or possessed, by their places in the timeline; looked up for every name that is told.
#[derive(Debug, Default)]
pub(super) struct Guises(FxHashMap<EntityId, Vec<usize>>);

impl World {
    /// What somebody passes for, or is possessed by, as they play a part in an event, in words: *as a Bajoran*.
    ///
    /// A disguise is told of whoever is there, possession of those who act.
    #[must_use]
    pub fn guise(&self, event: EventId, part: Part) -> Option<String> {
        let guises = self.guises.get_or_init(|| self.all_guises());
        let mine = guises.0.get(&part.node.entity()?)?;
        let kind = self.vocabulary.kind(self.story.event(event).kind);
        let role = kind.role(part.role)?;
        role.awareness()?;
        let going_into = self.before_event(event);
        let told: Vec<String> = mine
            .iter()
            .map(|&place| &self.timeline.stretches[place])
            .filter(|stretch| role.agentive || self.is_disguise(stretch))
            .filter(|stretch| self.timeline.spans(stretch, &going_into))
            .filter(|stretch| self.timeline.doubt(stretch, &going_into).is_none())
            .filter(|stretch| stretch.ended != Some(Cause::Event(event)))
            .filter(|stretch| stretch.args[1].is_none_or(|by| !self.takes_part(by, event)))
            .map(|stretch| self.guise_words(stretch))
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    fn all_guises(&self) -> Guises {
        let mut guises = Guises::default();
        for (place, stretch) in self.timeline.stretches.iter().enumerate() {
            let means = self.vocabulary.relation(stretch.relation).means;
            if matches!(means, Some(Meaning::Disguise | Meaning::Possession))
                && let Some(who) = stretch.args[0].and_then(Node::entity)
            {
                guises.0.entry(who).or_default().push(place);
            }
        }
        guises
    }

    fn is_disguise(&self, stretch: &Stretch) -> bool {
        self.vocabulary.relation(stretch.relation).means == Some(Meaning::Disguise)
    }

    fn takes_part(&self, who: Node, event: EventId) -> bool {
        self.story.parts(event).iter().any(|part| part.node == who)
    }

    fn guise_words(&self, stretch: &Stretch) -> String {
        let relation = self.vocabulary.relation(stretch.relation);
        let other = stretch.args[1].map(|node| self.mention(node));
        if self.is_disguise(stretch) {
            return other.map_or_else(|| "in disguise".to_owned(), |other| format!("as {other}"));
        }
        let base = &relation.words.base;
        let how = base.strip_prefix("be ").unwrap_or(base);
        let nobody = || {
            relation
                .between
                .get(1)
                .map_or("somebody", |&sort| unknown(sort))
                .to_owned()
        };
        format!("{how} {}", other.unwrap_or_else(nobody))
    }
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    fn sentences(inside: &str) -> Vec<String> {
        let world = world(&format!(r#"{{"lorescope": 1, "in-order": true, {inside}}}"#));
        world
            .timeline
            .order
            .sequence()
            .iter()
            .map(|&id| world.sentence(id))
            .collect()
    }

    #[test]
    fn whoever_passes_for_another_is_told_so_until_the_mask_falls() {
        assert_eq!(
            sentences(
                r#""characters": [{"id": "dukat", "name": "Dukat", "relations": {"disguised-as": "guise"}}, {"id": "winn", "name": "Winn"}],
                "items": [{"id": "guise", "name": "a Bajoran"}], "factions": [{"id": "wraiths", "name": "the Pah-wraiths", "plural": true}],
                "events": [
                {"id": "way", "kind": "journey", "roles": {"traveller": ["dukat", "winn"]}},
                {"id": "talk", "kind": "conversation", "roles": {"speakers": "winn", "about": "dukat"}},
                {"id": "poison", "kind": "killing", "roles": {"killer": "winn", "victim": "dukat"}},
                {"id": "taken", "kind": "possession", "roles": {"possessed": "dukat", "possessor": "wraiths"}},
                {"id": "back", "kind": "resurrection", "roles": {"revived": "dukat", "reviver": "wraiths"}},
                {"id": "bare", "kind": "unmasking", "roles": {"unmasked": "dukat"}},
                {"id": "deed", "kind": "killing", "roles": {"killer": "dukat", "victim": "winn"}},
                {"id": "hurt", "kind": "wounding", "roles": {"wounded": "dukat"}}]"#
            ),
            [
                "Dukat (as a Bajoran) and Winn travelled",
                "Winn talked about Dukat",
                "Winn killed Dukat (as a Bajoran)",
                "The Pah-wraiths possessed Dukat (as a Bajoran)",
                "The Pah-wraiths resurrected Dukat (as a Bajoran)",
                "Dukat was unmasked",
                "Dukat (possessed by the Pah-wraiths) killed Winn",
                "Dukat was wounded",
            ]
        );
    }

    #[test]
    fn a_disguise_as_nobody_in_particular_is_told_and_a_doubtful_one_is_not() {
        assert_eq!(
            sentences(
                r#""characters": [{"id": "a", "name": "Ann"}, {"id": "b", "name": "Bo"}],
                "events": [
                {"id": "one", "kind": "disguise", "roles": {"disguised": "a"}},
                {"id": "two", "kind": "disguise", "roles": {"disguised": "b"}, "certainty": "doubtful"},
                {"id": "met", "kind": "meeting", "roles": {"participants": ["a", "b"]}},
                {"id": "bare", "kind": "unmasking", "roles": {"unmasked": "b"}},
                {"id": "anew", "kind": "disguise", "roles": {"disguised": "b"}},
                {"id": "left", "kind": "departure", "roles": {"departed": ["a", "b"]}}]"#
            ),
            [
                "Ann assumed a disguise",
                "Bo assumed a disguise",
                "Ann (in disguise) and Bo met",
                "Bo was unmasked",
                "Bo assumed a disguise",
                "Ann and Bo (in disguise) departed"
            ]
        );
    }
}

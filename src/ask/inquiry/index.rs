//! Who takes part in which events, and which stretches are of which relation; laid out when first asked for.

use crate::model::{EventId, Node, RelationId};
use crate::timeline::Stretch;
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cell::OnceCell;

/// The events of a story by who takes part, and its stretches by relation.
#[derive(Debug)]
pub(super) struct Index<'a> {
    world: &'a World,
    takes_part: OnceCell<Parts>,
    by_relation: OnceCell<Vec<Vec<u32>>>,
}

#[derive(Debug)]
struct Parts {
    of_entity: Vec<Vec<EventId>>,
    /// Events that take part in events, in the order of the former.
    of_event: Vec<(EventId, EventId)>,
}

impl<'a> Index<'a> {
    pub(super) fn of(world: &'a World) -> Self {
        Self {
            world,
            takes_part: OnceCell::new(),
            by_relation: OnceCell::new(),
        }
    }

    /// The events that somebody takes part in, or that happen there, in story order.
    pub(super) fn events_with(&self, node: Node) -> Vec<EventId> {
        let parts = self.takes_part.get_or_init(|| self.parts());
        match (node.entity(), node.event()) {
            (Some(entity), _) => parts.of_entity[entity.index()].clone(),
            (None, Some(event)) => {
                let first = parts.of_event.partition_point(|&(other, _)| other < event);
                let of_event = parts.of_event[first..].iter();
                let mut events: Vec<EventId> = of_event
                    .take_while(|&&(other, _)| other == event)
                    .map(|&(_, within)| within)
                    .collect();
                events.sort_by_key(|&id| self.world.timeline.order.position(id));
                events
            }
            (None, None) => Vec::new(),
        }
    }

    /// The stretches of a relation, in the order of the timeline.
    pub(super) fn stretches_of(&self, relation: RelationId) -> Vec<&'a Stretch> {
        let world = self.world;
        if world.vocabulary.relation(relation).means == Some(Meaning::Knowledge) {
            let all = world.knowing().stretches.iter();
            return all.filter(|stretch| stretch.relation == relation).collect();
        }
        let stretches = &world.timeline.stretches;
        let by_relation = self.by_relation.get_or_init(|| {
            let mut by_relation = vec![Vec::new(); world.vocabulary.relations.len()];
            for (place, stretch) in (0..).zip(stretches) {
                by_relation[stretch.relation.index()].push(place);
            }
            by_relation
        });
        let places = by_relation[relation.index()].iter();
        places.map(|&place: &u32| &stretches[place as usize]).collect()
    }

    fn parts(&self) -> Parts {
        let story = &self.world.story;
        let mut of_entity: Vec<Vec<EventId>> = vec![Vec::new(); story.entities.len()];
        let mut of_event = Vec::new();
        for &id in self.world.timeline.order.sequence() {
            let place = story.event(id).place.map(Node::from);
            for node in story.parts(id).iter().map(|part| part.node).chain(place) {
                match (node.entity(), node.event()) {
                    (Some(entity), _) => {
                        let events = &mut of_entity[entity.index()];
                        if events.last() != Some(&id) {
                            events.push(id);
                        }
                    }
                    (None, Some(event)) => of_event.push((event, id)),
                    (None, None) => {}
                }
            }
        }
        of_event.sort_unstable();
        of_event.dedup();
        Parts { of_entity, of_event }
    }
}

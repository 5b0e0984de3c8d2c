//! Which stretches concern somebody; laid out when first asked for, since many questions never ask.
//!
//! The stretches of each entity stand side by side, found by its number: two walks over all stretches, and no sorting.

use super::{Stretch, Timeline};
use crate::model::Node;

/// The places of stretches in [`Timeline::stretches`], by whom they concern.
#[derive(Clone, Debug, Default)]
pub(super) struct Concerns {
    /// Where the stretches of each entity begin in `places`; one more than there are entities.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// Few stretches concern an event, that somebody knows of: these are kept in the order of the events.
    of_events: Vec<(Node, u32)>,
}

impl Concerns {
    fn of(stretches: &[Stretch]) -> Self {
        let nodes = || {
            let numbered = (0..).zip(stretches);
            numbered.flat_map(|(place, stretch)| {
                let [one, other] = stretch.args;
                let other = other.filter(|_| other != one);
                [one, other].into_iter().flatten().map(move |node| (node, place))
            })
        };
        let mut of_events: Vec<(Node, u32)> = nodes().filter(|(node, _)| node.event().is_some()).collect();
        of_events.sort_unstable();
        let entities = || nodes().filter_map(|(node, place)| Some((node.entity()?.index(), place)));
        let last = entities().map(|(entity, _)| entity + 2).max().unwrap_or(1);
        let mut starts = vec![0u32; last];
        entities().for_each(|(entity, _)| starts[entity + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; starts.last().map_or(0, |&end| end as usize)];
        for (entity, place) in entities() {
            places[next[entity] as usize] = place;
            next[entity] += 1;
        }
        Self {
            starts,
            places,
            of_events,
        }
    }

    /// The places of the stretches that concern an entity or event, ascending.
    fn places(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        let range = match node.entity().map(crate::model::EntityId::index) {
            Some(entity) if entity + 1 < self.starts.len() => {
                self.starts[entity] as usize..self.starts[entity + 1] as usize
            }
            Some(_) | None => 0..0,
        };
        let first = self.of_events.partition_point(|(other, _)| *other < node);
        let of_event = self.of_events[first..]
            .iter()
            .take_while(move |(other, _)| *other == node);
        let of_entity = self.places[range].iter().copied();
        of_entity
            .chain(of_event.map(|&(_, place)| place))
            .map(|place| place as usize)
    }
}

impl Timeline {
    /// The stretches that concern an entity or event, in the order of [`Timeline::stretches`].
    pub fn concerning(&self, node: Node) -> impl Iterator<Item = &Stretch> + '_ {
        self.places_concerning(node).map(|place| &self.stretches[place])
    }

    /// Where in [`Timeline::stretches`] the first of those that concern somebody stands that is wanted.
    #[must_use]
    pub fn place_concerning(&self, node: Node, wanted: impl Fn(&Stretch) -> bool) -> Option<usize> {
        self.places_concerning(node)
            .find(|&place| wanted(&self.stretches[place]))
    }

    /// Where in [`Timeline::stretches`] those stand that concern an entity or event, ascending.
    pub fn places_concerning(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.concerns.get_or_init(|| Concerns::of(&self.stretches)).places(node)
    }
}

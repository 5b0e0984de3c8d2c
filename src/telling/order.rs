//! Where everything is told, and the order that follows from it.
//!
//! ```text
//!   told        1.1      1.2        2           3.1
//!   events       a        b         c ..........          c is told somewhere in section 2
//!   somebody              introduced with b, or where it says `told`
//! ```
//!
//! A label such as `2` may be any place within that section, so that it is neither before `2.4` nor after it.

use crate::model::{Axis, Edge, EntityId, EventId, Initial, Name, Node, Section, Source, Story, Told, When};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// A span of the telling: the first and the last place that a label may mean.
pub type Span = (i64, i64);

/// What a label of the telling may mean: `3` is anywhere from `3.0` on, before `4`.
///
/// ```
/// use lorescope::{model::{Told, Written}, telling::{is_before, span}};
/// let [chapter, section, next] = ["3", "3.2", "4"].map(|text| span(&Told::parse(Written::Text(text.into())).unwrap()));
/// assert!(is_before(chapter, next) && is_before(section, next));
/// assert!(!is_before(chapter, section) && !is_before(section, chapter));
/// ```
#[must_use]
pub fn span(told: &Told) -> Span {
    let written = told.written.to_string();
    When::parse(written.into(), Axis::Label).map_or((told.key, told.key), |when| (when.earliest, when.latest))
}

/// Whether the one is certainly told before the other.
#[must_use]
pub fn is_before(one: Span, other: Span) -> bool {
    one.1 < other.0
}

/// By where something has been told for certain: the end of what its label may mean, and within that a place in the files.
///
/// Places order like the telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The last place that the label may mean; what stands before every label has the least.
    pub label: i64,
    /// How far the files have come, in events; the most of all at the end of what the label may mean.
    pub events: u32,
}

impl Place {
    /// At the end of what a label may mean.
    #[must_use]
    pub fn end_of(label: i64) -> Self {
        Self {
            label,
            events: u32::MAX,
        }
    }

    fn of(told: &Told) -> Self {
        Self::end_of(span(told).1)
    }
}

/// Where everything in a story is told.
#[derive(Clone, Debug)]
pub struct Telling {
    sequence: Vec<EventId>,
    positions: Vec<u32>,
    events: Vec<Place>,
    entities: Vec<Place>,
    /// Where the last of everything is told.
    end: Place,
    /// What the label of each section may mean, in the order of the story's list.
    sections: Vec<Span>,
    said: Vec<Option<Span>>,
    stated: Vec<Option<Span>>,
    first: Vec<First>,
}

/// The first event that somebody takes part in, as far as labels say which it is.
#[derive(Clone, Copy, Debug)]
enum First {
    /// In no event.
    Never,
    At(Span),
    /// One of the events has no label: files and labels cannot be compared.
    Unknown,
}

impl Telling {
    /// Works out where everything in a story is told.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        let said: Vec<Option<Span>> = story.event_ids().map(|id| told(story, id).map(span)).collect();
        let events = places(&said);
        let mut sequence: Vec<EventId> = story.event_ids().collect();
        sequence.sort_by_key(|id| events[id.index()]);
        let mut positions = vec![0; events.len()];
        for (position, id) in (0..).zip(&sequence) {
            positions[id.index()] = position;
        }
        let mut telling = Self {
            end: last(story, &said),
            sections: story.sections.iter().map(|section| span(&section.told)).collect(),
            entities: Vec::new(),
            first: firsts(story, &said),
            stated: story
                .entities
                .iter()
                .map(|entity| entity.told.as_ref().map(span))
                .collect(),
            sequence,
            positions,
            events,
            said,
        };
        telling.entities = telling.introductions(story);
        telling
    }

    /// The events in the order of the telling.
    #[must_use]
    pub fn sequence(&self) -> &[EventId] {
        &self.sequence
    }

    /// How many events are told before this one.
    #[must_use]
    pub fn position(&self, event: EventId) -> u32 {
        self.positions[event.index()]
    }

    /// By where an event has been told.
    #[must_use]
    pub fn event(&self, event: EventId) -> Place {
        self.events[event.index()]
    }

    /// By where an entity has been introduced: where it says so, or with its first event in the telling, if that is the earlier certain place.
    ///
    /// One that is in no event is introduced with the first relation that is stated to lead to it, and otherwise at the very end.
    #[must_use]
    pub fn entity(&self, entity: EntityId) -> Place {
        self.entities[entity.index()]
    }

    /// By where either of the two has been told.
    #[must_use]
    pub fn node(&self, node: Node) -> Place {
        match (node.entity(), node.event()) {
            (Some(entity), _) => self.entity(entity),
            (None, Some(event)) => self.event(event),
            (None, None) => self.end,
        }
    }

    /// By where a text or a name has been told: where it says so, but not before its owner.
    #[must_use]
    pub fn owned(&self, owner: Node, own: Option<&Told>) -> Place {
        let owner = self.node(owner);
        own.map_or(owner, |told| Place::of(told).max(owner))
    }

    /// By where a relation that is stated on an entity has been told, whomever it leads to: where it says so, or with the entity, but not before an event that it begins with.
    #[must_use]
    pub fn initial(&self, initial: &Initial) -> Place {
        let told = self.owned(initial.subject.into(), initial.told.as_ref());
        match initial.from {
            Edge::Event(event) => told.max(self.event(event)),
            Edge::Open | Edge::Time(_) => told,
        }
    }

    /// Where the last of everything is told.
    #[must_use]
    pub fn end(&self) -> Place {
        self.end
    }

    /// What an event says of where it is told, itself or by its section.
    #[must_use]
    pub fn said(&self, event: EventId) -> Option<Span> {
        self.said[event.index()]
    }

    /// The section that an event is told in, by its place in the story's list: of all whose label holds that of the event, the narrowest.
    ///
    /// An event that says nothing is in the section of what stands before it.
    #[must_use]
    pub fn section_of(&self, event: EventId) -> Option<usize> {
        let reached = self.event(event).label;
        let (first, last) = self.said(event).unwrap_or((reached, reached));
        let around = (0..).zip(&self.sections);
        let around = around.filter(|(_, section)| section.0 <= first && last <= section.1);
        let narrowest = around.min_by_key(|(_, section)| section.1.saturating_sub(section.0));
        narrowest.map(|(place, _)| place)
    }

    /// Where an entity says that it is introduced.
    #[must_use]
    pub fn stated(&self, entity: EntityId) -> Option<Span> {
        self.stated[entity.index()]
    }

    /// Where an entity is introduced by what labels say: where it says so, or else with its first event.
    #[must_use]
    pub fn introduced(&self, entity: EntityId) -> Option<Span> {
        self.stated(entity).or(match self.first[entity.index()] {
            First::At(told) => Some(told),
            First::Never | First::Unknown => None,
        })
    }

    /// Where a name is first used by what labels say: where it says so, but not before whoever bears it is introduced.
    #[must_use]
    pub fn name(&self, bearer: EntityId, name: &Name) -> Option<Span> {
        let bearer = self.introduced(bearer);
        let own = name.told.as_ref().map(span);
        own.max(bearer)
    }

    /// By where every entity has been introduced.
    fn introductions(&self, story: &Story) -> Vec<Place> {
        let stated = |entity: EntityId| self.stated[entity.index()];
        let mut places: Vec<Option<Place>> = story
            .entity_ids()
            .map(|entity| stated(entity).map(|(_, last)| Place::end_of(last)))
            .collect();
        for event in story.event_ids() {
            let place = self.event(event);
            for entity in cast(story, event) {
                // What is told of somebody before they are introduced is a mistake, and introduces nobody.
                if stated(entity).is_none_or(|(first, _)| first <= place.label) {
                    let known = &mut places[entity.index()];
                    *known = Some(known.map_or(place, |known| known.min(place)));
                }
            }
        }
        self.led_to(story, &mut places);
        places.into_iter().map(|place| place.unwrap_or(self.end)).collect()
    }

    /// Introduces those who are in no event with the first relation that leads to them, and so on from there.
    fn led_to(&self, story: &Story, places: &mut [Option<Place>]) {
        let mut leads: BTreeMap<EntityId, Vec<(EntityId, Place)>> = BTreeMap::new();
        for initial in &story.initial {
            let Some(object) = initial.object.and_then(Node::entity) else {
                continue;
            };
            if places[object.index()].is_none() {
                let own = initial.told.as_ref().map(Place::of);
                let from = match initial.from {
                    Edge::Event(event) => Some(self.event(event)),
                    Edge::Open | Edge::Time(_) => None,
                };
                let earliest = own.max(from).unwrap_or(Place {
                    label: i64::MIN,
                    events: 0,
                });
                leads.entry(initial.subject).or_default().push((object, earliest));
            }
        }
        let known = places.iter().zip(story.entity_ids());
        let mut open: BinaryHeap<Reverse<(Place, EntityId)>> = known
            .filter_map(|(place, entity)| place.map(|place| Reverse((place, entity))))
            .collect();
        while let Some(Reverse((place, subject))) = open.pop() {
            for (object, earliest) in leads.remove(&subject).unwrap_or_default() {
                let told = place.max(earliest);
                if places[object.index()].is_none_or(|known| told < known) {
                    places[object.index()] = Some(told);
                    open.push(Reverse((told, object)));
                }
            }
        }
    }
}

/// What an event says of where it is told, itself or by its section.
fn told(story: &Story, event: EventId) -> Option<&Told> {
    story.event(event).detail.as_ref()?.told.as_ref()
}

/// Everyone and everything in an event, its place too.
fn cast(story: &Story, event: EventId) -> impl Iterator<Item = EntityId> + '_ {
    let fillers = story.parts(event).iter().filter_map(|part| part.node.entity());
    fillers.chain(story.event(event).place)
}

/// By where each event has been told; what says nothing is told with what stands before it.
fn places(said: &[Option<Span>]) -> Vec<Place> {
    let mut reached = i64::MIN;
    let places = said.iter().zip(1..).map(|(said, events)| {
        reached = said.map_or(reached, |(_, last)| last.max(reached));
        let label = said.map_or(reached, |(_, last)| last);
        Place { label, events }
    });
    places.collect()
}

fn firsts(story: &Story, said: &[Option<Span>]) -> Vec<First> {
    let mut first = vec![First::Never; story.entities.len()];
    for event in story.event_ids() {
        for entity in cast(story, event) {
            let known = &mut first[entity.index()];
            *known = match (*known, said[event.index()]) {
                (First::Unknown, _) | (_, None) => First::Unknown,
                (First::Never, Some(told)) => First::At(told),
                (First::At(earlier), Some(told)) => First::At(earlier.min(told)),
            };
        }
    }
    first
}

/// Where the last of everything is told.
fn last(story: &Story, said: &[Option<Span>]) -> Place {
    let of_sources = |sources: &[Source]| -> Option<i64> {
        let told = sources
            .iter()
            .filter_map(|source| source.detail.as_ref()?.told.as_ref());
        told.map(|told| span(told).1).max()
    };
    let entities = story.entities.iter().flat_map(|entity| {
        let names = entity.names.iter().filter_map(|name| name.told.as_ref());
        let description = entity.description.as_ref().and_then(|note| note.told.as_ref());
        let told = names.chain(description).chain(entity.told.as_ref());
        told.map(|told| span(told).1).chain(of_sources(&entity.sources))
    });
    let initial = story.initial.iter().flat_map(|initial| {
        let own = initial.told.as_ref().map(|told| span(told).1);
        own.into_iter().chain(of_sources(&initial.sources))
    });
    let facts = story.facts.iter().filter_map(|fact| of_sources(&fact.sources));
    let sections = story.sections.iter().map(|Section { told, .. }| told.key);
    let events = said.iter().flatten().map(|&(_, last)| last);
    let all = events.chain(entities).chain(initial).chain(facts).chain(sections);
    Place::end_of(all.chain(of_sources(&story.sources)).max().unwrap_or(i64::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_told_in_the_narrowest_section_that_holds_its_label() {
        let loaded = crate::load::read(
            "story.json",
            r#"{"lorescope": 1, "characters": [{"id": "ann"}, {"id": "bo"}],
                "sections": [{"told": "2", "title": "two"}, {"told": "1", "title": "one"}, {"told": "1.1", "title": "one one"}],
                "events": [
                    {"id": "nowhere", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}},
                    {"id": "inner", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "1.1"},
                    {"id": "deeper", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "1.1.4"},
                    {"id": "silent", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}},
                    {"id": "outer", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "1.5"},
                    {"id": "anywhere", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "1"},
                    {"id": "beyond", "kind": "meeting", "roles": {"participants": ["ann", "bo"]}, "told": "7"}]}"#,
        );
        let story = &loaded.story;
        let telling = Telling::of(story);
        let told = story.event_ids().map(|id| {
            let section = telling.section_of(id).map(|place| &*story.sections[place].title);
            format!("{} {}", story.event(id).id, section.unwrap_or("-"))
        });
        assert_eq!(
            told.collect::<Vec<String>>(),
            [
                "nowhere -",
                "inner one one",
                "deeper one one",
                "silent one one",
                "outer one",
                "anywhere one",
                "beyond -"
            ]
        );
    }
}

//! What a reader knows who has come so far: a world cut to that, and its numbers as the page counts them.
//!
//! ```text
//!   page     events 0 1 2 3 4 5   in story order      entities by sort and id
//!   reader   events 0 1   2   3   those told of by then, in the same order
//!              t  0 1 2   4   6   the slider's value just after each
//! ```

use super::payload::Range;
use crate::model::{EntityId, EventId, KindId, Node};
use crate::telling::{Bookmark, Telling, abridge};
use crate::timeline::{AsOf, Moment, Reference, Stretch};
use crate::world::World;
use std::collections::BTreeMap;

/// The numbers of the page: everybody and everything, and all that happens.
#[derive(Debug)]
pub(super) struct Index {
    entities: Vec<EntityId>,
    /// The place of every entity among those.
    numbers: Vec<usize>,
    events: Vec<EventId>,
    kinds: Vec<KindId>,
    by_id: BTreeMap<String, Numbered>,
}

/// What an id is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    /// An entity of that number.
    Entity(u32),
    /// An event of that number.
    Event(u32),
}

impl Index {
    /// Numbers a world: entities by sort and id, whatever their place in the file, and events in story order.
    pub(super) fn of(world: &World) -> Self {
        let story = &world.story;
        let mut entities: Vec<EntityId> = story.entity_ids().collect();
        entities.sort_by(|&one, &other| {
            let key = |id: EntityId| (story.entity(id).kind, &story.entity(id).id);
            key(one).cmp(&key(other))
        });
        let events: Vec<EventId> = taken(world).collect();
        let mut kinds: Vec<KindId> = events.iter().map(|&event| story.event(event).kind).collect();
        kinds.sort_by(|&one, &other| {
            let name = |kind| &world.vocabulary.kind(kind).name;
            name(one).cmp(name(other))
        });
        kinds.dedup();
        let of_entities = (0..)
            .zip(&entities)
            .map(|(nth, &id)| (story.slug(id.into()), Numbered::Entity(nth)));
        let of_events = (0..)
            .zip(&events)
            .map(|(nth, &id)| (story.slug(id.into()), Numbered::Event(nth)));
        let by_id = of_entities
            .chain(of_events)
            .map(|(id, number)| (id.to_owned(), number))
            .collect();
        let mut numbers = vec![0; entities.len()];
        for (number, id) in entities.iter().enumerate() {
            numbers[id.index()] = number;
        }
        Self {
            entities,
            numbers,
            events,
            kinds,
            by_id,
        }
    }

    /// The entities, in the order of their numbers.
    pub(super) fn entities(&self) -> &[EntityId] {
        &self.entities
    }

    /// The events, in story order.
    pub(super) fn events(&self) -> &[EventId] {
        &self.events
    }

    /// The kinds of events that there are.
    pub(super) fn kinds(&self) -> &[KindId] {
        &self.kinds
    }

    /// How many events there are.
    pub(super) fn moments(&self) -> u32 {
        u32::try_from(self.events.len()).expect("the loader admits fewer")
    }

    /// The number of an entity of the whole story.
    pub(super) fn number(&self, id: EntityId) -> usize {
        self.numbers[id.index()]
    }

    /// The slider's value at a moment of the whole story.
    pub(super) fn time(&self, whole: &World, moment: Moment) -> u32 {
        let position = |event: &&EventId| whole.timeline.order.position(**event) < moment.0;
        u32::try_from(self.events.iter().take_while(position).count()).expect("the loader admits fewer")
    }

    /// What an id is the id of.
    pub(super) fn find(&self, id: &str) -> Option<Numbered> {
        self.by_id.get(id).copied()
    }
}

/// The events that the lens takes, in story order.
fn taken(world: &World) -> impl Iterator<Item = EventId> + '_ {
    let sequence = world.timeline.order.sequence().iter().copied();
    sequence.filter(|&event| world.timeline.lens.takes_event(&world.story, event))
}

/// A reader at one position.
#[derive(Debug)]
pub(super) struct Reader {
    /// What follows from what has been told.
    pub(super) world: World,
    entities: Vec<u32>,
    events: Vec<Option<u32>>,
    /// The slider's value at each moment of this world.
    times: Vec<u32>,
    /// One past the slider's last value.
    end: u32,
}

impl Reader {
    /// The reader who has come to a bookmark; the order of what they know is that of the whole story.
    pub(super) fn at(whole: &World, index: &Index, telling: &Telling, bookmark: Bookmark) -> Self {
        let (story, vocabulary) = abridge(&whole.story, &whole.vocabulary, telling, bookmark);
        let lens = whole.timeline.lens.of_cut(&whole.story, &story);
        let numbers: BTreeMap<&str, EventId> = story.event_ids().map(|id| (story.slug(id.into()), id)).collect();
        let sequence = whole.timeline.order.sequence().iter();
        let sequence: Vec<EventId> = sequence
            .filter_map(|&event| numbers.get(whole.story.slug(event.into())).copied())
            .collect();
        let world = World::standing(story, vocabulary, lens, sequence);
        let entities = world
            .story
            .entity_ids()
            .map(|id| match index.find(world.story.slug(id.into())) {
                Some(Numbered::Entity(number)) => number,
                Some(Numbered::Event(_)) | None => unreachable!("a cut story has nobody of its own"),
            });
        let entities = entities.collect();
        let events = world
            .story
            .event_ids()
            .map(|id| match index.find(world.story.slug(id.into())) {
                Some(Numbered::Event(number)) => Some(number),
                Some(Numbered::Entity(_)) | None => None,
            });
        let events: Vec<Option<u32>> = events.collect();
        let mut times = vec![0];
        for &event in world.timeline.order.sequence() {
            let last = *times.last().expect("it begins with one");
            times.push(events[event.index()].map_or(last, |number| number + 1));
        }
        Self {
            entities,
            events,
            times,
            end: index.moments() + 1,
            world,
        }
    }

    /// The page's number of an entity.
    pub(super) fn entity(&self, id: EntityId) -> u32 {
        self.entities[id.index()]
    }

    /// The page's number of an event; none for what somebody else claims.
    pub(super) fn event(&self, id: EventId) -> Option<u32> {
        self.events[id.index()]
    }

    /// The page's number of an event among nodes.
    pub(super) fn event_of(&self, node: Node) -> Option<u32> {
        self.event(node.event()?)
    }

    /// The events that have been told of, in story order, each with its number.
    pub(super) fn told(&self) -> impl Iterator<Item = (u32, EventId)> + '_ {
        let sequence = self.world.timeline.order.sequence().iter();
        sequence.filter_map(|&event| Some((self.event(event)?, event)))
    }

    /// The slider's value at a moment of this world.
    pub(super) fn time(&self, moment: Moment) -> u32 {
        self.times[moment.0 as usize]
    }

    /// Over which of the slider's values a stretch holds; none where it holds between two of them.
    pub(super) fn times(&self, stretch: &Stretch) -> Option<Range> {
        let end = stretch.until.map_or(self.end, |until| self.time(until));
        let begin = self.time(stretch.from);
        (begin < end).then_some([begin, end])
    }

    /// One past the slider's last value.
    pub(super) fn end(&self) -> u32 {
        self.end
    }

    /// A moment of this world, with its order taken as it stands: the slider goes through the one order there is, settled or not.
    pub(super) fn as_of(moment: Moment) -> AsOf {
        AsOf {
            moment,
            reference: Reference::End,
        }
    }
}

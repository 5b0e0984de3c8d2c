//! Who is found by what: lists of numbers, each laid out when a pattern first asks for it.

use super::names::{self, Shelf};
use crate::model::{Attested, EventId, KindId, Node, RelationId, Source};
use crate::timeline::Timeline;
use crate::world::World;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What the patterns of a query are looked up in.
#[derive(Debug)]
pub(super) struct Index {
    base: String,
    shelves: Vec<(Shelf, String)>,
    ids: OnceLock<FxHashMap<String, Node>>,
    entities: OnceLock<Vec<Node>>,
    events: OnceLock<Vec<Node>>,
    parts: OnceLock<Listed<Node, u32>>,
    kinds: OnceLock<Listed<KindId, u32>>,
    relations: OnceLock<Listed<RelationId, u32>>,
    made: OnceLock<Listed<EventId, u32>>,
    within: OnceLock<Listed<EventId, u32>>,
    caused: OnceLock<Listed<EventId, u32>>,
    sources: OnceLock<Vec<crate::model::SourceId>>,
}

/// Pairs in the order of the first; those of one first are found by halving.
#[derive(Debug)]
struct Listed<K, V>(Vec<(K, V)>);

impl<K: Ord + Copy, V: Ord + Copy> Listed<K, V> {
    fn of(pairs: impl Iterator<Item = (K, V)>) -> Self {
        let mut pairs: Vec<(K, V)> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    fn get(&self, key: K) -> &[(K, V)] {
        let first = self.0.partition_point(|(other, _)| *other < key);
        let past = first + self.0[first..].partition_point(|(other, _)| *other == key);
        &self.0[first..past]
    }
}

impl Index {
    /// An index of nothing yet.
    pub(super) fn of(world: &World) -> Self {
        let base = names::base(world);
        let shelves = Shelf::ALL.map(|shelf| (shelf, shelf.iri(&base))).to_vec();
        Self {
            base,
            shelves,
            ids: OnceLock::new(),
            entities: OnceLock::new(),
            events: OnceLock::new(),
            parts: OnceLock::new(),
            kinds: OnceLock::new(),
            relations: OnceLock::new(),
            made: OnceLock::new(),
            within: OnceLock::new(),
            caused: OnceLock::new(),
            sources: OnceLock::new(),
        }
    }

    /// What every IRI of the story begins with.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The shelf on which an IRI lies, and its name there.
    pub(super) fn shelf<'a>(&self, iri: &'a str) -> Option<(Shelf, &'a str)> {
        let mut shelves = self.shelves.iter();
        shelves.find_map(|(shelf, start)| Some((*shelf, iri.strip_prefix(start.as_str())?)))
    }

    /// The IRI of what lies on a shelf under a name.
    pub(super) fn iri(&self, shelf: Shelf, name: &str) -> String {
        let start = self.shelves.iter().find(|(other, _)| *other == shelf);
        let start = start.map_or("", |(_, start)| start.as_str());
        format!("{start}{name}")
    }

    /// The entity or event of that id.
    pub(super) fn node(&self, world: &World, id: &str) -> Option<Node> {
        let ids = self.ids.get_or_init(|| {
            let story = &world.story;
            let entities = story.entity_ids().map(Node::from);
            let events = story.event_ids().map(Node::from);
            // An entity wins over an event of the same id, as everywhere.
            events
                .chain(entities)
                .map(|node| (story.slug(node).to_owned(), node))
                .collect()
        });
        ids.get(id).copied().filter(|&node| told(world, node))
    }

    /// The entities by slug.
    pub(super) fn entities(&self, world: &World) -> &[Node] {
        self.entities.get_or_init(|| {
            let mut all: Vec<Node> = world.story.entity_ids().map(Node::from).collect();
            all.sort_by_key(|&node| world.story.slug(node));
            all
        })
    }

    /// The events that are taken, in story order.
    pub(super) fn events(&self, world: &World) -> &[Node] {
        self.events.get_or_init(|| {
            let all = world.timeline.order.sequence().iter().map(|&id| Node::from(id));
            all.filter(|&node| told(world, node)).collect()
        })
    }

    /// The events in which somebody has a part, the place among the parts, by their places in story order.
    pub(super) fn events_with<'a>(&'a self, world: &World, node: Node) -> impl Iterator<Item = Node> + use<'a> {
        let parts = self.parts.get_or_init(|| {
            let events = (0..).zip(self.events(world));
            Listed::of(events.flat_map(|(place, event)| {
                let id = event.event().expect("it is an event");
                let parts = world.story.parts(id).iter().map(|part| part.node);
                let at = world.story.event(id).place.map(Node::from);
                parts.chain(at).map(move |node| (node, place))
            }))
        });
        self.at(parts.get(node))
    }

    /// The events of just that kind.
    pub(super) fn events_of<'a>(&'a self, world: &World, kind: KindId) -> impl Iterator<Item = Node> + use<'a> {
        let kinds = self.kinds.get_or_init(|| {
            let events = (0..).zip(self.events(world));
            Listed::of(events.map(|(place, event)| {
                let id = event.event().expect("it is an event");
                (world.story.event(id).kind, place)
            }))
        });
        self.at(kinds.get(kind))
    }

    /// The events that lie within that one.
    pub(super) fn events_within<'a>(&'a self, world: &World, whole: EventId) -> impl Iterator<Item = Node> + use<'a> {
        let within = self.within.get_or_init(|| {
            let events = (0..).zip(self.events(world));
            Listed::of(events.filter_map(|(place, event)| {
                let id = event.event()?;
                Some((world.story.event(id).within?, place))
            }))
        });
        self.at(within.get(whole))
    }

    /// The events that this one is a cause of.
    pub(super) fn events_because<'a>(&'a self, world: &World, cause: EventId) -> impl Iterator<Item = Node> + use<'a> {
        let caused = self.caused.get_or_init(|| {
            let events = (0..).zip(self.events(world));
            Listed::of(events.flat_map(|(place, event)| {
                let id = event.event().expect("it is an event");
                let detail = world.story.event(id).detail.iter();
                detail
                    .flat_map(|detail| &detail.because)
                    .map(move |&cause| (cause, place))
            }))
        });
        self.at(caused.get(cause))
    }

    fn at<'a, K>(&'a self, found: &'a [(K, u32)]) -> impl Iterator<Item = Node> + use<'a, K> {
        let events = self.events.get().map_or(&[][..], Vec::as_slice);
        found.iter().map(|(_, place)| events[*place as usize])
    }

    /// The stretches of a relation.
    pub(super) fn stretches_of<'a>(
        &'a self,
        world: &World,
        relation: RelationId,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let relations = self.relations.get_or_init(|| {
            let stretches = (0..).zip(&timeline(world).stretches);
            Listed::of(stretches.map(|(place, stretch)| (stretch.relation, place)))
        });
        relations.get(relation).iter().map(|&(_, place)| place)
    }

    /// The stretches that an event started or ended.
    pub(super) fn stretches_by<'a>(&'a self, world: &World, event: EventId) -> impl Iterator<Item = u32> + use<'a> {
        let made = self.made.get_or_init(|| {
            let stretches = (0..).zip(&timeline(world).stretches);
            Listed::of(stretches.flat_map(|(place, stretch)| {
                let causes = [Some(stretch.started), stretch.ended].into_iter().flatten();
                causes.filter_map(move |cause| Some((cause.event()?, place)))
            }))
        });
        made.get(event).iter().map(|&(_, place)| place)
    }

    /// Every source of what is taken.
    pub(super) fn sources(&self, world: &World) -> &[crate::model::SourceId] {
        self.sources.get_or_init(|| {
            let all = world.story.all_sources().map(|(id, _)| id);
            all.filter(|id| match id.of {
                Attested::Event(event) => told(world, event.into()),
                Attested::Initial(initial) => world.timeline.lens.takes_initial(&world.story, initial),
                Attested::Entity(_) | Attested::Fact(_) => true,
            })
            .collect()
        })
    }
}

/// The sources of something.
pub(super) fn sources_of(world: &World, of: Attested) -> &[Source] {
    let story = &world.story;
    match of {
        Attested::Event(event) => story.sources(event),
        Attested::Entity(entity) => &story.entity(entity).sources,
        Attested::Initial(initial) => &story.initial(initial).sources,
        Attested::Fact(place) => story.facts.get(place).map_or(&[], |fact| &fact.sources),
    }
}

/// Whether an entity or event is taken; what another source claims may not be.
pub(super) fn told(world: &World, node: Node) -> bool {
    node.event()
        .is_none_or(|event| world.timeline.lens.takes_event(&world.story, event))
}

/// The stretches there are, what everybody knows of events among them.
pub(super) fn timeline(world: &World) -> &Timeline {
    world.knowing()
}

//! What of a story has been told by a bookmark: which events, whoever and whatever has been introduced, which names, sources and facts.

use super::hidden::Hidden;
use super::words::Words;
use super::{Bookmark, Telling};
use crate::model::{
    DocumentId, Edge, EntityId, EventId, Fact, Initial, InitialId, Name, Node, Part, Source, Story, When,
};
use crate::vocabulary::Vocabulary;

/// What of a story has been told.
pub(super) struct Told<'a> {
    pub(super) story: &'a Story,
    vocabulary: &'a Vocabulary,
    pub(super) telling: &'a Telling,
    pub(super) bookmark: Bookmark,
    entities: Numbers,
    events: Numbers,
    pub(super) initial: Numbers,
    /// The last time on the story's axis that has been told of, if any.
    latest: Option<i64>,
}

/// The new number of everything that is left; none for what is not.
pub(super) struct Numbers(pub(super) Vec<Option<u32>>);

impl Numbers {
    pub(super) fn of(told: impl Iterator<Item = bool>) -> Self {
        let mut next = 0..;
        Self(told.map(|told| told.then(|| next.next()).flatten()).collect())
    }

    pub(super) fn get(&self, number: usize) -> Option<u32> {
        self.0[number]
    }
}

impl<'a> Told<'a> {
    pub(super) fn of(story: &'a Story, vocabulary: &'a Vocabulary, telling: &'a Telling, bookmark: Bookmark) -> Self {
        let introduced = story.entity_ids().map(|id| bookmark.has(telling.entity(id)));
        let mut told = Self {
            entities: Numbers::of(introduced),
            events: Numbers::of(story.event_ids().map(|id| bookmark.has(telling.event(id)))),
            initial: Numbers(Vec::new()),
            latest: None,
            story,
            vocabulary,
            telling,
            bookmark,
        };
        // An event that lacks somebody it cannot be told without may be what another lacks.
        loop {
            let lacks = |id: &EventId| told.event(*id).is_some() && told.is_cut_short(*id);
            let Some(_) = story.event_ids().find(lacks) else { break };
            let whole = story
                .event_ids()
                .map(|id| told.event(id).is_some() && !told.is_cut_short(id));
            told.events = Numbers::of(whole.collect::<Vec<_>>().into_iter());
        }
        let times = story.event_ids().filter(|&id| told.event(id).is_some());
        let times = times.map(|id| &story.event(id).at).filter(|at| at.is_known());
        told.latest = times
            .map(|at| if at.latest == i64::MAX { at.earliest } else { at.latest })
            .max();
        told.initial = Numbers::of(story.initial.iter().map(|initial| told.has_initial(initial)));
        told
    }

    pub(super) fn entity(&self, id: EntityId) -> Option<EntityId> {
        self.entities.get(id.index()).map(EntityId)
    }

    pub(super) fn event(&self, id: EventId) -> Option<EventId> {
        self.events.get(id.index()).map(EventId)
    }

    pub(super) fn node(&self, node: Node) -> Option<Node> {
        match (node.entity(), node.event()) {
            (Some(entity), _) => self.entity(entity).map(Node::from),
            (None, Some(event)) => self.event(event).map(Node::from),
            (None, None) => None,
        }
    }

    /// Those who have been told of among the parts of an event; where only one of several candidates is left, nobody is named: one alone would be no candidate.
    pub(super) fn parts(&self, event: EventId) -> impl Iterator<Item = (Part, Node)> + '_ {
        let parts = self.story.parts(event);
        let candidates = |of: &Part| {
            let same = parts.iter().filter(|part| part.candidate && part.role == of.role);
            same.filter(|part| self.node(part.node).is_some()).count()
        };
        let told = parts.iter().filter(move |part| !part.candidate || candidates(part) > 1);
        told.filter_map(|part| Some((*part, self.node(part.node)?)))
    }

    /// Whether an event has lost so many of those in one of its roles that it cannot be told without them.
    pub(super) fn is_cut_short(&self, event: EventId) -> bool {
        let kind = self.vocabulary.kind(self.story.event(event).kind);
        kind.roles.iter().any(|role| {
            let left = self.parts(event).filter(|(part, _)| part.role == role.id).count();
            left < self.story.fillers(event, role.id).count() && left < role.min as usize
        })
    }

    pub(super) fn has_initial(&self, initial: &Initial) -> bool {
        self.entity(initial.subject).is_some()
            && initial.object.is_none_or(|object| self.node(object).is_some())
            && self.bookmark.has(self.telling.initial(initial))
            && self.has_begun(&initial.from)
    }

    /// Whether what begins there may have begun as far as has been told.
    pub(super) fn has_begun(&self, from: &Edge) -> bool {
        match from {
            Edge::Open => true,
            Edge::Event(event) => self.event(*event).is_some(),
            Edge::Time(time) => self.has_come(time),
        }
    }

    /// Whether a time is one that has been told of, or earlier.
    pub(super) fn has_come(&self, time: &When) -> bool {
        self.latest.is_some_and(|latest| time.earliest <= latest)
    }

    /// An end of a span, open where it is still to come.
    pub(super) fn edge(&self, edge: &Edge) -> Edge {
        match edge {
            Edge::Event(event) => self.event(*event).map_or(Edge::Open, Edge::Event),
            Edge::Time(time) if !self.has_come(time) => Edge::Open,
            Edge::Time(_) | Edge::Open => edge.clone(),
        }
    }

    pub(super) fn has_name(&self, bearer: EntityId, name: &Name) -> bool {
        let told = self.telling.owned(bearer.into(), name.told.as_ref());
        self.entity(bearer).is_some() && self.bookmark.has(told) && self.has_begun(&name.from)
    }

    /// The words that what is left is told in.
    pub(super) fn words(&self, hidden: &Hidden) -> Words<'a> {
        let events = self.story.event_ids().filter(|&id| self.event(id).is_some());
        let kinds = events.map(|id| self.story.event(id).kind);
        let initial = (0..).map(InitialId).zip(&self.story.initial);
        let initial = initial.filter(|(id, _)| self.initial.get(id.index()).is_some());
        let relations = initial.map(|(_, initial)| initial.relation);
        Words::of(self.vocabulary, kinds, relations, |word| hidden.admits(word))
    }

    /// The names that are still to come.
    pub(super) fn hidden(&self) -> Hidden {
        let entities = self.story.entity_ids().filter(|&id| self.entity(id).is_none());
        let events = self.story.event_ids().filter(|&id| self.event(id).is_none());
        let ids = entities.map(|id| &*self.story.entity(id).id);
        let ids = ids.chain(events.map(|id| &*self.story.event(id).id));
        let has = |bearer, nth: usize| self.has_name(bearer, &self.story.entity(bearer).names[nth]);
        Hidden::of(self.story, has, ids)
    }

    /// The documents that what is left rests on.
    pub(super) fn documents(&self, hidden: &Hidden) -> Numbers {
        let mut cited = vec![false; self.story.documents.len()];
        let mut cite = |document: DocumentId| cited[document.index()] = true;
        let has = |source: &&Source| self.has_source(source);
        for id in self.story.event_ids().filter(|&id| self.event(id).is_some()) {
            let detail = self.story.event(id).detail.as_ref();
            detail
                .and_then(|detail| detail.according_to)
                .into_iter()
                .for_each(&mut cite);
            let sources = self.story.sources(id).iter().filter(has);
            sources.for_each(|source| cite(source.document));
        }
        let entities = self.story.entity_ids().filter(|&id| self.entity(id).is_some());
        let of_entities = entities.flat_map(|id| &self.story.entity(id).sources);
        let initial = self.story.initial.iter().zip(&self.initial.0);
        let initial: Vec<&Initial> = initial
            .filter(|(_, now)| now.is_some())
            .map(|(initial, _)| initial)
            .collect();
        initial
            .iter()
            .filter_map(|initial| initial.according_to)
            .for_each(&mut cite);
        let of_initial = initial.iter().flat_map(|initial| &initial.sources);
        let facts = self.story.facts.iter().filter(|fact| self.has_fact(hidden, fact));
        let of_facts = facts.flat_map(|fact| &fact.sources);
        let sources = of_entities.chain(of_initial).chain(of_facts).filter(has);
        sources.for_each(|source| cite(source.document));
        Numbers::of(cited.into_iter())
    }

    /// Whether a fact about the work names nothing that is still to come, and rests on what has been told.
    pub(super) fn has_fact(&self, hidden: &Hidden, fact: &Fact) -> bool {
        let admitted = hidden.admits(&fact.name) && fact.values.iter().all(|value| hidden.admits(value));
        admitted && (fact.sources.is_empty() || fact.sources.iter().any(|source| self.has_source(source)))
    }

    pub(super) fn has_source(&self, source: &Source) -> bool {
        let told = source.detail.as_ref().and_then(|detail| detail.told.as_ref());
        told.is_none_or(|told| self.has_told(told))
    }

    pub(super) fn has_told(&self, told: &crate::model::Told) -> bool {
        self.bookmark.has(super::Place::end_of(super::span(told).1))
    }
}

//! The whole of a story as it was told: its entities and events, each list in the order of the files.

use super::{
    Assertion, Attested, Axis, Document, DocumentId, Entity, EntityId, Event, EventId, Fact, Initial, InitialId, Node,
    Part, RoleId, Section, Source, SourceId, Text, Waiver,
};

/// A story as it was told.
///
/// Numbers such as [`EventId`] index its lists, and the lists keep the order of the files (includes stand where they are named, before what follows them).
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// The story's title.
    pub title: Option<Text>,
    /// A line about the story.
    pub description: Option<Text>,
    /// What its times are counted in; none if no event says when.
    pub axis: Option<Axis>,
    /// Whether what stands later in the files happens later, unless something certain says otherwise; else the files' order settles nothing.
    pub in_order: bool,
    /// The documents that quotes are taken from.
    pub documents: Vec<Document>,
    /// Facts about the work itself.
    pub facts: Vec<Fact>,
    /// The headings of the telling, in the order of the files.
    pub sections: Vec<Section>,
    /// What must hold, where the story says so.
    pub assertions: Vec<Assertion>,
    /// What is let stand against a rule.
    pub waivers: Vec<Waiver>,
    /// Characters, factions, places and items.
    pub entities: Vec<Entity>,
    /// What holds before the first event.
    pub initial: Vec<Initial>,
    /// What happens.
    pub events: Vec<Event>,
    /// The parts of all events, those of one event together.
    pub parts: Vec<Part>,
    /// The sources of all events, those of one event together.
    pub sources: Vec<Source>,
}

impl Story {
    /// The entity of that number.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// The event of that number.
    #[must_use]
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// The document of that number.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// The initial relation of that number.
    #[must_use]
    pub fn initial(&self, id: InitialId) -> &Initial {
        &self.initial[id.index()]
    }

    /// The parts of an event, in the order they were written.
    #[must_use]
    pub fn parts(&self, id: EventId) -> &[Part] {
        let range = &self.event(id).parts;
        &self.parts[range.start as usize..range.end as usize]
    }

    /// Whoever fills a role of an event.
    pub fn fillers(&self, id: EventId, role: RoleId) -> impl Iterator<Item = Part> + '_ {
        self.parts(id).iter().copied().filter(move |part| part.role == role)
    }

    /// The sources of an event.
    #[must_use]
    pub fn sources(&self, id: EventId) -> &[Source] {
        let range = &self.event(id).sources;
        &self.sources[range.start as usize..range.end as usize]
    }

    /// Every source, in the order of events, entities, initial relations and facts.
    pub fn all_sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        let of_events = self.event_ids().map(|id| (Attested::Event(id), self.sources(id)));
        let entities = self.entity_ids().zip(&self.entities);
        let of_entities = entities.map(|(id, entity)| (Attested::Entity(id), entity.sources.as_slice()));
        let initial = (0..).map(InitialId).zip(&self.initial);
        let of_initial = initial.map(|(id, initial)| (Attested::Initial(id), initial.sources.as_slice()));
        let facts = self.facts.iter().enumerate();
        let of_facts = facts.map(|(nth, fact)| (Attested::Fact(nth), fact.sources.as_slice()));
        let all = of_events.chain(of_entities).chain(of_initial).chain(of_facts);
        all.flat_map(|(of, sources)| {
            let sources = sources.iter().enumerate();
            sources.map(move |(nth, source)| (SourceId { of, nth }, source))
        })
    }

    /// Every entity's number, in file order.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..u32::try_from(self.entities.len()).expect("the loader admits fewer")).map(EntityId)
    }

    /// Every event's number, in file order.
    pub fn event_ids(&self) -> impl Iterator<Item = EventId> + use<> {
        (0..u32::try_from(self.events.len()).expect("the loader admits fewer")).map(EventId)
    }

    /// The name an entity goes by in a sentence: its first name, whatever the time, with the article it may have.
    #[must_use]
    pub fn name(&self, id: EntityId) -> &str {
        &self.entity(id).names[0].text
    }

    /// The name an entity goes by on its own, in a list or a picture: without the article that it takes in a sentence.
    #[must_use]
    pub fn label(&self, id: EntityId) -> &str {
        let name = self.name(id);
        name.strip_prefix("the ").unwrap_or(name)
    }

    /// The slug of an entity or event.
    #[must_use]
    pub fn slug(&self, node: Node) -> &str {
        match (node.entity(), node.event()) {
            (Some(entity), _) => &self.entity(entity).id,
            (None, Some(event)) => &self.event(event).id,
            (None, None) => "",
        }
    }
}

//! A story cut to what has been told by a bookmark, and its vocabulary with it.
//!
//! What is not certainly told by then is left out: events, whoever and whatever has not been introduced, names, relations, texts, quotes, sections, documents and words of the story's own.
//! What points from something told to something that is not is cut off there; a text that names something still to come is left out whole.
//! What must hold and what is let stand is left out too, since it is written by one who knows the end.

use super::hidden::Hidden;
use super::words::Words;
use super::{Bookmark, Telling};
use crate::model::{
    Detail, Document, DocumentId, Edge, Entity, EntityId, Event, EventId, Fact, Initial, InitialId, Name, Node, Part,
    Section, Source, SourceDetail, Story, Text, Travel, When, name_of_id,
};
use crate::vocabulary::Vocabulary;

/// Cuts a story and its vocabulary to what has been told by a bookmark; by the end of the telling, that is all of it.
#[must_use]
pub fn abridge(story: &Story, vocabulary: &Vocabulary, telling: &Telling, bookmark: Bookmark) -> (Story, Vocabulary) {
    if bookmark.has(telling.end()) {
        return (story.clone(), vocabulary.clone());
    }
    let told = Told::of(story, vocabulary, telling, bookmark);
    let mut cut = Cut {
        words: told.words(),
        hidden: told.hidden(),
        documents: told.documents(),
        now: story_without(story),
        told,
    };
    cut.texts_of_the_work();
    cut.entities();
    cut.events();
    cut.documents();
    (cut.now, cut.words.now)
}

/// A story of which nothing but how it counts is told yet.
fn story_without(story: &Story) -> Story {
    Story {
        axis: story.axis,
        in_order: story.in_order,
        ..Story::default()
    }
}

/// What of a story has been told.
struct Told<'a> {
    story: &'a Story,
    vocabulary: &'a Vocabulary,
    telling: &'a Telling,
    bookmark: Bookmark,
    entities: Numbers,
    events: Numbers,
    initial: Numbers,
    /// The last time on the story's axis that has been told of, if any.
    latest: Option<i64>,
}

/// The new number of everything that is left; none for what is not.
struct Numbers(Vec<Option<u32>>);

impl Numbers {
    fn of(told: impl Iterator<Item = bool>) -> Self {
        let mut next = 0..;
        Self(told.map(|told| told.then(|| next.next()).flatten()).collect())
    }

    fn get(&self, number: usize) -> Option<u32> {
        self.0[number]
    }
}

impl<'a> Told<'a> {
    fn of(story: &'a Story, vocabulary: &'a Vocabulary, telling: &'a Telling, bookmark: Bookmark) -> Self {
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

    fn entity(&self, id: EntityId) -> Option<EntityId> {
        self.entities.get(id.index()).map(EntityId)
    }

    fn event(&self, id: EventId) -> Option<EventId> {
        self.events.get(id.index()).map(EventId)
    }

    fn node(&self, node: Node) -> Option<Node> {
        match (node.entity(), node.event()) {
            (Some(entity), _) => self.entity(entity).map(Node::from),
            (None, Some(event)) => self.event(event).map(Node::from),
            (None, None) => None,
        }
    }

    /// Those who have been told of among the parts of an event; where only one of several candidates is left, nobody is named: one alone would be no candidate.
    fn parts(&self, event: EventId) -> impl Iterator<Item = (Part, Node)> + '_ {
        let parts = self.story.parts(event);
        let candidates = |of: &Part| {
            let same = parts.iter().filter(|part| part.candidate && part.role == of.role);
            same.filter(|part| self.node(part.node).is_some()).count()
        };
        let told = parts.iter().filter(move |part| !part.candidate || candidates(part) > 1);
        told.filter_map(|part| Some((*part, self.node(part.node)?)))
    }

    /// Whether an event has lost so many of those in one of its roles that it cannot be told without them.
    fn is_cut_short(&self, event: EventId) -> bool {
        let kind = self.vocabulary.kind(self.story.event(event).kind);
        kind.roles.iter().any(|role| {
            let left = self.parts(event).filter(|(part, _)| part.role == role.id).count();
            left < self.story.fillers(event, role.id).count() && left < role.min as usize
        })
    }

    fn has_initial(&self, initial: &Initial) -> bool {
        self.entity(initial.subject).is_some()
            && initial.object.is_none_or(|object| self.node(object).is_some())
            && self.bookmark.has(self.telling.initial(initial))
            && self.has_begun(&initial.from)
    }

    /// Whether what begins there may have begun as far as has been told.
    fn has_begun(&self, from: &Edge) -> bool {
        match from {
            Edge::Open => true,
            Edge::Event(event) => self.event(*event).is_some(),
            Edge::Time(time) => self.has_come(time),
        }
    }

    /// Whether a time is one that has been told of, or earlier.
    fn has_come(&self, time: &When) -> bool {
        self.latest.is_some_and(|latest| time.earliest <= latest)
    }

    /// An end of a span, open where it is still to come.
    fn edge(&self, edge: &Edge) -> Edge {
        match edge {
            Edge::Event(event) => self.event(*event).map_or(Edge::Open, Edge::Event),
            Edge::Time(time) if !self.has_come(time) => Edge::Open,
            Edge::Time(_) | Edge::Open => edge.clone(),
        }
    }

    fn has_name(&self, bearer: EntityId, name: &Name) -> bool {
        let told = self.telling.owned(bearer.into(), name.told.as_ref());
        self.entity(bearer).is_some() && self.bookmark.has(told) && self.has_begun(&name.from)
    }

    /// The words that what is left is told in.
    fn words(&self) -> Words<'a> {
        let events = self.story.event_ids().filter(|&id| self.event(id).is_some());
        let kinds = events.map(|id| self.story.event(id).kind);
        let initial = (0..).map(InitialId).zip(&self.story.initial);
        let initial = initial.filter(|(id, _)| self.initial.get(id.index()).is_some());
        let hidden = self.hidden();
        let relations = initial.map(|(_, initial)| initial.relation);
        Words::of(self.vocabulary, kinds, relations, |word| hidden.admits(word))
    }

    /// The names that are still to come.
    fn hidden(&self) -> Hidden {
        let entities = self.story.entity_ids().filter(|&id| self.entity(id).is_none());
        let events = self.story.event_ids().filter(|&id| self.event(id).is_none());
        let ids = entities.map(|id| &*self.story.entity(id).id);
        let ids = ids.chain(events.map(|id| &*self.story.event(id).id));
        let has = |bearer, nth: usize| self.has_name(bearer, &self.story.entity(bearer).names[nth]);
        Hidden::of(self.story, has, ids)
    }

    /// The documents that what is left rests on.
    fn documents(&self) -> Numbers {
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
        let of_facts = self.story.facts.iter().flat_map(|fact| &fact.sources);
        let sources = of_entities.chain(of_initial).chain(of_facts).filter(has);
        sources.for_each(|source| cite(source.document));
        Numbers::of(cited.into_iter())
    }

    fn has_source(&self, source: &Source) -> bool {
        let told = source.detail.as_ref().and_then(|detail| detail.told.as_ref());
        told.is_none_or(|told| self.has_told(told))
    }

    fn has_told(&self, told: &crate::model::Told) -> bool {
        self.bookmark.has(super::Place::end_of(super::span(told).1))
    }
}

/// A story as it is cut.
struct Cut<'a> {
    told: Told<'a>,
    words: Words<'a>,
    hidden: Hidden,
    documents: Numbers,
    now: Story,
}

impl Cut<'_> {
    /// A text, if it names nothing that is still to come.
    fn text(&self, text: Option<&Text>) -> Option<Text> {
        text.filter(|text| self.hidden.admits(text)).cloned()
    }

    fn document(&self, document: DocumentId) -> Option<DocumentId> {
        self.documents.get(document.index()).map(DocumentId)
    }

    fn sources(&self, sources: &[Source]) -> Vec<Source> {
        let told = sources.iter().filter(|source| self.told.has_source(source));
        let cut = told.filter_map(|source| {
            let detail = source.detail.as_ref().map(|detail| {
                Box::new(SourceDetail {
                    note: self.text(detail.note.as_ref()),
                    ..(**detail).clone()
                })
            });
            Some(Source {
                document: self.document(source.document)?,
                quote: self.text(source.quote.as_ref()),
                locator: self.text(source.locator.as_ref()),
                detail,
            })
        });
        cut.collect()
    }

    /// The title, the description, the headings, and what is said of the work itself.
    fn texts_of_the_work(&mut self) {
        let story = self.told.story;
        self.now.title = self.text(story.title.as_ref());
        self.now.description = self.text(story.description.as_ref());
        let facts = story.facts.iter().filter_map(|fact| self.fact(fact)).collect();
        self.now.facts = facts;
        let begun =
            |section: &&Section| self.told.bookmark.has_begun(section.told.key) && self.hidden.admits(&section.title);
        self.now.sections = story.sections.iter().filter(begun).cloned().collect();
    }

    /// A fact about the work, of which every text is cautious.
    fn fact(&self, fact: &Fact) -> Option<Fact> {
        let admitted = self.hidden.admits(&fact.name) && fact.values.iter().all(|value| self.hidden.admits(value));
        let told = fact.sources.is_empty() || fact.sources.iter().any(|source| self.told.has_source(source));
        (admitted && told).then(|| Fact {
            sources: self.sources(&fact.sources),
            note: self.text(fact.note.as_ref()),
            ..fact.clone()
        })
    }

    fn entities(&mut self) {
        let story = self.told.story;
        for id in story.entity_ids().filter(|&id| self.told.entity(id).is_some()) {
            let first = self.now.initial.len();
            for initial in story.entity(id).initial.clone().map(InitialId) {
                if self.told.initial.get(initial.index()).is_some() {
                    let initial = self.initial(story.initial(initial));
                    self.now.initial.push(initial);
                }
            }
            let range = [first, self.now.initial.len()].map(|i| u32::try_from(i).expect("fewer than there were"));
            let entity = Entity {
                initial: range[0]..range[1],
                ..self.entity(id)
            };
            self.now.entities.push(entity);
        }
    }

    fn entity(&self, id: EntityId) -> Entity {
        let entity = self.told.story.entity(id);
        let description = entity.description.as_ref().filter(|note| {
            let told = self.told.telling.owned(id.into(), note.told.as_ref());
            self.told.bookmark.has(told) && self.hidden.admits(&note.text)
        });
        let travel = entity.travel.iter().filter_map(|way| {
            Some(Travel {
                to: self.told.entity(way.to)?,
                takes: way.takes,
            })
        });
        Entity {
            id: entity.id.clone(),
            kind: entity.kind,
            names: self.names(id),
            plural: entity.plural,
            species: self.text(entity.species.as_ref()),
            description: description.cloned(),
            told: entity.told.clone(),
            image: self.text(entity.image.as_ref()),
            initial: 0..0,
            travel: travel.collect(),
            sources: self.sources(&entity.sources),
            note: self.text(entity.note.as_ref()),
        }
    }

    /// The names that have been told; the first of them, an alias or not, is what somebody goes by, and the id where there is none.
    fn names(&self, id: EntityId) -> Vec<Name> {
        let entity = self.told.story.entity(id);
        let told = entity.names.iter().filter(|name| self.told.has_name(id, name));
        let mut names: Vec<Name> = told
            .map(|name| Name {
                from: self.told.edge(&name.from),
                until: self.told.edge(&name.until),
                ..name.clone()
            })
            .collect();
        match names.first_mut() {
            Some(first) => first.alias = false,
            None => names.push(Name {
                text: Text::from(name_of_id(&entity.id)),
                alias: false,
                from: Edge::Open,
                until: Edge::Open,
                told: None,
            }),
        }
        names
    }

    fn initial(&self, initial: &Initial) -> Initial {
        Initial {
            relation: self.words.relation(initial.relation),
            subject: self
                .told
                .entity(initial.subject)
                .expect("it was asked whether all of it has been told"),
            object: initial.object.and_then(|object| self.told.node(object)),
            from: self.told.edge(&initial.from),
            until: self.told.edge(&initial.until),
            told: initial.told.clone(),
            certainty: initial.certainty,
            according_to: initial.according_to.and_then(|document| self.document(document)),
            sources: self.sources(&initial.sources),
        }
    }

    fn events(&mut self) {
        let story = self.told.story;
        for id in story.event_ids().filter(|&id| self.told.event(id).is_some()) {
            let start = [self.now.parts.len(), self.now.sources.len()];
            self.now.parts.extend(self.told.parts(id).map(|(part, node)| Part {
                role: self.words.role(part.role),
                node,
                candidate: part.candidate,
            }));
            let sources = self.sources(story.sources(id));
            self.now.sources.extend(sources);
            let end = [self.now.parts.len(), self.now.sources.len()];
            let [parts, sources] = [0, 1].map(|i| {
                let [start, end] = [start[i], end[i]].map(|i| u32::try_from(i).expect("fewer than there were"));
                start..end
            });
            let event = story.event(id);
            self.now.events.push(Event {
                id: event.id.clone(),
                kind: self.words.kind(event.kind),
                certainty: event.certainty,
                at: event.at.clone(),
                place: event.place.and_then(|place| self.told.entity(place)),
                within: event.within.and_then(|whole| self.told.event(whole)),
                parts,
                sources,
                detail: event.detail.as_ref().map(|detail| Box::new(self.detail(detail))),
            });
        }
    }

    fn detail(&self, detail: &Detail) -> Detail {
        let told = |events: &[EventId]| events.iter().filter_map(|&event| self.told.event(event)).collect();
        Detail {
            told: detail.told.clone(),
            after: told(&detail.after),
            before: told(&detail.before),
            because: told(&detail.because),
            count: detail.count,
            note: self.text(detail.note.as_ref()),
            according_to: detail.according_to.and_then(|document| self.document(document)),
        }
    }

    fn documents(&mut self) {
        let documents = self.told.story.documents.iter().zip(&self.documents.0);
        let cut = documents
            .filter(|(_, now)| now.is_some())
            .map(|(document, _)| Document {
                id: document.id.clone(),
                title: self.text(document.title.as_ref()),
                path: self.text(document.path.as_ref()),
                author: self.text(document.author.as_ref()),
                date: self.text(document.date.as_ref()),
                url: self.text(document.url.as_ref()),
                note: self.text(document.note.as_ref()),
            });
        let cut = cut.collect();
        self.now.documents = cut;
    }
}

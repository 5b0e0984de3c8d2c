//! A story cut to what has been told by a bookmark, and its vocabulary with it.
//!
//! What is not certainly told by then is left out: events, whoever and whatever has not been introduced, names, relations, texts, quotes, sections, documents and words of the story's own.
//! What points from something told to something that is not is cut off there; a text that names something still to come is left out whole.
//! What must hold and what is let stand is left out too, since it is written by one who knows the end.

use super::hidden::Hidden;
use super::told::{Numbers, Told};
use super::words::Words;
use super::{Bookmark, Telling};
use crate::model::{
    Detail, Document, DocumentId, Edge, Entity, EntityId, Event, EventId, Fact, Initial, InitialId, Name, Part,
    Section, Source, SourceDetail, Story, Text, Travel, name_of_id,
};
use crate::vocabulary::Vocabulary;

/// Cuts a story and its vocabulary to what has been told by a bookmark; by the end of the telling, that is all of it.
#[must_use]
pub fn abridge(story: &Story, vocabulary: &Vocabulary, telling: &Telling, bookmark: Bookmark) -> (Story, Vocabulary) {
    if bookmark.has(telling.end()) {
        return (story.clone(), vocabulary.clone());
    }
    let told = Told::of(story, vocabulary, telling, bookmark);
    let hidden = told.hidden();
    let mut cut = Cut {
        words: told.words(&hidden),
        documents: told.documents(&hidden),
        hidden,
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

    /// A path or another text in which names stand without their capitals.
    fn path(&self, path: Option<&Text>) -> Option<Text> {
        path.filter(|path| self.hidden.admits_path(path)).cloned()
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
        self.told.has_fact(&self.hidden, fact).then(|| Fact {
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
            species: self.path(entity.species.as_ref()),
            description: description.cloned(),
            told: entity.told.clone(),
            image: self.path(entity.image.as_ref()),
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
                path: self.path(document.path.as_ref()),
                author: self.text(document.author.as_ref()),
                date: self.text(document.date.as_ref()),
                url: self.path(document.url.as_ref()),
                note: self.text(document.note.as_ref()),
            });
        let cut = cut.collect();
        self.now.documents = cut;
    }
}

//! From what the files say to what it means: names looked up, times read, every reference checked.
//!
//! Nothing is refused as a whole: what cannot be understood is told and left out, and the rest of the story stands.

mod entities;
mod events;
mod names;
mod times;

use super::fault::{Fault, Where};
use super::raw;
use super::symbols::{Symbol, Symbols};
use crate::diag::FileId;
use crate::model::{Certainty, Document, DocumentId, EntityId, EventId, Fact, Source, SourceDetail, Story, Text};
use crate::vocabulary::{Declarations, Vocabulary};
use names::Names;
use std::collections::BTreeMap;

/// The story the files tell, its vocabulary, and everything that is wrong with them.
pub(super) struct Lowered {
    pub story: Story,
    pub vocabulary: Vocabulary,
    pub faults: Vec<Fault>,
    pub origins: Origins,
}

/// Where entities, events and initial relations stand in the files.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    pub(in crate::load) entities: Vec<Where>,
    pub(in crate::load) initial: Vec<Where>,
    events: Vec<EventFile>,
    files: Vec<FileId>,
}

/// The events of one file: the number of the first, and which were left out.
#[derive(Clone, Debug)]
struct EventFile {
    first: u32,
    left_out: Vec<u32>,
}

impl Origins {
    /// The same, knowing the files by their ids.
    pub(in crate::load) fn with_files(mut self, files: Vec<FileId>) -> Self {
        self.files = files;
        self
    }

    /// The id of a file.
    pub(in crate::load) fn file(&self, file: usize) -> FileId {
        self.files.get(file).copied().unwrap_or_default()
    }

    /// Where an event stands.
    pub(in crate::load) fn event(&self, event: EventId) -> Where {
        let file = self
            .events
            .partition_point(|file| file.first <= event.0)
            .saturating_sub(1);
        let Some(events) = self.events.get(file) else {
            return Where::top(0);
        };
        let mut place = event.0 - events.first;
        for &left_out in &events.left_out {
            place += u32::from(left_out <= place);
        }
        Where::top(file).key("events").index(place as usize)
    }
}

/// What a mentioned id turned out to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Known {
    /// No id of anything.
    #[default]
    Nothing,
    /// An entity.
    Entity(EntityId),
    /// An event.
    Event(EventId),
    /// Something that was told to be wrong and left out.
    LeftOut,
}

struct Lower {
    symbols: Symbols,
    known: Vec<Known>,
    names: Option<Names>,
    documents: BTreeMap<Text, DocumentId>,
    vocabulary: Vocabulary,
    story: Story,
    faults: Vec<Fault>,
    origins: Origins,
    lost: Lost,
}

/// What the careful reader had to cut away.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// Ids and names that were given there.
    pub names: Vec<String>,
    /// Whether a file's end was never read, so that anything may have been given there.
    pub anything: bool,
}

/// Makes a story of files in the order of reading; the last is the one that was asked for and names the story.
pub(super) fn lower(mut files: Vec<raw::File>, symbols: Symbols, lost: Lost) -> Lowered {
    let declared: Vec<&Declarations> = files.iter().map(|file| &file.vocabulary).collect();
    let (vocabulary, flaws) = Vocabulary::of(&declared);
    let mut lower = Lower {
        known: vec![Known::Nothing; symbols.len()],
        symbols,
        names: None,
        documents: BTreeMap::new(),
        vocabulary,
        story: Story::default(),
        faults: Vec::new(),
        origins: Origins::default(),
        lost,
    };
    for flaw in flaws {
        lower.flaw(flaw);
    }
    if let Some(main) = files.last_mut() {
        lower.story.title = main.title.take().map(text);
        lower.story.description = main.description.take().map(text);
    }
    lower.documents(&mut files);
    lower.number_entities(&files);
    lower.number_events(&mut files);
    lower.story.axis = lower.axis(&files);
    lower.entities(&mut files);
    lower.events(&mut files);
    lower.facts(&mut files);
    Lowered {
        story: lower.story,
        vocabulary: lower.vocabulary,
        faults: lower.faults,
        origins: lower.origins,
    }
}

fn text(string: String) -> Text {
    Text::from(arcstr::ArcStr::from(string))
}

impl Lower {
    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    fn flaw(&mut self, flaw: crate::vocabulary::Flaw) {
        let Some(file) = flaw.file.checked_sub(1) else { return };
        let mut at = Where::top(file).key("vocabulary");
        for step in &flaw.path {
            at = step.parse().map_or_else(|_| at.key(step), |index| at.index(index));
        }
        let fault = Fault::error("bad-vocabulary", at, flaw.message);
        self.fault(match flaw.help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    /// Notes what an id belongs to, unless it belongs to something already.
    fn define(&mut self, id: &Text, known: Known, at: &Where) {
        let symbol = self.symbols.number(id, || id.clone());
        if self.known.len() <= symbol as usize {
            self.known.resize(symbol as usize + 1, Known::Nothing);
        }
        let before = self.known[symbol as usize];
        let earlier = match before {
            Known::Nothing => {
                self.known[symbol as usize] = known;
                return;
            }
            Known::Entity(entity) => self.origins.entities[entity.index()].clone(),
            Known::Event(event) => self.origins.event(event),
            Known::LeftOut => return,
        };
        let fault = Fault::error("duplicate-id", at.key("id"), format!("the id `{id}` is given twice"))
            .label("given again here")
            .note(earlier.key("id"), "first given here")
            .help("give one of the two another id; entities and events share one set of ids");
        self.fault(fault);
    }

    /// Whether a name may have been given in what was cut away; nobody calls it unknown then.
    fn may_be_lost(&self, name: &str) -> bool {
        self.lost.anything || self.lost.names.iter().any(|lost| lost == name)
    }

    fn known(&self, symbol: Symbol) -> Known {
        self.known.get(symbol as usize).copied().unwrap_or_default()
    }

    fn documents(&mut self, files: &mut [raw::File]) {
        let mut first: Vec<Where> = Vec::new();
        for (file, raw) in files.iter_mut().enumerate() {
            for (i, document) in std::mem::take(&mut raw.documents).into_iter().enumerate() {
                let at = Where::top(file).key("documents").index(i);
                let id = text(document.id);
                let number = DocumentId(u32::try_from(self.story.documents.len()).expect("few documents"));
                if let Some(earlier) = self.documents.get(&id) {
                    let earlier = first[earlier.index()].clone();
                    let message = format!("the document `{id}` is given twice");
                    let fault = Fault::error("duplicate-id", at.key("id"), message).label("given again here");
                    self.fault(
                        fault
                            .note(earlier.key("id"), "first given here")
                            .help("give one of the two another id"),
                    );
                    continue;
                }
                self.documents.insert(id.clone(), number);
                first.push(at);
                self.story.documents.push(Document {
                    id,
                    title: document.title.map(text),
                    path: document.path.map(text),
                    author: document.author.map(text),
                    date: document.date.map(text),
                    url: document.url.map(text),
                    note: document.note.map(text),
                });
            }
        }
    }

    fn facts(&mut self, files: &mut [raw::File]) {
        for (file, raw) in files.iter_mut().enumerate() {
            for (i, fact) in std::mem::take(&mut raw.facts).into_iter().enumerate() {
                let at = Where::top(file).key("facts").index(i);
                let sources = self.sources(fact.sources, &at.key("sources"));
                self.story.facts.push(Fact {
                    name: text(fact.name),
                    values: fact.value.0.into_iter().map(text).collect(),
                    sources,
                    note: fact.note.map(text),
                });
            }
        }
    }

    fn sources(&mut self, sources: Vec<raw::Source>, at: &Where) -> Vec<Source> {
        let lowered = sources.into_iter().enumerate().filter_map(|(i, source)| {
            let at = at.index(i);
            let document = self.document(&source.document, &at.key("document"))?;
            let told = source.told.and_then(|told| self.told(told, &at.key("told")));
            let certainty = certainty(source.certainty.as_deref());
            let said = told.is_some() || certainty != Certainty::Stated || source.note.is_some();
            let detail = said.then(|| {
                Box::new(SourceDetail {
                    told,
                    certainty,
                    note: source.note.map(text),
                })
            });
            Some(Source {
                document,
                quote: source.quote.map(text),
                locator: source.locator.map(text),
                detail,
            })
        });
        lowered.collect()
    }

    fn document(&mut self, name: &str, at: &Where) -> Option<DocumentId> {
        let found = self.documents.get(name).copied();
        if found.is_none() && !self.may_be_lost(name) {
            let known: Vec<&str> = self.documents.keys().map(|id| &**id).collect();
            let help = match crate::model::nearest(name, known.iter().copied()).first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add it: `\"documents\": [{{\"id\": \"{name}\", \"title\": \"…\"}}]`"),
            };
            let message = format!("there is no document `{name}`");
            self.fault(Fault::error("unknown-document", at.clone(), message).help(help));
        }
        found
    }
}

fn certainty(word: Option<&str>) -> Certainty {
    let known = [Certainty::Stated, Certainty::Implied, Certainty::Doubtful];
    known
        .into_iter()
        .find(|certainty| Some(certainty.word()) == word)
        .unwrap_or_default()
}

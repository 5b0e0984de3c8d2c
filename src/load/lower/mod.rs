//! From what the files say to what it means: names looked up, times read, every reference checked.
//!
//! Nothing is refused as a whole: what cannot be understood is told and left out, and the rest of the story stands.

mod assertions;
mod entities;
mod events;
mod names;
mod remedies;
mod roles;
mod times;

use super::documents::DocumentText;
use super::fault::{Fault, Where};
use super::lex::brief;
use super::prune::Inspection;
use super::raw;
use super::symbols::{Symbol, Symbols};
use crate::diag::FileId;
use crate::model::{
    Certainty, Document, DocumentId, EntityId, EntityKind, EventId, Fact, Guesses, Section, Source, SourceDetail,
    Story, Text, fold,
};
use crate::vocabulary::{Declarations, Flaw, Vocabulary};
use names::Names;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

/// The story the files tell, its vocabulary, and everything that is wrong with them.
pub(super) struct Lowered {
    pub story: Story,
    pub vocabulary: Vocabulary,
    pub faults: Vec<Fault>,
    pub origins: Origins,
}

/// Where entities, events and initial relations stand in the files.
///
/// A file is read again for its places when the first of them is asked for, and then once.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    pub(in crate::load) entities: Vec<Where>,
    pub(in crate::load) initial: Vec<Where>,
    pub(in crate::load) assertions: Vec<Where>,
    pub(in crate::load) waivers: Vec<Where>,
    pub(in crate::load) documents: Vec<Where>,
    pub(in crate::load) facts: Vec<Where>,
    events: Vec<EventFile>,
    pub(in crate::load) files: Vec<FileId>,
    /// The folder of each of `files`, which the paths in it begin from.
    pub(in crate::load) folders: Vec<PathBuf>,
    /// The text of each document, where it was asked for.
    pub(in crate::load) texts: Vec<DocumentText>,
    pub(in crate::load) inspections: Vec<OnceLock<Inspection>>,
}

/// The events of one file: the number of the first, and which were left out.
#[derive(Clone, Debug)]
struct EventFile {
    first: u32,
    left_out: Vec<u32>,
}

impl Origins {
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
    /// An entity, and its kind, which is asked for at every mention.
    Entity(EntityId, EntityKind),
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
    guesses: Guesses,
    /// What must hold just after an event, read when all events are known.
    demands: Vec<(EventId, Vec<Text>)>,
    /// The event whose time shows the axis, where no file states it.
    axis_shown_by: Option<EventId>,
    origins: Origins,
    lost: Lost,
    /// Which of the files are journals.
    journals: Vec<bool>,
}

/// What the careful reader had to cut away.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// Ids and names that were given there, folded, and the ids they should have been.
    pub names: BTreeSet<String>,
    /// Whether a file's end was never read, so that anything may have been given there.
    pub anything: bool,
    /// Whether a line of a journal that tells an event could not be read.
    pub lines: bool,
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
        guesses: Guesses::default(),
        demands: Vec::new(),
        axis_shown_by: None,
        origins: Origins::default(),
        lost,
        journals: files.iter().map(|file| file.journal).collect(),
    };
    let declaring = declared.iter().rposition(|declared| !declared.is_empty());
    for flaw in flaws {
        lower.flaw(flaw, declaring);
    }
    if let Some(main) = files.last_mut() {
        lower.story.title = main.title.take().map(text);
        lower.story.description = main.description.take().map(text);
        lower.story.in_order = main.in_order;
    }
    lower.documents(&mut files);
    lower.number_entities(&files);
    lower.number_events(&mut files);
    lower.story.axis = lower.axis(&files);
    lower.entities(&mut files);
    lower.events(&mut files);
    lower.facts(&mut files);
    lower.sections(&mut files);
    lower.what_is_said_of_the_story(&mut files);
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

    /// Tells what is wrong with a declaration; of the prelude's own, what a story's declarations made wrong with it.
    fn flaw(&mut self, flaw: Flaw, declaring: Option<usize>) {
        let Some(file) = flaw.file.checked_sub(1) else {
            let Some(file) = declaring else { return };
            let (what, name) = (flaw.path[0].trim_end_matches('s'), &flaw.path[1]);
            let message = format!("the prelude's {what} `{name}` no longer fits: {}", flaw.message);
            let help = format!("declare `{name}` anew too, or give what is declared here a name of its own");
            self.fault(Fault::error("bad-vocabulary", Where::top(file).name("vocabulary"), message).help(help));
            return;
        };
        if flaw.missing.is_some_and(|name| self.may_be_lost(&name)) {
            return;
        }
        let mut at = Where::top(file).key("vocabulary");
        for (i, step) in flaw.path.iter().enumerate() {
            // Names are the story's own and may be digits; list places stand under other keys.
            let named = i == 1 || flaw.path[i.saturating_sub(1)] == "roles";
            at = match step.parse() {
                _ if named && i + 1 == flaw.path.len() => at.name(step.clone()),
                Ok(index) if !named => at.index(index),
                _ => at.key(step.clone()),
            };
        }
        self.fault(Fault::error("bad-vocabulary", at, flaw.message).help(flaw.help));
    }

    /// Notes what an id belongs to, unless it belongs to something already.
    fn define(&mut self, symbol: Symbol, known: Known, at: &Where) {
        if self.known.len() <= symbol as usize {
            self.known.resize(symbol as usize + 1, Known::Nothing);
        }
        let before = self.known[symbol as usize];
        let earlier = match before {
            Known::Nothing => {
                self.known[symbol as usize] = known;
                return;
            }
            Known::Entity(entity, _) => self.origins.entities[entity.index()].clone(),
            Known::Event(event) => self.origins.event(event),
            Known::LeftOut => return,
        };
        let id = self.symbols.name(symbol);
        let fault = Fault::error("duplicate-id", at.key("id"), format!("the id `{id}` is given twice"))
            .label("given again here")
            .note(earlier.key("id"), "first given here")
            .help("give one of the two another id; entities and events share one set of ids");
        self.fault(fault);
    }

    /// Whether a name may have been given in what was cut away; nobody calls it unknown then.
    fn may_be_lost(&self, name: &str) -> bool {
        self.lost.anything || self.lost.names.contains(&fold(name))
    }

    fn known(&self, symbol: Symbol) -> Known {
        self.known.get(symbol as usize).copied().unwrap_or_default()
    }

    fn documents(&mut self, files: &mut [raw::File]) {
        for (file, raw) in files.iter_mut().enumerate() {
            for (i, document) in std::mem::take(&mut raw.documents).into_iter().enumerate() {
                let at = Where::top(file).key("documents").index(i);
                let id = text(document.id);
                let number = DocumentId(u32::try_from(self.story.documents.len()).expect("few documents"));
                if let Some(earlier) = self.documents.get(&id) {
                    let earlier = self.origins.documents[earlier.index()].clone();
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
                self.origins.documents.push(at);
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
                self.origins.facts.push(at);
                self.story.facts.push(Fact {
                    name: text(fact.name),
                    values: fact.value.0.into_iter().map(text).collect(),
                    sources,
                    note: fact.note.map(text),
                });
            }
        }
    }

    fn sections(&mut self, files: &mut [raw::File]) {
        let mut first: Vec<Where> = Vec::new();
        for (file, raw) in files.iter_mut().enumerate() {
            for (i, section) in std::mem::take(&mut raw.sections).into_iter().enumerate() {
                let at = Where::top(file).key("sections").index(i);
                let Some(told) = self.told(section.told, &at.key("told")) else {
                    continue;
                };
                let known = self.story.sections.iter().position(|known| known.told.key == told.key);
                if let Some(known) = known {
                    if self.story.sections[known].title != section.title {
                        let message = format!("`{}` is headed twice, differently", told.written);
                        let fault = Fault::error("duplicate-section", at.clone(), message).label("headed again here");
                        let fault = fault.note(first[known].clone(), "first headed here");
                        self.fault(fault.help("give one of the two another place in the telling, or both one title"));
                    }
                    continue;
                }
                first.push(at);
                let title = text(section.title);
                self.story.sections.push(Section { told, title });
            }
        }
    }

    /// What must hold and what is let stand, of the story as a whole and of its events.
    fn what_is_said_of_the_story(&mut self, files: &mut [raw::File]) {
        for (file, raw) in files.iter_mut().enumerate() {
            let demands = std::mem::take(&mut raw.assert.0).into_iter().map(text).collect();
            self.assertions(demands, None, &Where::top(file).key("assert"));
            self.waivers(std::mem::take(&mut raw.allow.0), None, &Where::top(file).key("allow"));
        }
        for (event, demands) in std::mem::take(&mut self.demands) {
            let at = self.at(event.index()).key("assert");
            self.assertions(demands, Some(event), &at);
        }
    }

    fn sources(&mut self, sources: Vec<raw::Source>, at: &Where) -> Vec<Source> {
        let lowered = sources.into_iter().enumerate().filter_map(|(i, source)| {
            let at = at.index(i);
            let document = self.document(&source.document, &at.key("document"))?;
            if source.quote.as_ref().is_some_and(String::is_empty) {
                self.empty_quote(&at);
            }
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

    fn empty_quote(&mut self, source: &Where) {
        let fault = Fault::warning("empty-quote", source.key("quote"), "a quote is empty");
        self.fault(fault.help("write the words of the document, or leave `quote` out"));
    }

    fn document(&mut self, name: &str, at: &Where) -> Option<DocumentId> {
        let found = self.documents.get(name).copied();
        if found.is_none() && !self.may_be_lost(name) {
            let known = self.documents.keys().map(|id| &**id);
            let help = match self.guesses.nearest(name, known).first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => self.document_added(name, at),
            };
            let message = format!("there is no document `{}`", brief(name));
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

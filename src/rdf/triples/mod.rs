//! What is said of a subject, one property at a time: the only place that decides which triples there are.

mod entity;
mod event;
mod source;
mod stretch;
mod vocabulary;

use super::Word;
use super::index::timeline;
use super::term::Term;
use crate::model::{Axis, Edge, EntityKind, RelationId, RoleId, Text, When, Written};
use crate::world::World;
use oxrdf::vocab::xsd;

/// A property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Property {
    /// One that every story has.
    Fixed(Word),
    /// A relation that ever held.
    Relation(RelationId),
    /// A role surely played.
    Role(RoleId),
    /// A role perhaps played.
    Candidate(RoleId),
}

impl Property {
    /// The property that a term is, if it is one.
    pub(super) fn of(term: &Term) -> Option<Self> {
        match term {
            Term::Word(word) => Some(Self::Fixed(*word)),
            Term::Relation(id) => Some(Self::Relation(*id)),
            Term::Role(id) => Some(Self::Role(*id)),
            Term::Candidate(id) => Some(Self::Candidate(*id)),
            Term::Story
            | Term::Node(_)
            | Term::Stretch(_)
            | Term::Gap(_)
            | Term::Name(..)
            | Term::Way(..)
            | Term::Document(_)
            | Term::Source(_)
            | Term::Fact(_)
            | Term::Kind(_)
            | Term::Text(_)
            | Term::Number(_)
            | Term::Flag(_)
            | Term::Other(_) => None,
        }
    }

    /// The term that it is.
    pub(super) fn term(self) -> Term {
        match self {
            Self::Fixed(word) => Term::Word(word),
            Self::Relation(id) => Term::Relation(id),
            Self::Role(id) => Term::Role(id),
            Self::Candidate(id) => Term::Candidate(id),
        }
    }
}

/// What a subject is said to have, as it is gathered.
#[derive(Debug, Default)]
pub(super) struct Said(Vec<Term>);

impl Said {
    fn is(&mut self, words: &[Word]) {
        self.0.extend(words.iter().map(|&word| Term::Word(word)));
    }

    fn term(&mut self, term: Option<Term>) {
        self.0.extend(term);
    }

    fn terms(&mut self, terms: impl IntoIterator<Item = Term>) {
        self.0.extend(terms);
    }

    fn text(&mut self, text: Option<&Text>) {
        self.0.extend(text.cloned().map(Term::Text));
    }

    fn words(&mut self, words: &str) {
        self.0.push(Term::words(words));
    }

    fn number(&mut self, number: usize) {
        self.0.push(Term::count(number as u64));
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(Term::Flag(flag));
    }
}

/// The objects of a subject and a property, each once.
pub(super) fn objects(world: &World, subject: &Term, property: Property) -> Vec<Term> {
    let mut said = Said::default();
    match (subject, property) {
        (Term::Node(node), _) => match (node.entity(), node.event()) {
            (Some(id), _) => entity::say(world, id, property, &mut said),
            (None, Some(id)) => event::say(world, id, property, &mut said),
            (None, None) => {}
        },
        (_, Property::Relation(_) | Property::Role(_) | Property::Candidate(_)) => {}
        (Term::Story, Property::Fixed(word)) => source::of_story(world, word, &mut said),
        (&Term::Stretch(place), Property::Fixed(word)) => stretch::say(world, place, word, &mut said),
        (&Term::Gap(place), Property::Fixed(word)) => stretch::say_gap(world, place, word, &mut said),
        (&Term::Name(of, place), Property::Fixed(word)) => entity::of_name(world, of, place, word, &mut said),
        (&Term::Way(from, place), Property::Fixed(word)) => entity::of_way(world, from, place, word, &mut said),
        (&Term::Document(place), Property::Fixed(word)) => source::of_document(world, place, word, &mut said),
        (&Term::Source(id), Property::Fixed(word)) => source::say(world, id, word, &mut said),
        (&Term::Fact(place), Property::Fixed(word)) => source::of_fact(world, place, word, &mut said),
        (&Term::Relation(id), Property::Fixed(word)) => vocabulary::of_relation(world, id, word, &mut said),
        (&Term::Kind(id), Property::Fixed(word)) => vocabulary::of_kind(world, id, word, &mut said),
        (&Term::Role(id), Property::Fixed(word)) => vocabulary::of_role(world, id, word, &mut said),
        (&Term::Candidate(id), Property::Fixed(word)) => vocabulary::of_candidate(world, id, word, &mut said),
        (&Term::Word(of), Property::Fixed(word)) => vocabulary::of_word(of, word, &mut said),
        (Term::Text(_) | Term::Number(_) | Term::Flag(_) | Term::Other(_), _) => {}
    }
    let mut objects = said.0;
    if objects.len() > 1 {
        let mut seen = rustc_hash::FxHashSet::default();
        objects.retain(|term| seen.insert(term.clone()));
    }
    objects
}

/// The properties that a subject may have.
pub(super) fn properties(world: &World, subject: &Term) -> Vec<Property> {
    let fixed: &[Word] = match subject {
        Term::Story => source::STORY,
        Term::Node(node) if node.entity().is_some() => entity::PROPERTIES,
        Term::Node(_) => event::PROPERTIES,
        Term::Stretch(_) => stretch::PROPERTIES,
        Term::Gap(_) => stretch::OF_GAP,
        Term::Name(..) => entity::OF_NAME,
        Term::Way(..) => entity::OF_WAY,
        Term::Document(_) => source::OF_DOCUMENT,
        Term::Source(_) => source::PROPERTIES,
        Term::Fact(_) => source::OF_FACT,
        Term::Relation(_) => vocabulary::OF_RELATION,
        Term::Kind(_) => vocabulary::OF_KIND,
        Term::Role(_) | Term::Candidate(_) => vocabulary::OF_ROLE,
        Term::Word(_) => vocabulary::OF_WORD,
        Term::Text(_) | Term::Number(_) | Term::Flag(_) | Term::Other(_) => &[],
    };
    let mut properties: Vec<Property> = fixed.iter().map(|&word| Property::Fixed(word)).collect();
    if let Term::Node(node) = subject {
        if node.entity().is_some() {
            properties.extend(
                timeline(world)
                    .concerning(*node)
                    .map(|held| Property::Relation(held.relation)),
            );
        }
        if let Some(id) = node.event() {
            properties.extend(world.story.parts(id).iter().map(|part| {
                if part.candidate {
                    Property::Candidate(part.role)
                } else {
                    Property::Role(part.role)
                }
            }));
        }
        properties[fixed.len()..].sort_unstable();
        properties.dedup();
    }
    properties
}

/// Whether a subject of a sort may have a fixed property at all.
pub(super) fn may_have(sort: &[Word], word: Word) -> bool {
    sort.contains(&word)
}

pub(super) use stretch::gap;

/// The fixed properties of each sort of subject.
pub(super) mod sorts {
    pub(in crate::rdf) use super::entity::{OF_NAME, OF_WAY, PROPERTIES as OF_ENTITY};
    pub(in crate::rdf) use super::event::PROPERTIES as OF_EVENT;
    pub(in crate::rdf) use super::source::{OF_DOCUMENT, OF_FACT, PROPERTIES as OF_SOURCE, STORY as OF_STORY};
    pub(in crate::rdf) use super::stretch::{OF_GAP, PROPERTIES as OF_STRETCH};
    pub(in crate::rdf) use super::vocabulary::{OF_KIND, OF_RELATION, OF_ROLE, OF_WORD};
}

/// The classes of an entity.
fn classes(kind: EntityKind) -> &'static [Word] {
    match kind {
        EntityKind::Character => &[Word::Character, Word::SemActor, Word::Person],
        EntityKind::Faction => &[Word::Faction, Word::SemActor, Word::Organization],
        EntityKind::Place => &[Word::Place, Word::SemPlace, Word::SchemaPlace],
        EntityKind::Item => &[Word::Item, Word::SemObject],
    }
}

/// One end of a span.
fn point(world: &World, edge: &Edge) -> Term {
    match edge {
        Edge::Open => Term::Word(Word::Start),
        Edge::Event(event) => Term::Node((*event).into()),
        Edge::Time(time) => when(world, time),
    }
}

/// A time as a literal: a number or a date where it is just that, words elsewhere.
fn when(world: &World, time: &When) -> Term {
    let written = time.written.to_string();
    if let Written::Number(_) = time.written {
        return Term::typed(written, xsd::DECIMAL);
    }
    let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = written.split('-').collect();
    match (world.story.axis, parts.as_slice()) {
        (Some(Axis::Date), [y]) if digits(y, 4) => Term::typed(written, xsd::G_YEAR),
        (Some(Axis::Date), [y, m]) if digits(y, 4) && digits(m, 2) => Term::typed(written, xsd::G_YEAR_MONTH),
        (Some(Axis::Date), [y, m, d]) if digits(y, 4) && digits(m, 2) && digits(d, 2) => {
            Term::typed(written, xsd::DATE)
        }
        (Some(Axis::Number), _) if plain_number(&written) => Term::typed(written, xsd::DECIMAL),
        _ => Term::words(&written),
    }
}

fn plain_number(written: &str) -> bool {
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let mut halves = unsigned.splitn(2, '.');
    halves.all(|half| !half.is_empty() && half.bytes().all(|b| b.is_ascii_digit()))
}

/// The place of what is counted from zero, counted from one.
fn from_one(place: u32) -> usize {
    place as usize + 1
}

//! The terms of the graph as small values: whatever a story has is a number, and every IRI that means the same is the same value.

use super::index::{Index, sources_of, timeline};
use super::names::Shelf;
use super::{Space, Word};
use crate::model::{Attested, EntityId, InitialId, KindId, Node, RelationId, RoleId, SourceId, Text};
use crate::world::World;
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode};

/// A term of the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    /// The story itself.
    Story,
    /// An entity or an event.
    Node(Node),
    /// A stretch, by its place.
    Stretch(u32),
    /// The gap behind a stretch, by the stretch's place.
    Gap(u32),
    /// A name of an entity.
    Name(EntityId, u32),
    /// A way from a place.
    Way(EntityId, u32),
    /// A document, by its place.
    Document(u32),
    /// Where something is attested.
    Source(SourceId),
    /// A fact about the work, by its place.
    Fact(u32),
    /// A relation.
    Relation(RelationId),
    /// A kind.
    Kind(KindId),
    /// A role.
    Role(RoleId),
    /// A role that somebody may have played.
    Candidate(RoleId),
    /// A fixed word.
    Word(Word),
    /// Text.
    Text(Text),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Any other term that a query may name.
    Other(Box<Other>),
}

/// A term that is not of the story's own making, or a literal with a type of its own; ordered as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Other(pub(super) oxrdf::Term);

impl PartialOrd for Other {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Other {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.to_string().cmp(&other.0.to_string())
    }
}

impl Term {
    /// A literal with a type of its own.
    pub(super) fn typed(value: impl Into<String>, datatype: oxrdf::NamedNodeRef<'_>) -> Self {
        Self::Other(Box::new(Other(Literal::new_typed_literal(value, datatype).into())))
    }

    /// A whole number, however large.
    pub(super) fn count(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Self::typed(number.to_string(), xsd::INTEGER), Self::Number)
    }

    /// A number of the story's axis.
    pub(super) fn decimal(number: f64) -> Self {
        Self::typed(number.to_string(), xsd::DECIMAL)
    }

    /// Words from a fixed list.
    pub(super) fn words(words: &str) -> Self {
        Self::Text(words.into())
    }
}

/// Reads a term of a query.
pub(super) fn inward(world: &World, index: &Index, term: oxrdf::Term) -> Term {
    match term {
        oxrdf::Term::NamedNode(node) => {
            known(world, index, node.as_str()).unwrap_or_else(|| Term::Other(Box::new(Other(node.into()))))
        }
        oxrdf::Term::Literal(literal) => literal_inward(literal),
        oxrdf::Term::BlankNode(node) => Term::Other(Box::new(Other(node.into()))),
    }
}

fn literal_inward(literal: Literal) -> Term {
    let datatype = literal.datatype();
    if datatype == xsd::STRING {
        return Term::Text(literal.value().into());
    }
    let plain = match literal.value() {
        "true" if datatype == xsd::BOOLEAN => Some(Term::Flag(true)),
        "false" if datatype == xsd::BOOLEAN => Some(Term::Flag(false)),
        value if datatype == xsd::INTEGER => {
            let number = value.parse::<i64>().ok();
            number.filter(|number| number.to_string() == value).map(Term::Number)
        }
        _ => None,
    };
    plain.unwrap_or_else(|| Term::Other(Box::new(Other(literal.into()))))
}

/// What an IRI stands for in this story, if anything.
pub(super) fn known(world: &World, index: &Index, iri: &str) -> Option<Term> {
    if Space::ALL.iter().any(|space| iri.starts_with(space.iri())) {
        return Word::of_iri(iri).map(Term::Word);
    }
    if iri == index.base() {
        return Some(Term::Story);
    }
    let (shelf, name) = index.shelf(iri)?;
    let vocabulary = &world.vocabulary;
    let place = |all: usize| {
        let number: u32 = name.parse().ok()?;
        let place = number.checked_sub(1).filter(|&place| (place as usize) < all)?;
        (number.to_string() == name).then_some(place)
    };
    match shelf {
        Shelf::Own => index.node(world, name).map(Term::Node),
        Shelf::Stretch => place(timeline(world).stretches.len()).map(Term::Stretch),
        Shelf::Gap => place(timeline(world).stretches.len()).map(Term::Gap),
        Shelf::Fact => place(world.story.facts.len()).map(Term::Fact),
        Shelf::Name => {
            let (bearer, place) = part(world, index, name)?;
            let fits = (place as usize) < world.story.entity(bearer).names.len();
            fits.then_some(Term::Name(bearer, place))
        }
        Shelf::Way => {
            let (from, place) = part(world, index, name)?;
            let fits = (place as usize) < world.story.entity(from).travel.len();
            fits.then_some(Term::Way(from, place))
        }
        Shelf::Document => {
            let found = world.story.documents.iter().position(|document| document.id == name)?;
            u32::try_from(found).ok().map(Term::Document)
        }
        Shelf::Source => source(world, index, name).map(Term::Source),
        Shelf::Relation => vocabulary.relation_named(name).map(Term::Relation),
        Shelf::Kind => vocabulary.kind_named(name).map(Term::Kind),
        Shelf::Role => vocabulary.role_named(name).map(Term::Role),
        Shelf::Candidate => vocabulary.role_named(name).map(Term::Candidate),
    }
}

/// An entity and which of its things, counted from zero.
fn part(world: &World, index: &Index, name: &str) -> Option<(EntityId, u32)> {
    let (id, number) = name.rsplit_once('.')?;
    let entity = index.node(world, id)?.entity()?;
    Some((entity, number.parse::<u32>().ok()?.checked_sub(1)?))
}

fn source(world: &World, index: &Index, name: &str) -> Option<SourceId> {
    let (of, number) = name.rsplit_once('.')?;
    let nth = number.parse::<usize>().ok()?.checked_sub(1)?;
    let counted = |rest: &str| rest.parse::<usize>().ok()?.checked_sub(1);
    let of = match of.split_once('.') {
        None => {
            let node = index.node(world, of)?;
            match (node.entity(), node.event()) {
                (Some(entity), _) => Attested::Entity(entity),
                (None, Some(event)) => Attested::Event(event),
                (None, None) => return None,
            }
        }
        Some(("fact", rest)) => Attested::Fact(counted(rest)?),
        Some((id, rest)) => {
            let entity = world.story.entity(index.node(world, id)?.entity()?);
            let place = u32::try_from(counted(rest)?).ok()?;
            let initial = entity.initial.start.checked_add(place)?;
            Attested::Initial(InitialId(initial).into_range(&entity.initial)?)
        }
    };
    let id = SourceId { of, nth };
    (nth < sources_of(world, of).len()).then_some(id)
}

/// A number that lies within a range of its kind.
trait Ranged: Sized {
    fn into_range(self, range: &std::ops::Range<u32>) -> Option<Self>;
}

impl Ranged for InitialId {
    fn into_range(self, range: &std::ops::Range<u32>) -> Option<Self> {
        range.contains(&self.0).then_some(self)
    }
}

/// The shelf and the name of what has an IRI of its own.
pub(super) fn placed(world: &World, term: &Term) -> Option<(Shelf, String)> {
    let story = &world.story;
    let vocabulary = &world.vocabulary;
    let part = |of: EntityId, place: u32| format!("{}.{}", story.entity(of).id, place + 1);
    Some(match term {
        Term::Node(node) => (Shelf::Own, story.slug(*node).to_owned()),
        Term::Stretch(place) => (Shelf::Stretch, (place + 1).to_string()),
        Term::Gap(place) => (Shelf::Gap, (place + 1).to_string()),
        Term::Name(of, place) => (Shelf::Name, part(*of, *place)),
        Term::Way(of, place) => (Shelf::Way, part(*of, *place)),
        Term::Document(place) => (Shelf::Document, story.documents[*place as usize].id.to_string()),
        Term::Source(id) => (Shelf::Source, source_name(world, *id)),
        Term::Fact(place) => (Shelf::Fact, (place + 1).to_string()),
        Term::Relation(id) => (Shelf::Relation, vocabulary.relation(*id).name.clone()),
        Term::Kind(id) => (Shelf::Kind, vocabulary.kind(*id).name.clone()),
        Term::Role(id) => (Shelf::Role, vocabulary.role(*id).to_owned()),
        Term::Candidate(id) => (Shelf::Candidate, vocabulary.role(*id).to_owned()),
        Term::Story | Term::Word(_) | Term::Text(_) | Term::Number(_) | Term::Flag(_) | Term::Other(_) => return None,
    })
}

fn source_name(world: &World, id: SourceId) -> String {
    let nth = id.nth + 1;
    match id.of {
        Attested::Event(event) => format!("{}.{nth}", world.story.event(event).id),
        Attested::Entity(entity) => format!("{}.{nth}", world.story.entity(entity).id),
        Attested::Fact(place) => format!("fact.{}.{nth}", place + 1),
        Attested::Initial(initial) => {
            let subject = world.story.entity(world.story.initial(initial).subject);
            format!("{}.{}.{nth}", subject.id, initial.0 - subject.initial.start + 1)
        }
    }
}

/// A term as the evaluator and the writers of results have it.
pub(super) fn outward(world: &World, index: &Index, term: Term) -> oxrdf::Term {
    if let Some((shelf, name)) = placed(world, &term) {
        return NamedNode::new_unchecked(index.iri(shelf, &name)).into();
    }
    match term {
        Term::Word(word) => NamedNode::new_unchecked(word.iri()).into(),
        Term::Text(text) => Literal::new_simple_literal(text.as_str()).into(),
        Term::Number(number) => Literal::from(number).into(),
        Term::Flag(flag) => Literal::from(flag).into(),
        Term::Other(other) => other.0,
        Term::Story
        | Term::Node(_)
        | Term::Stretch(_)
        | Term::Gap(_)
        | Term::Name(..)
        | Term::Way(..)
        | Term::Document(_)
        | Term::Source(_)
        | Term::Fact(_)
        | Term::Relation(_)
        | Term::Kind(_)
        | Term::Role(_)
        | Term::Candidate(_) => NamedNode::new_unchecked(index.base()).into(),
    }
}

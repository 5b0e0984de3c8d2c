//! What is said of characters, factions, places and items, of their names, and of the ways between places.

use super::{Property, Said, classes, point};
use crate::model::{Attested, Edge, EntityId, Node, SourceId};
use crate::rdf::Word;
use crate::rdf::index::timeline;
use crate::rdf::term::Term;
use crate::world::World;

/// The fixed properties of an entity.
pub(in crate::rdf) const PROPERTIES: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::PrefLabel,
    Word::AltLabel,
    Word::Id,
    Word::Called,
    Word::Species,
    Word::Description,
    Word::Note,
    Word::Told,
    Word::Image,
    Word::HasWay,
    Word::HasSource,
];

/// The properties of a name.
pub(in crate::rdf) const OF_NAME: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::IsAlias,
    Word::From,
    Word::Until,
    Word::Told,
];

/// The properties of a way.
pub(in crate::rdf) const OF_WAY: &[Word] = &[Word::Type, Word::LeadsTo, Word::Takes];

pub(super) fn say(world: &World, id: EntityId, property: Property, said: &mut Said) {
    let word = match property {
        Property::Fixed(word) => word,
        Property::Relation(relation) => {
            let node = Node::from(id);
            let declared = world.vocabulary.relation(relation);
            for stretch in timeline(world)
                .concerning(node)
                .filter(|held| held.relation == relation)
            {
                let [one, other] = stretch.args;
                if one == Some(node) {
                    said.term(match other {
                        Some(other) => Some(Term::Node(other)),
                        None => declared.is_unary().then_some(Term::Flag(true)),
                    });
                }
                if declared.symmetric && other == Some(node) {
                    said.term(one.map(Term::Node));
                }
            }
            return;
        }
        Property::Role(_) | Property::Candidate(_) => return,
    };
    let entity = world.story.entity(id);
    let told = |told: Option<&crate::model::Told>| told.map(|told| Term::words(&told.written.to_string()));
    #[expect(clippy::wildcard_enum_match_arm, reason = "an entity has no other property")]
    match word {
        Word::Type => said.is(classes(entity.kind)),
        Word::Label => said.words(world.story.label(id)),
        Word::PrefLabel => said.text(entity.names.first().map(|name| &name.text)),
        Word::AltLabel => said.terms(entity.names.iter().skip(1).map(|name| Term::Text(name.text.clone()))),
        Word::Id => said.text(Some(&entity.id)),
        Word::Called => said.terms((0..).zip(&entity.names).map(|(place, _)| Term::Name(id, place))),
        Word::Species => said.text(entity.species.as_ref()),
        Word::Description => said.text(entity.description.as_ref().map(|note| &note.text)),
        Word::Note => said.text(entity.note.as_ref()),
        Word::Told => said.term(told(entity.told.as_ref())),
        Word::Image => said.text(entity.image.as_ref()),
        Word::HasWay => said.terms((0..).zip(&entity.travel).map(|(place, _)| Term::Way(id, place))),
        Word::HasSource => {
            let of = Attested::Entity(id);
            said.terms((0..entity.sources.len()).map(|nth| Term::Source(SourceId { of, nth })));
        }
        _ => {}
    }
}

pub(super) fn of_name(world: &World, of: EntityId, place: u32, word: Word, said: &mut Said) {
    let Some(name) = world.story.entity(of).names.get(place as usize) else {
        return;
    };
    let edge = |edge: &Edge| (!matches!(edge, Edge::Open)).then(|| point(world, edge));
    #[expect(clippy::wildcard_enum_match_arm, reason = "a name has no other property")]
    match word {
        Word::Type => said.is(&[Word::Name]),
        Word::Label => said.text(Some(&name.text)),
        Word::IsAlias => said.flag(name.alias),
        Word::From => said.term(edge(&name.from)),
        Word::Until => said.term(edge(&name.until)),
        Word::Told => said.term(name.told.as_ref().map(|told| Term::words(&told.written.to_string()))),
        _ => {}
    }
}

pub(super) fn of_way(world: &World, from: EntityId, place: u32, word: Word, said: &mut Said) {
    let Some(way) = world.story.entity(from).travel.get(place as usize) else {
        return;
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "a way has no other property")]
    match word {
        Word::Type => said.is(&[Word::Way]),
        Word::LeadsTo => said.term(Some(Term::Node(way.to.into()))),
        Word::Takes => said.term(Some(Term::decimal(way.takes))),
        _ => {}
    }
}

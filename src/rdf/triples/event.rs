//! What is said of events.

use super::{Property, Said, from_one, when};
use crate::model::{Attested, Bound, EntityKind, EventId, Node, SourceId};
use crate::rdf::Word;
use crate::rdf::term::Term;
use crate::world::World;

/// The fixed properties of an event.
pub(in crate::rdf) const PROPERTIES: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::Id,
    Word::OfKind,
    Word::Position,
    Word::At,
    Word::Told,
    Word::HasPlace,
    Word::HasActor,
    Word::Concerns,
    Word::Within,
    Word::Because,
    Word::After,
    Word::Before,
    Word::Count,
    Word::Bound,
    Word::Certainty,
    Word::AccordingTo,
    Word::Note,
    Word::HasSource,
];

pub(super) fn say(world: &World, id: EventId, property: Property, said: &mut Said) {
    let parts = world.story.parts(id);
    let word = match property {
        Property::Fixed(word) => word,
        Property::Relation(_) => return,
        Property::Role(role) => {
            let sure = parts.iter().filter(|part| part.role == role && !part.candidate);
            return said.terms(sure.map(|part| Term::Node(part.node)));
        }
        Property::Candidate(role) => {
            let perhaps = parts.iter().filter(|part| part.role == role && part.candidate);
            return said.terms(perhaps.map(|part| Term::Node(part.node)));
        }
    };
    let event = world.story.event(id);
    let detail = event.detail.as_deref();
    let events = |ids: &[EventId]| -> Vec<Term> { ids.iter().map(|&id| Term::Node(id.into())).collect() };
    #[expect(clippy::wildcard_enum_match_arm, reason = "an event has no other property")]
    match word {
        Word::Type => {
            said.term(Some(Term::Kind(event.kind)));
            said.is(&[Word::Event, Word::SemEvent]);
        }
        Word::Label => said.words(&world.sentence(id)),
        Word::Id => said.text(Some(&event.id)),
        Word::OfKind => said.term(Some(Term::Kind(event.kind))),
        Word::Position => said.number(from_one(world.timeline.order.position(id))),
        Word::At => said.term(event.at.is_known().then(|| when(world, &event.at))),
        Word::Told => {
            let told = detail.and_then(|detail| detail.told.as_ref());
            said.term(told.map(|told| Term::words(&told.written.to_string())));
        }
        Word::HasPlace => said.term(event.place.map(|place| Term::Node(place.into()))),
        Word::HasActor => {
            let acts = |node: Node| {
                let kind = node.entity().map(|entity| world.story.entity(entity).kind);
                matches!(kind, Some(EntityKind::Character | EntityKind::Faction))
            };
            let actors = parts.iter().filter(|part| !part.candidate && acts(part.node));
            said.terms(actors.map(|part| Term::Node(part.node)));
        }
        Word::Concerns => {
            said.terms(parts.iter().map(|part| Term::Node(part.node)));
            said.term(event.place.map(|place| Term::Node(place.into())));
        }
        Word::Within => said.term(event.within.map(|whole| Term::Node(whole.into()))),
        Word::Because => said.terms(detail.map(|detail| events(&detail.because)).unwrap_or_default()),
        Word::After => said.terms(detail.map(|detail| events(&detail.after)).unwrap_or_default()),
        Word::Before => said.terms(detail.map(|detail| events(&detail.before)).unwrap_or_default()),
        Word::Count => said.term(
            detail
                .and_then(|detail| detail.count)
                .map(|count| Term::count(count.number)),
        ),
        Word::Bound => {
            let bound = detail.and_then(|detail| detail.count).map(|count| match count.bound {
                Bound::Exactly => "exactly",
                Bound::Over => "over",
                Bound::About => "about",
                Bound::Under => "under",
            });
            said.term(bound.map(Term::words));
        }
        Word::Certainty => said.words(event.certainty.word()),
        Word::AccordingTo => {
            let document = detail.and_then(|detail| detail.according_to);
            said.term(document.map(|id| Term::Document(id.0)));
        }
        Word::Note => said.text(detail.and_then(|detail| detail.note.as_ref())),
        Word::HasSource => {
            let of = Attested::Event(id);
            said.terms((0..world.story.sources(id).len()).map(|nth| Term::Source(SourceId { of, nth })));
        }
        _ => {}
    }
}

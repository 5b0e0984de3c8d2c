//! What is said of the story as a whole, of its documents, of where something is attested, and of facts about the work.

use super::{Said, from_one};
use crate::model::{Attested, SourceId};
use crate::rdf::Word;
use crate::rdf::index::sources_of;
use crate::rdf::term::Term;
use crate::world::World;

/// The properties of the story.
pub(in crate::rdf) const STORY: &[Word] = &[Word::Type, Word::Label, Word::Description, Word::Axis];

/// The properties of a document.
pub(in crate::rdf) const OF_DOCUMENT: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::Id,
    Word::Position,
    Word::Path,
    Word::Author,
    Word::DateCreated,
    Word::Url,
    Word::Note,
];

/// The properties of a source.
pub(in crate::rdf) const PROPERTIES: &[Word] = &[
    Word::Type,
    Word::WasQuotedFrom,
    Word::Quote,
    Word::Locator,
    Word::Told,
    Word::Certainty,
    Word::Note,
];

/// The properties of a fact.
pub(in crate::rdf) const OF_FACT: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::Position,
    Word::Value,
    Word::Note,
    Word::HasSource,
];

pub(super) fn of_story(world: &World, word: Word, said: &mut Said) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a story has no other property")]
    match word {
        Word::Type => said.is(&[Word::Story, Word::CreativeWork]),
        Word::Label => said.text(world.story.title.as_ref()),
        Word::Description => said.text(world.story.description.as_ref()),
        Word::Axis => said.term(world.story.axis.map(|axis| Term::words(axis.word()))),
        _ => {}
    }
}

pub(super) fn of_document(world: &World, place: u32, word: Word, said: &mut Said) {
    let Some(document) = world.story.documents.get(place as usize) else {
        return;
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "a document has no other property")]
    match word {
        Word::Type => said.is(&[Word::Document, Word::CreativeWork]),
        Word::Label => said.text(Some(document.title.as_ref().unwrap_or(&document.id))),
        Word::Id => said.text(Some(&document.id)),
        Word::Position => said.number(from_one(place)),
        Word::Path => said.text(document.path.as_ref()),
        Word::Author => said.text(document.author.as_ref()),
        Word::DateCreated => said.text(document.date.as_ref()),
        Word::Url => said.text(document.url.as_ref()),
        Word::Note => said.text(document.note.as_ref()),
        _ => {}
    }
}

pub(super) fn say(world: &World, id: SourceId, word: Word, said: &mut Said) {
    let Some(source) = sources_of(world, id.of).get(id.nth) else {
        return;
    };
    let detail = source.detail.as_deref();
    #[expect(clippy::wildcard_enum_match_arm, reason = "a source has no other property")]
    match word {
        Word::Type => said.is(&[Word::Source]),
        Word::WasQuotedFrom => said.term(Some(Term::Document(source.document.0))),
        Word::Quote => said.text(source.quote.as_ref()),
        Word::Locator => said.text(source.locator.as_ref()),
        Word::Told => {
            let told = detail.and_then(|detail| detail.told.as_ref());
            said.term(told.map(|told| Term::words(&told.written.to_string())));
        }
        Word::Certainty => said.words(detail.map_or_else(Default::default, |detail| detail.certainty).word()),
        Word::Note => said.text(detail.and_then(|detail| detail.note.as_ref())),
        _ => {}
    }
}

pub(super) fn of_fact(world: &World, place: u32, word: Word, said: &mut Said) {
    let Some(fact) = world.story.facts.get(place as usize) else {
        return;
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "a fact has no other property")]
    match word {
        Word::Type => said.is(&[Word::Fact]),
        Word::Label => said.text(Some(&fact.name)),
        Word::Position => said.number(from_one(place)),
        Word::Value => said.terms(fact.values.iter().cloned().map(Term::Text)),
        Word::Note => said.text(fact.note.as_ref()),
        Word::HasSource => {
            let of = Attested::Fact(place as usize);
            said.terms((0..fact.sources.len()).map(|nth| Term::Source(SourceId { of, nth })));
        }
        _ => {}
    }
}

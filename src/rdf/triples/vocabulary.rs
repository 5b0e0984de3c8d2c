//! What is said of relations, kinds and roles, and of the fixed words themselves.

use super::Said;
use crate::model::{KindId, RelationId, RoleId};
use crate::rdf::term::Term;
use crate::rdf::{Sort, Word};
use crate::world::World;

/// The properties of a relation.
pub(in crate::rdf) const OF_RELATION: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::Words,
    Word::AltLabel,
    Word::Means,
    Word::Excludes,
];

/// The properties of a kind.
pub(in crate::rdf) const OF_KIND: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::Words,
    Word::AltLabel,
    Word::SubClassOf,
    Word::HasRole,
    Word::Starts,
    Word::Ends,
];

/// The properties of a role, and of a candidate's role.
pub(in crate::rdf) const OF_ROLE: &[Word] = &[Word::Type, Word::Label, Word::HasRole];

/// The properties of a fixed word.
pub(in crate::rdf) const OF_WORD: &[Word] = &[
    Word::Type,
    Word::Label,
    Word::Comment,
    Word::SubClassOf,
    Word::SubPropertyOf,
];

pub(super) fn of_relation(world: &World, id: RelationId, word: Word, said: &mut Said) {
    let relation = world.vocabulary.relation(id);
    #[expect(clippy::wildcard_enum_match_arm, reason = "a relation has no other property")]
    match word {
        Word::Type => {
            said.is(&[Word::Relation, Word::RdfProperty]);
            said.term(relation.symmetric.then_some(Term::Word(Word::Symmetric)));
        }
        Word::Label => said.words(&relation.name),
        Word::Words => said.words(&relation.words.third),
        Word::AltLabel => said.terms(relation.also.iter().map(|also| Term::words(also))),
        Word::Means => said.term(relation.means.map(|means| Term::words(means.word()))),
        Word::Excludes => said.terms(relation.excludes.iter().map(|&other| Term::Relation(other))),
        _ => {}
    }
}

pub(super) fn of_kind(world: &World, id: KindId, word: Word, said: &mut Said) {
    let kind = world.vocabulary.kind(id);
    #[expect(clippy::wildcard_enum_match_arm, reason = "a kind has no other property")]
    match word {
        Word::Type => said.is(&[Word::Kind, Word::RdfsClass]),
        Word::Label => said.words(&kind.name),
        Word::Words => said.words(&kind.verb.noun),
        Word::AltLabel => said.terms(kind.also.iter().map(|also| Term::words(also))),
        Word::SubClassOf => said.term(Some(kind.is.map_or(Term::Word(Word::Event), Term::Kind))),
        Word::HasRole => said.terms(kind.roles.iter().map(|role| Term::Role(role.id))),
        Word::Starts => said.terms(kind.starts.iter().map(|effect| Term::Relation(effect.relation))),
        Word::Ends => said.terms(kind.ends.iter().map(|effect| Term::Relation(effect.relation))),
        _ => {}
    }
}

pub(super) fn of_role(world: &World, id: RoleId, word: Word, said: &mut Said) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a role has no other property")]
    match word {
        Word::Type => said.is(&[Word::Role, Word::RdfProperty]),
        Word::Label => said.words(world.vocabulary.role(id)),
        _ => {}
    }
}

pub(super) fn of_candidate(world: &World, id: RoleId, word: Word, said: &mut Said) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a candidate's role has no other property")]
    match word {
        Word::Type => said.is(&[Word::Candidate, Word::RdfProperty]),
        Word::Label => said.words(world.vocabulary.role(id)),
        Word::HasRole => said.term(Some(Term::Role(id))),
        _ => {}
    }
}

pub(super) fn of_word(of: Word, word: Word, said: &mut Said) {
    let sort = of.sort();
    #[expect(clippy::wildcard_enum_match_arm, reason = "a word has no other property")]
    match word {
        Word::Type => match sort {
            Sort::Class => said.is(&[Word::RdfsClass]),
            Sort::Property => said.is(&[Word::RdfProperty]),
            Sort::Thing => {}
        },
        Word::Label => said.words(of.name().1),
        Word::Comment => said.words(of.says()),
        Word::SubClassOf if sort == Sort::Class => said.is(of.case_of()),
        Word::SubPropertyOf if sort == Sort::Property => said.is(of.case_of()),
        _ => {}
    }
}

//! What the words of one question can be, found once, and the small looks at them that every part of the reader takes.

use super::form::{Form, Maker};
use super::name::Names;
use super::noun::Nouns;
use super::token::Token;
use crate::model::RelationId;
use crate::vocabulary::Meaning;
use crate::world::World;
use std::cell::Cell;

/// How many steps the reading of one question may take.
const STEPS: u32 = 200_000;

/// The reader of one question.
pub(super) struct Parser<'w> {
    pub world: &'w World,
    pub text: &'w str,
    pub tokens: &'w [Token],
    pub names: Names,
    pub nouns: Nouns,
    pub forms: Vec<Form>,
    steps: Cell<u32>,
}

impl<'w> Parser<'w> {
    pub(super) fn new(world: &'w World, text: &'w str, tokens: &'w [Token]) -> Self {
        let mut maker = Maker {
            vocabulary: &world.vocabulary,
            tokens,
            forms: Vec::new(),
        };
        maker.relations();
        maker.kinds();
        Self {
            names: Names::of(world, tokens),
            nouns: Nouns::of(world, tokens),
            forms: maker.forms,
            world,
            text,
            tokens,
            steps: Cell::new(STEPS),
        }
    }

    /// The word at a place, unless it is a name in quotes.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.tokens
            .get(at)
            .filter(|token| !token.quoted)
            .map(|token| token.text.as_str())
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == Some(word)
    }

    /// Whether these words stand at a place, and where they end.
    pub(super) fn are(&self, at: usize, words: &str) -> Option<usize> {
        let mut end = at;
        for word in words.split(' ') {
            if !self.is(end, word) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The first of several phrases that stands at a place, and where it ends.
    pub(super) fn any_of(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.are(at, phrase))
    }

    /// The question from one word to another, as it was typed.
    pub(super) fn text_of(&self, from: usize, to: usize) -> String {
        match (self.tokens.get(from), self.tokens.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => {
                self.text[first.span.start..last.span.end].to_owned()
            }
            _ => String::new(),
        }
    }

    pub(super) fn end(&self) -> usize {
        self.tokens.len()
    }

    /// Takes one step of those there are.
    pub(super) fn spend(&self) -> bool {
        let left = self.steps.get().saturating_sub(1);
        self.steps.set(left);
        left > 0
    }

    /// Whether the question could be parted in too many ways.
    pub(super) fn is_spent(&self) -> bool {
        self.steps.get() == 0
    }

    /// The relation of belonging to a faction.
    pub(super) fn membership(&self) -> Option<RelationId> {
        self.world.vocabulary.meaning(Meaning::Membership).next()
    }

    /// The relation of holding an office.
    pub(super) fn office(&self) -> Option<RelationId> {
        self.world.vocabulary.meaning(Meaning::Office).next()
    }

    /// What whoever has a relation is called.
    pub(super) fn noun_of(&self, relation: RelationId) -> &str {
        &self.world.vocabulary.relation(relation).words.noun
    }
}

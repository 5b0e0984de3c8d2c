//! The common nouns of a story: what sorts of thing there are, what one is to another, the parts one plays, what happens, and species.

use super::holding::is_past;
use super::inflect::is_plural_of;
use super::token::{Token, words};
use crate::model::{EntityKind, KindId, RelationId, RoleId, fold};
use crate::vocabulary::{Fillers, Verb, Vocabulary};
use crate::world::World;

/// What a common noun means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// Anybody or anything of a sort.
    Sort(Fillers),
    /// Whoever stands in that place of a relation.
    Relation(RelationId, usize),
    /// Whoever plays that part in an event.
    Role(RoleId),
    /// An event of that kind.
    Kind(KindId),
    /// Somebody of that species, as the story writes it.
    Species(String),
}

/// A common noun in a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The word behind it.
    pub end: usize,
    pub noun: Noun,
    pub plural: bool,
    pub cost: u32,
    /// What it was taken for, where it is a further word for that.
    pub taken_for: Option<String>,
}

/// The common nouns that begin at each word.
#[derive(Clone, Debug, Default)]
pub(super) struct Nouns {
    hits: Vec<Vec<Hit>>,
}

/// English words for the sorts of thing there are; *woman* is none, since a story does not say who is one.
const SORTS: &[(&str, &str)] = &[
    ("character", "character"),
    ("person", "character"),
    ("people", "character"),
    ("faction", "faction"),
    ("group", "faction"),
    ("side", "faction"),
    ("power", "faction"),
    ("organisation", "faction"),
    ("organization", "faction"),
    ("place", "place"),
    ("location", "place"),
    ("item", "item"),
    ("thing", "any"),
    ("object", "item"),
    ("event", "event"),
    ("one", "actor"),
];

impl Nouns {
    pub(super) fn of(world: &World, tokens: &[Token]) -> Self {
        let mut finder = Finder {
            tokens,
            hits: vec![Vec::new(); tokens.len()],
        };
        for (word, sort) in SORTS {
            let of = Fillers::parse(sort).expect("a sort of thing");
            finder.note(word, &Noun::Sort(of), 0, None);
        }
        finder.relations(&world.vocabulary);
        finder.roles(&world.vocabulary);
        finder.kinds(&world.vocabulary);
        finder.species(world);
        for hits in &mut finder.hits {
            hits.sort_by_key(|hit| std::cmp::Reverse(hit.end));
        }
        Self { hits: finder.hits }
    }

    /// The common nouns that begin at a word, the longest first.
    pub(super) fn at(&self, at: usize) -> &[Hit] {
        self.hits.get(at).map_or(&[], Vec::as_slice)
    }

    /// Marks every word that is part of a noun.
    pub(super) fn cover(&self, covered: &mut [bool]) {
        for (start, hits) in self.hits.iter().enumerate() {
            for hit in hits {
                covered[start..hit.end].fill(true);
            }
        }
    }
}

struct Finder<'t> {
    tokens: &'t [Token],
    hits: Vec<Vec<Hit>>,
}

impl Finder<'_> {
    /// Looks for a noun of one word or several, the last of which may be in the plural.
    fn note(&mut self, noun: &str, means: &Noun, cost: u32, taken_for: Option<&str>) {
        let heads = |word: &str, token: &str| {
            let (a, b) = (word.as_bytes().first(), token.as_bytes().first());
            a.map(u8::to_ascii_lowercase) == b.copied()
        };
        if noun.is_ascii() && !self.tokens.iter().any(|token| heads(noun, &token.text)) {
            return;
        }
        let spoken = words(noun);
        let Some((last, first)) = spoken.split_last() else {
            return;
        };
        for at in 0..self.tokens.len() {
            let end = at + spoken.len();
            let Some(here) = self.tokens.get(at..end) else { return };
            let begins = here
                .iter()
                .zip(first)
                .all(|(token, word)| token.text == *word && !token.quoted);
            let word = &here[here.len() - 1];
            if !begins || word.quoted || !is_plural_of(&word.text, last) {
                continue;
            }
            let hit = Hit {
                end,
                plural: word.text != *last || word.text == "people",
                noun: means.clone(),
                cost,
                taken_for: taken_for.map(str::to_owned),
            };
            match self.hits[at]
                .iter_mut()
                .find(|known| known.end == end && known.noun == hit.noun)
            {
                None => self.hits[at].push(hit),
                Some(known) if cost < known.cost => *known = hit,
                Some(_) => {}
            }
        }
    }

    fn relations(&mut self, vocabulary: &Vocabulary) {
        for id in vocabulary.relation_ids() {
            let relation = vocabulary.relation(id);
            let own = &relation.words.noun;
            self.side(&Noun::Relation(id, 0), &relation.words, own, &relation.also);
            if relation.is_unary() {
                continue;
            }
            if let Some(inverse) = &relation.inverse {
                // An inverse that declares no noun has the relation's own name in its place.
                let declared = inverse.noun != relation.name.replace('-', " ") && inverse.noun != *own;
                let noun = if declared { inverse.noun.as_str() } else { "" };
                self.side(&Noun::Relation(id, 1), inverse, noun, &relation.inverse_also);
            } else {
                self.side(&Noun::Relation(id, 1), &Verb::default(), "", &relation.inverse_also);
            }
        }
    }

    fn side(&mut self, means: &Noun, verb: &Verb, noun: &str, also: &[String]) {
        if !noun.is_empty() {
            self.note(noun, means, 0, None);
        }
        let called = called(verb);
        let proper = called.unwrap_or(noun);
        if let Some(called) = called {
            self.note(called, means, 0, None);
        }
        for word in also.iter().filter(|word| !is_past(word, also)) {
            // One word for two, as *mother* is for *parent*, is said; the plural of the noun is nothing to say.
            let taken = !is_plural_of(&fold(word), proper) && !proper.is_empty();
            self.note(word, means, 0, taken.then_some(proper));
        }
    }

    fn roles(&mut self, vocabulary: &Vocabulary) {
        for kind in &vocabulary.kinds {
            for role in &kind.roles {
                let name = vocabulary.role(role.id);
                // *captured* is what was done to them, and no noun.
                let is_noun = !crate::ask::english::form::PREPOSITIONS.contains(&name)
                    && name != kind.verb.participle
                    && !name.ends_with("ed");
                if is_noun && role.of.admits_entities() {
                    self.note(&name.replace('-', " "), &Noun::Role(role.id), 3, None);
                }
            }
        }
    }

    fn kinds(&mut self, vocabulary: &Vocabulary) {
        for id in vocabulary.kind_ids() {
            let kind = vocabulary.kind(id);
            let own = kind
                .is
                .is_none_or(|parent| vocabulary.kind(parent).verb.noun != kind.verb.noun);
            if own {
                self.note(&kind.verb.noun, &Noun::Kind(id), 2, None);
            }
            self.note(&kind.name.replace('-', " "), &Noun::Kind(id), 2, None);
            for also in &kind.also {
                self.note(also, &Noun::Kind(id), 3, None);
            }
        }
    }

    fn species(&mut self, world: &World) {
        let mut species: Vec<&str> = world
            .story
            .entities
            .iter()
            .filter(|entity| entity.kind == EntityKind::Character)
            .filter_map(|entity| entity.species.as_deref())
            .collect();
        species.sort_unstable();
        species.dedup();
        for one in species {
            self.note(one, &Noun::Species(one.to_owned()), 0, None);
        }
    }
}

/// What the words of a relation call somebody: *parent* of `be a parent of`.
fn called(verb: &Verb) -> Option<&str> {
    let what = verb.base.strip_prefix("be ")?;
    let what = ["a ", "an ", "the "]
        .iter()
        .find_map(|article| what.strip_prefix(article))?;
    what.strip_suffix(" of").or_else(|| what.strip_suffix(" to"))
}

//! Whose names stand in a question: by id, by name or alias, in one word or several, with or without its article.
//!
//! The story's names are gone through once, and each is looked for where its first word stands, so that a question costs no index of all names.

use super::token::{Token, words};
use crate::model::{Node, fold};
use crate::world::World;
use rustc_hash::FxHashMap;

/// A name in a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The word behind it.
    pub end: usize,
    /// Who bears it, in the order of the story.
    pub bearers: Vec<Node>,
    /// Whether it is an id.
    pub id: bool,
    /// Whether it is an id that was typed as words.
    pub spelt: bool,
}

/// Words that may stand before any name.
pub(super) const ARTICLES: &[&str] = &["the", "a", "an"];

/// The names that begin at each word.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    hits: Vec<Vec<Hit>>,
}

impl Names {
    pub(super) fn of(world: &World, tokens: &[Token]) -> Self {
        let mut finder = Finder::of(tokens);
        let story = &world.story;
        let slugs = story
            .entity_ids()
            .map(Node::from)
            .chain(story.event_ids().map(Node::from));
        for (id, entity) in story.entity_ids().zip(&story.entities) {
            finder.id(&entity.id, id.into());
            for name in &entity.names {
                finder.name(&name.text, id.into());
            }
        }
        for (id, event) in story.event_ids().zip(&story.events) {
            finder.id(&event.id, id.into());
        }
        // An id may be typed as words, where no name reads so.
        for node in slugs {
            finder.spelt(story.slug(node), node);
        }
        finder.finish()
    }

    /// The names that begin at a word, the longest first.
    pub(super) fn at(&self, at: usize) -> &[Hit] {
        self.hits.get(at).map_or(&[], Vec::as_slice)
    }

    /// Every word that is part of a name.
    pub(super) fn covered(&self) -> Vec<bool> {
        let mut covered = vec![false; self.hits.len()];
        for (start, hits) in self.hits.iter().enumerate() {
            for hit in hits {
                covered[start..hit.end].fill(true);
            }
        }
        covered
    }
}

struct Finder<'t> {
    tokens: &'t [Token],
    places: FxHashMap<&'t str, Vec<usize>>,
    hits: Vec<Vec<Hit>>,
}

impl<'t> Finder<'t> {
    fn of(tokens: &'t [Token]) -> Self {
        let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, token) in tokens.iter().enumerate() {
            let first = if token.quoted {
                // A name in quotes is looked for whole, by its first word.
                let bare = token.text.strip_prefix("the ").unwrap_or(&token.text);
                let word = bare.split(' ').next().unwrap_or(bare);
                word.strip_suffix("'s").unwrap_or(word)
            } else {
                token.text.as_str()
            };
            places.entry(first).or_default().push(at);
            places.entry(token.text.as_str()).or_default().push(at);
        }
        Self {
            tokens,
            places,
            hits: vec![Vec::new(); tokens.len()],
        }
    }

    /// Looks for an id, which is one word.
    fn id(&mut self, id: &str, bearer: Node) {
        let found = if id.is_ascii() {
            self.places.get(id).cloned()
        } else {
            self.places.get(fold(id).as_str()).cloned()
        };
        for at in found.unwrap_or_default() {
            if self.tokens[at].text == id || self.tokens[at].text == fold(id) {
                self.note(at, at + 1, bearer, true);
            }
        }
    }

    /// Looks for an id of several words that is typed with blanks.
    fn spelt(&mut self, id: &str, bearer: Node) {
        let Some((head, rest)) = id.split_once('-') else { return };
        let Some(places) = self.places.get(head) else { return };
        for at in places.clone() {
            let mut end = at + 1;
            let mut fits = !self.tokens[at].quoted;
            for word in rest.split('-') {
                fits &= self
                    .tokens
                    .get(end)
                    .is_some_and(|token| token.text == word && !token.quoted);
                end += 1;
            }
            let known = fits && self.hits[at].iter().any(|hit| hit.end == end);
            if fits && !known {
                self.note(at, end, bearer, false);
                for hits in &mut self.hits[at.saturating_sub(1)..=at] {
                    for hit in hits.iter_mut().filter(|hit| hit.end == end && hit.bearers == [bearer]) {
                        hit.spelt = true;
                    }
                }
            }
        }
    }

    fn name(&mut self, name: &str, bearer: Node) {
        let bare = name
            .get(..4)
            .filter(|article| article.eq_ignore_ascii_case("the "))
            .map_or(name, |_| name[4..].trim_start());
        let head = fold(bare.split([' ', ',']).next().unwrap_or(bare));
        let head = head
            .strip_suffix("'s")
            .or(head.strip_suffix('\''))
            .unwrap_or(&head)
            .to_owned();
        let Some(places) = self.places.get(head.as_str()).cloned() else {
            return;
        };
        let spoken = words(bare);
        let whole = fold(bare);
        for at in places {
            let token = &self.tokens[at];
            if token.quoted {
                let typed = token.text.strip_prefix("the ").unwrap_or(&token.text);
                if typed == whole {
                    self.note(at, at + 1, bearer, false);
                }
                continue;
            }
            let end = at + spoken.len();
            let here = self.tokens.get(at..end);
            if here.is_some_and(|here| here.iter().zip(&spoken).all(|(token, word)| token.text == *word)) {
                self.note(at, end, bearer, false);
            }
        }
    }

    fn note(&mut self, at: usize, end: usize, bearer: Node, id: bool) {
        let article = at > 0 && ARTICLES.contains(&self.tokens[at - 1].text.as_str());
        for start in [Some(at), article.then(|| at - 1)].into_iter().flatten() {
            let hits = &mut self.hits[start];
            match hits.iter_mut().find(|hit| hit.end == end) {
                None => hits.push(Hit {
                    end,
                    bearers: vec![bearer],
                    id,
                    spelt: false,
                }),
                // An id wins over the same word as a name.
                Some(known) if known.id && !id => {}
                Some(known) if id && !known.id => {
                    known.bearers = vec![bearer];
                    known.id = true;
                }
                Some(known) => {
                    if !known.bearers.contains(&bearer) {
                        known.bearers.push(bearer);
                    }
                }
            }
        }
    }

    fn finish(mut self) -> Names {
        for hits in &mut self.hits {
            hits.sort_by_key(|hit| std::cmp::Reverse(hit.end));
        }
        Names { hits: self.hits }
    }
}

//! Questions of a fixed form, each written down as it is asked.
//!
//! ```text
//!   how is|are <x> connected|related to|with <x>
//!   word|word   any one of these        [word|word]   may be left out
//!   <x>   somebody or something named   <e>   an event   <p>   a place   <y>   whoever is asked for
//! ```

use super::draft::{Draft, Time, events, places};
use super::parser::Parser;
use super::question::Candidate;
use crate::ask::inquiry::Term;
use crate::model::Node;
use crate::vocabulary::Fillers;

/// A question of a fixed form that fits.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub end: usize,
    pub draft: Draft,
    /// Who fills its places, in order.
    pub terms: Vec<Vec<Term>>,
    /// The words that were left to choose, in order.
    pub words: Vec<String>,
}

impl Match {
    /// The one who is named at a place.
    pub(super) fn named(&self, nth: usize) -> Option<Node> {
        match self.terms.get(nth)?.as_slice() {
            [Term::Named(node)] => Some(*node),
            _ => None,
        }
    }

    /// Whether that word was among those chosen.
    pub(super) fn chose(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }
}

/// What a fixed form becomes; the time is what stands behind it or in front.
pub(super) type Make = fn(&Parser<'_>, &Match, Option<&Time>) -> Option<Candidate>;

impl Parser<'_> {
    /// Tries every form of a table, each with the time behind it.
    pub(super) fn tabled(
        &self,
        table: &[(&str, Make)],
        at: usize,
        draft: &Draft,
        times: &[Time],
        found: &mut Vec<Candidate>,
    ) {
        for (template, make) in table {
            for one in self.template(at, draft, template) {
                for (draft, time) in self.last_time(one.end, &one.draft, times) {
                    let one = Match { draft, ..one.clone() };
                    found.extend(make(self, &one, time.as_ref()));
                }
            }
        }
    }

    /// Every way in which a fixed form stands at a place.
    pub(super) fn template(&self, at: usize, draft: &Draft, template: &str) -> Vec<Match> {
        let mut open = vec![Match {
            end: at,
            draft: draft.clone(),
            terms: Vec::new(),
            words: Vec::new(),
        }];
        for piece in template.split(' ') {
            let mut next = Vec::new();
            for one in open {
                self.piece(&one, piece, &mut next);
            }
            if next.is_empty() {
                return next;
            }
            open = next;
        }
        open
    }

    fn piece(&self, one: &Match, piece: &str, next: &mut Vec<Match>) {
        if let Some(sort) = piece.strip_prefix('<').and_then(|piece| piece.strip_suffix('>')) {
            let (of, asks) = match sort {
                "e" => (events(), false),
                "p" => (places(), false),
                "y" => (Fillers::ANY, true),
                _ => (Fillers::ANY, false),
            };
            for way in self.phrase(one.end, of, &one.draft) {
                let asked = way.draft.asked.len() > one.draft.asked.len() || way.draft.count != one.draft.count;
                if asked != asks {
                    continue;
                }
                let mut one = one.clone();
                one.end = way.end;
                one.draft = way.draft;
                one.draft.subject.get_or_insert_with(|| way.terms[0].clone());
                one.terms.push(way.terms);
                next.push(one);
            }
            return;
        }
        let optional = piece.strip_prefix('[').and_then(|piece| piece.strip_suffix(']'));
        let words = optional.unwrap_or(piece);
        if optional.is_some() {
            next.push(one.clone());
        }
        for word in words.split('|') {
            if self.is(one.end, word) {
                let mut one = one.clone();
                one.end += 1;
                one.words.push(word.to_owned());
                next.push(one);
            }
        }
    }
}

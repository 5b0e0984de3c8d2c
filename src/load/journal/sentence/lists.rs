//! Lists of names in a sentence: `a, b and c` for all of them, `a, b or c` for one of them, in every way in which the words can be parted.
//!
//! The ways share their beginnings, so that a list of a thousand names costs no more than its words.

use super::Matcher;
use super::names::Whose;
use super::token::{STRANGE, Token};
use crate::vocabulary::Fillers;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How the names of a list belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    /// One name, or several with commas alone.
    None,
    And,
    Or,
}

/// A list that begins at some place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The word behind it.
    pub end: usize,
    pub joint: Joint,
    /// Its last name, among the cells.
    pub last: usize,
    /// How far it is from what is known; 0 for names that are all known.
    pub cost: u32,
}

/// A name of a list, and the one before it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub start: usize,
    pub end: usize,
    /// Whose it is; none for words that nobody bears.
    pub whose: Option<Whose>,
    pub before: Option<usize>,
    cost: u32,
}

/// How many ways to the same place are looked at: two make a line ambiguous already.
const WAYS: usize = 3;

/// How many words a name may have that nobody bears.
const LONGEST: usize = 6;

impl Matcher<'_> {
    /// The lists of names that begin at a place, the longest last.
    pub(super) fn lists(&mut self, start: usize, wanted: Fillers) -> Rc<[Way]> {
        if let Some(known) = self.lists.get(&(start, wanted)) {
            return known.clone();
        }
        let ways: Rc<[Way]> = self.read_lists(start, wanted).into();
        self.lists.insert((start, wanted), ways.clone());
        ways
    }

    fn read_lists(&mut self, start: usize, wanted: Fillers) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::new();
        // Where a next name may begin, with the lists so far.
        let mut open: BTreeMap<(usize, Joint), Vec<Option<usize>>> = BTreeMap::new();
        open.insert((start, Joint::None), vec![None]);
        while let Some(((at, joint), befores)) = open.pop_first() {
            if !self.spend(1) {
                return Vec::new();
            }
            for (end, whose, cost) in self.names_at(at, wanted) {
                let mut lasts = Vec::new();
                for &before in &befores {
                    let so_far = before.map_or(0, |before: usize| self.cells[before].cost);
                    lasts.push(self.cells.len());
                    self.cells.push(Cell {
                        start: at,
                        end,
                        whose: whose.clone(),
                        before,
                        cost: so_far + cost,
                    });
                }
                for &last in &lasts {
                    ways.push(Way {
                        end,
                        joint,
                        last,
                        cost: self.cells[last].cost,
                    });
                }
                for (next, joint) in self.joints(end, joint) {
                    let lists = open.entry((next, joint)).or_default();
                    lists.extend(lasts.iter().map(|&last| Some(last)));
                    lists.sort_by_key(|last| last.map_or(0, |last| self.cells[last].cost));
                    lists.truncate(WAYS);
                }
            }
        }
        ways.sort_by_key(|way| (way.end, way.joint, way.cost));
        let mut kept: Vec<Way> = Vec::with_capacity(ways.len());
        for way in ways {
            let same = kept
                .iter()
                .rev()
                .take_while(|other| (other.end, other.joint) == (way.end, way.joint));
            if same.count() < WAYS {
                kept.push(way);
            }
        }
        kept
    }

    /// Every name that begins at a place, and in a line that makes no sense otherwise whatever may have been meant as one.
    fn names_at(&self, at: usize, wanted: Fillers) -> Vec<(usize, Option<Whose>, u32)> {
        let mut found: Vec<(usize, Option<Whose>, u32)> = Vec::new();
        self.grammar
            .names
            .at(self.text, &self.tokens, at, wanted, &mut |end, whose| {
                let cost = if matches!(whose, Whose::Misplaced(_)) { 3 } else { 0 };
                let again = found
                    .iter()
                    .any(|(known, known_whose, _)| *known == end && known_whose.as_ref() == Some(&whose));
                if (cost == 0 || self.lenient) && !again {
                    found.push((end, Some(whose), cost));
                }
            });
        if self.lenient {
            let mut cost = 2;
            for end in at..self.tokens.len().min(at + LONGEST) {
                cost += match &self.tokens[end].token {
                    Token::Word(word) if self.is_joint(*word) => break,
                    Token::Word(word) => self.strangeness(*word),
                    Token::Quoted(..) if end == at => 1,
                    Token::Quoted(..) | Token::Comma | Token::Open | Token::Close => break,
                };
                if !found.iter().any(|(known, ..)| *known == end + 1) {
                    found.push((end + 1, None, cost));
                }
                if matches!(self.tokens[end].token, Token::Quoted(..)) {
                    break;
                }
            }
        }
        found
    }

    /// How little a word looks like one of a name that nobody bears.
    fn strangeness(&self, word: u32) -> u32 {
        match word {
            STRANGE => 1,
            word if self.grammar.particles.contains(&word) => 1,
            word if self.grammar.spoken.binary_search(&word).is_ok() => 8,
            _ => 2,
        }
    }

    fn is_joint(&self, word: u32) -> bool {
        [self.grammar.and, self.grammar.or].contains(&word)
    }

    /// Where the next name of a list may begin, behind the comma, the *and* or the *or* at a place.
    fn joints(&self, at: usize, joint: Joint) -> Vec<(usize, Joint)> {
        let word = |at: usize| match self.tokens.get(at).map(|placed| &placed.token) {
            Some(Token::Word(word)) => Some(*word),
            Some(Token::Quoted(..) | Token::Comma | Token::Open | Token::Close) | None => None,
        };
        let comma = self.tokens.get(at).is_some_and(|placed| placed.token == Token::Comma);
        let mut next = Vec::new();
        if comma && joint != Joint::Or {
            next.push((at + 1, joint));
        }
        let behind = at + usize::from(comma);
        if word(behind) == Some(self.grammar.and) && joint != Joint::Or {
            next.push((behind + 1, Joint::And));
        }
        if word(behind) == Some(self.grammar.or) && joint != Joint::And {
            next.push((behind + 1, Joint::Or));
        }
        next
    }

    /// The names of a list, in order.
    pub(super) fn cells(&self, way: &Way) -> Vec<&Cell> {
        let mut cells: Vec<&Cell> = std::iter::successors(Some(way.last), |&cell| self.cells[cell].before)
            .map(|cell| &self.cells[cell])
            .collect();
        cells.reverse();
        cells
    }
}

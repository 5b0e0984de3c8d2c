//! A sentence is held against the forms of every kind whose verb stands in it; all that fit are gathered.
//!
//! The work on one line is limited: whoever writes a line that can be parted in too many ways is asked to write it otherwise.

use super::Grammar;
use super::forms::{Form, Piece, Slot};
use super::lists::{Cell, Joint, Way};
use super::names::Whose;
use super::token::{Placed, STRANGE, Token};
use super::verbs::{Hit, Voice};
use crate::model::{Count, EntityKind, KindId, RoleId};
use crate::vocabulary::Fillers;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;

/// How many steps the reading of one line may take.
const STEPS: u32 = 60_000;

/// How many different readings are kept: two make a line ambiguous already.
const READINGS: usize = 8;

/// A name as it stands in a reading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub tokens: Range<usize>,
    pub whose: Option<Whose>,
}

/// Who fills a role in a reading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filled {
    pub role: RoleId,
    pub names: Vec<Name>,
    /// Whether it is one of them, and not all.
    pub candidates: bool,
}

/// A way to read a sentence.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub kind: KindId,
    pub own: bool,
    pub loose: u32,
    pub verb: Range<usize>,
    pub roles: Vec<Filled>,
    pub place: Option<Name>,
    pub count: Option<(Range<usize>, Count)>,
    /// What is left over.
    pub rest: Option<Range<usize>>,
    /// How far it is from a sentence that is right.
    pub cost: u32,
}

impl Found {
    /// Whether the two say the same.
    fn says_as(&self, other: &Self) -> bool {
        self.kind == other.kind && self.tells_as(other)
    }

    /// Whether the two say the same of the same, but for their kinds.
    pub(super) fn tells_as(&self, other: &Self) -> bool {
        let whose = |name: &Option<Name>| name.as_ref().map(|name| name.whose.clone());
        let same_role = |one: &Filled| {
            let mut roles = other.roles.iter();
            roles.any(|two| {
                let names = one
                    .names
                    .iter()
                    .zip(&two.names)
                    .all(|(one, two)| one.whose == two.whose);
                one.role == two.role && one.candidates == two.candidates && one.names.len() == two.names.len() && names
            })
        };
        self.roles.len() == other.roles.len()
            && self.roles.iter().all(same_role)
            && whose(&self.place) == whose(&other.place)
            && self.count.as_ref().map(|(_, count)| *count) == other.count.as_ref().map(|(_, count)| *count)
    }
}

pub(super) struct Matcher<'g> {
    pub grammar: &'g Grammar,
    pub text: &'g str,
    pub tokens: Vec<Placed>,
    /// Whether names that nobody bears, and words left over, are looked for.
    pub lenient: bool,
    pub found: Vec<Found>,
    hits: Vec<Vec<Hit>>,
    pub(super) lists: FxHashMap<(usize, Fillers), Rc<[Way]>>,
    pub(super) cells: Vec<Cell>,
    steps: u32,
    filled: Vec<(Slot, Way)>,
    count: Option<(Range<usize>, Count)>,
    verb: Option<(Range<usize>, bool)>,
}

/// What is read at present.
#[derive(Clone, Copy)]
struct Goal<'g> {
    kind: KindId,
    form: &'g Form,
}

impl<'g> Matcher<'g> {
    pub(super) fn new(grammar: &'g Grammar, text: &'g str, tokens: Vec<Placed>) -> Self {
        let mut matcher = Self {
            grammar,
            text,
            hits: Vec::new(),
            tokens,
            lenient: false,
            found: Vec::new(),
            lists: FxHashMap::default(),
            cells: Vec::new(),
            steps: 0,
            filled: Vec::new(),
            count: None,
            verb: None,
        };
        for at in 0..matcher.tokens.len() {
            let mut hits = Vec::new();
            grammar.verbs.at(&matcher.tokens, at, &mut hits);
            matcher.hits.push(hits);
        }
        matcher.steps = matcher.allowance();
        matcher
    }

    /// Begins anew, now looking for what may have been meant.
    pub(super) fn relent(&mut self) {
        self.lenient = true;
        self.steps = self.allowance();
        self.found.clear();
        self.lists.clear();
        self.cells.clear();
    }

    /// A long line may take longer, but no more than its length makes it.
    fn allowance(&self) -> u32 {
        STEPS.saturating_add(u32::try_from(self.tokens.len() * 8).unwrap_or(u32::MAX))
    }

    /// Takes so many steps from what is left; none is left for a line that can be parted in too many ways.
    pub(super) fn spend(&mut self, steps: u32) -> bool {
        self.steps = self.steps.saturating_sub(steps);
        self.steps > 0
    }

    /// Whether there are so many readings that one more changes nothing.
    fn is_enough(&self) -> bool {
        !self.lenient && self.found.len() >= READINGS
    }

    pub(super) fn is_spent(&self) -> bool {
        self.steps == 0
    }

    /// The kinds whose verbs stand in the sentence, those whose own verb it is first.
    pub(super) fn kinds(&self) -> Vec<KindId> {
        let hits = || self.hits.iter().flatten();
        let mut kinds: Vec<KindId> = Vec::new();
        for hit in hits().filter(|hit| hit.own).chain(hits()) {
            if !kinds.contains(&hit.kind) {
                kinds.push(hit.kind);
            }
        }
        kinds
    }

    /// Gathers every reading, of one kind alone where one is given.
    pub(super) fn read(&mut self, only: Option<KindId>) {
        let mut kinds: Vec<KindId> = self.hits.iter().flatten().map(|hit| hit.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.retain(|&kind| only.is_none_or(|only| only == kind));
        let grammar = self.grammar;
        for kind in kinds {
            for form in &grammar.forms[kind.index()] {
                self.core(Goal { kind, form }, 0, 0);
            }
        }
    }

    fn is(&self, at: usize, piece: &Piece) -> bool {
        let Some(placed) = self.tokens.get(at) else {
            return false;
        };
        match piece {
            Piece::Word(word) => placed.token == Token::Word(*word) && *word != STRANGE,
            Piece::OneOf(words) => matches!(placed.token, Token::Word(word) if words.contains(&word)),
            Piece::Mark(mark) => placed.token == *mark,
            Piece::Slot(_) | Piece::Verb | Piece::Passive => false,
        }
    }

    /// Reads on from a piece of the core at a place.
    fn core(&mut self, goal: Goal<'g>, piece: usize, at: usize) {
        if !self.spend(1) || self.is_enough() {
            return;
        }
        let Some(next) = goal.form.core.get(piece) else {
            self.tail(goal, 0, at);
            return;
        };
        match next {
            Piece::Word(_) => {
                if self.is(at, next) {
                    self.core(goal, piece + 1, at + 1);
                }
            }
            Piece::OneOf(_) => {
                if self.is(at, next) {
                    let first = self.verb.is_none();
                    if first {
                        self.verb = Some((at..at + 1, false));
                    }
                    self.core(goal, piece + 1, at + 1);
                    if first {
                        self.verb = None;
                    }
                }
            }
            // A comma within a sentence is the writer's affair.
            Piece::Mark(Token::Comma) => self.core(goal, piece + 1, at + usize::from(self.is(at, next))),
            Piece::Mark(_) => {
                if self.is(at, next) {
                    self.core(goal, piece + 1, at + 1);
                }
            }
            Piece::Verb => self.verb(goal, piece, at, Voice::Active),
            Piece::Passive => self.verb(goal, piece, at, Voice::Passive),
            Piece::Slot(slot) => self.slot(goal, *slot, at, &mut |me, end| {
                if me.may_follow(goal, piece + 1, end) {
                    me.core(goal, piece + 1, end);
                }
            }),
        }
    }

    /// Whether what stands at a place can be the piece that is to follow; spares most ways of reading a list.
    fn may_follow(&self, goal: Goal<'g>, piece: usize, at: usize) -> bool {
        match goal.form.core.get(piece) {
            Some(word @ (Piece::Word(_) | Piece::OneOf(_))) => self.is(at, word),
            Some(Piece::Verb | Piece::Passive) => self
                .hits
                .get(at)
                .is_some_and(|hits| hits.iter().any(|hit| hit.kind == goal.kind)),
            Some(Piece::Mark(_) | Piece::Slot(_)) | None => true,
        }
    }

    fn verb(&mut self, goal: Goal<'g>, piece: usize, at: usize, voice: Voice) {
        let Some(hits) = self.hits.get(at) else { return };
        let fits = |hit: &&Hit| {
            hit.kind == goal.kind
                && hit.voice == voice
                && !(goal.form.short_verb && voice == Voice::Active && hit.end > at + 2)
        };
        for hit in hits.iter().filter(fits).copied().collect::<Vec<_>>() {
            let before = self.verb.replace((at..hit.end, hit.own));
            self.core(goal, piece + 1, hit.end);
            self.verb = before;
        }
    }

    /// Fills a slot in every way, and reads on behind it.
    fn slot(&mut self, goal: Goal<'g>, slot: Slot, at: usize, on: &mut dyn FnMut(&mut Self, usize)) {
        let wanted = match slot {
            Slot::Role(_, wanted) => wanted,
            Slot::Place => Fillers::only(EntityKind::Place),
            Slot::Count => {
                if let Some((end, count)) = self.number(at) {
                    let before = self.count.replace((at..end, count));
                    on(self, end);
                    self.count = before;
                }
                return;
            }
        };
        for &way in &*self.lists(at, wanted) {
            if !self.spend(1) {
                return;
            }
            if slot == Slot::Place && self.cells[way.last].before.is_some()
                || self.lenient && self.is_dearer(goal, way.cost)
            {
                continue;
            }
            self.filled.push((slot, way));
            on(self, way.end);
            self.filled.pop();
        }
    }

    /// Whether a reading with so much more to it is worse than one that is there already.
    fn is_dearer(&self, _: Goal<'g>, more: u32) -> bool {
        let so_far: u32 = self.filled.iter().map(|(_, way)| way.cost).sum();
        self.found.first().is_some_and(|best| so_far + more > best.cost)
    }

    /// *over 800*, *800,000*.
    fn number(&self, at: usize) -> Option<(usize, Count)> {
        let word = |at: usize| {
            let placed = self.tokens.get(at)?;
            matches!(placed.token, Token::Word(_)).then(|| &self.text[placed.span.clone()])
        };
        let one = word(at)?;
        if let Some(count) = Count::parse(one) {
            return Some((at + 1, count));
        }
        let count = Count::parse(&format!("{} {}", one.to_lowercase(), word(at + 1)?))?;
        Some((at + 2, count))
    }

    /// Reads what may follow the core, in any order.
    fn tail(&mut self, goal: Goal<'g>, used: u64, at: usize) {
        if at >= self.tokens.len() {
            self.keep(goal, None);
            return;
        }
        if !self.spend(1) || self.is_enough() {
            return;
        }
        let comma = self.is(at, &Piece::Mark(Token::Comma));
        let from = at + usize::from(comma);
        for (nth, option) in goal.form.options.iter().enumerate() {
            if used & (1 << nth) == 0 && self.spend(1) {
                self.option(goal, option, from, &mut |me, end| me.tail(goal, used | (1 << nth), end));
            }
        }
        if self.lenient {
            self.keep(goal, Some(at..self.tokens.len()));
        }
    }

    fn option(&mut self, goal: Goal<'g>, pieces: &'g [Piece], at: usize, on: &mut dyn FnMut(&mut Self, usize)) {
        let Some((first, rest)) = pieces.split_first() else {
            on(self, at);
            return;
        };
        match first {
            Piece::Mark(Token::Comma) => self.option(goal, rest, at + usize::from(self.is(at, first)), on),
            Piece::Word(_) | Piece::OneOf(_) | Piece::Mark(_) => {
                if self.is(at, first) {
                    self.option(goal, rest, at + 1, on);
                }
            }
            Piece::Slot(slot) => self.slot(goal, *slot, at, &mut |me, end| me.option(goal, rest, end, on)),
            Piece::Verb | Piece::Passive => {}
        }
    }

    /// Keeps what was read, unless it is there already.
    fn keep(&mut self, goal: Goal<'g>, rest: Option<Range<usize>>) {
        let Some((verb, own)) = self.verb.clone() else { return };
        let mut cost: u32 = self.filled.iter().map(|(_, way)| way.cost).sum();
        if let Some(rest) = &rest {
            cost += 3 + 2 * u32::try_from(rest.len()).unwrap_or(u32::MAX / 4);
        }
        let Some((roles, place)) = self.roles() else { return };
        // To compare many roles with many is work too.
        let work = u32::try_from(roles.len() * roles.len()).unwrap_or(u32::MAX);
        if !self.spend(work) {
            return;
        }
        let found = Found {
            kind: goal.kind,
            own,
            loose: goal.form.loose,
            verb,
            roles,
            place,
            count: self.count.clone(),
            rest,
            cost,
        };
        if self.lenient {
            if self.found.first().is_none_or(|best| cost < best.cost) {
                self.found = vec![found];
            }
            return;
        }
        if let Some(known) = self.found.iter_mut().find(|known| known.says_as(&found)) {
            known.own |= own;
            known.loose = known.loose.min(goal.form.loose);
        } else {
            self.found.push(found);
        }
    }

    /// Who fills which role, and where it was; none if one role is filled with certain ones and candidates at once.
    fn roles(&self) -> Option<(Vec<Filled>, Option<Name>)> {
        let (mut roles, mut place): (Vec<Filled>, Option<Name>) = (Vec::new(), None);
        for (slot, way) in &self.filled {
            let names = self.cells(way).into_iter().map(|cell| Name {
                tokens: cell.start..cell.end,
                whose: cell.whose.clone(),
            });
            let mut names: Vec<Name> = names.collect();
            let candidates = way.joint == Joint::Or;
            match slot {
                Slot::Place => place = names.pop(),
                Slot::Count => {}
                Slot::Role(role, _) => match roles.iter_mut().find(|known| known.role == *role) {
                    Some(known) if known.candidates || candidates => return None,
                    Some(known) => known.names.append(&mut names),
                    None => roles.push(Filled {
                        role: *role,
                        names,
                        candidates,
                    }),
                },
            }
        }
        Some((roles, place))
    }
}

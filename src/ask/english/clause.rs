//! A clause of a question is matched to what may be asked: who stands where in it, around which verb, and what follows.
//!
//! ```text
//!   who │ was captured │ by Kira │ at the fire caves │ before Winn died
//!   hole   group+verb    option    option              time
//! ```

use super::build::Filled;
use super::draft::{Draft, Gap, Made, Tense, Time};
use super::form::{DETERMINERS, Form, Hole, Piece, Said, Slot, ways};
use super::group::{Closing, Group, Helper, Need, Negation, Verbal, closing, groups};
use super::inflect::{Bend, bend};
use super::parser::Parser;
use crate::ask::inquiry::{Pick, Term};

/// Who stands in the first place of a clause.
#[derive(Clone, Debug)]
pub(super) enum First {
    /// Whoever is named there.
    Phrase,
    /// Somebody who is known already.
    Given(Term),
}

/// How a clause stands in a question.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub first: First,
    /// The helper that stood before whoever does it.
    pub front: Option<Helper>,
    pub verbal: Verbal,
    /// Whether it is part of another clause, and leaves the times to that.
    pub embedded: bool,
    /// Whether the question is answered with yes or no.
    pub yes_no: bool,
    /// Times that stood before it.
    pub times: Vec<Time>,
}

impl Shape {
    pub(super) fn plain() -> Self {
        Self {
            first: First::Phrase,
            front: None,
            verbal: Verbal::Finite,
            embedded: false,
            yes_no: false,
            times: Vec::new(),
        }
    }

    pub(super) fn embedded() -> Self {
        Self {
            embedded: true,
            ..Self::plain()
        }
    }
}

/// A clause that was read.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub end: usize,
    pub draft: Draft,
    pub made: Vec<Made>,
    pub tense: Tense,
}

/// A clause while it is read.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word that was or was not there")]
pub(super) struct Run<'f> {
    pub form: &'f Form,
    pub draft: Draft,
    pub filled: Vec<Filled>,
    pub group: Option<Group>,
    pub past: bool,
    pub also: bool,
    pub times: Vec<Time>,
    pub pick: Option<Pick>,
    pub no_longer: bool,
    pub never: bool,
    /// Whether those named did it together.
    pub together: bool,
    used: u64,
}

impl Parser<'_> {
    /// Every way to read a clause from a place on.
    pub(super) fn clause(&self, at: usize, draft: &Draft, shape: &Shape) -> Vec<Built> {
        let mut found = Vec::new();
        for form in &self.forms {
            if self.is_spent() {
                break;
            }
            let run = Run {
                form,
                draft: draft.clone(),
                filled: Vec::new(),
                group: None,
                past: false,
                also: false,
                times: shape.times.clone(),
                pick: None,
                no_longer: false,
                never: false,
                together: false,
                used: 0,
            };
            self.core(&run, shape, 0, at, &mut found);
        }
        found.extend(self.said_of(at, draft, shape));
        found.extend(self.having(at, draft, shape));
        found
    }

    fn core(&self, run: &Run<'_>, shape: &Shape, piece: usize, at: usize, found: &mut Vec<Built>) {
        if !self.spend() {
            return;
        }
        let Some(next) = run.form.core.get(piece) else {
            self.tail(run, shape, at, found);
            return;
        };
        match next {
            Piece::Word(words) => {
                if self
                    .word(at)
                    .is_some_and(|word| words.iter().any(|known| known == word))
                {
                    self.core(run, shape, piece + 1, at + 1, found);
                }
                if let Some(Piece::Hole(hole)) = run.form.core.get(piece + 1)
                    && let Some(run) = unspoken(run, words, *hole)
                {
                    self.core(&run, shape, piece + 2, at, found);
                }
            }
            Piece::Hole(hole) => {
                for (run, end) in self.fill(run, shape, *hole, at, piece == 0) {
                    self.core(&run, shape, piece + 1, end, found);
                }
                // *Kira took command*: of what may be left out.
                let last = piece > 1 && piece + 1 == run.form.core.len() && matches!(hole.slot, Slot::Role(_));
                if last && run.draft.gap.is_none() {
                    let mut run = run.clone();
                    run.draft.cost += 2;
                    self.tail(&run, shape, at, found);
                }
            }
            Piece::That(_) => {}
            Piece::Be => {
                for group in self.groups_at(run, shape, at) {
                    if group.need == Need::Be {
                        let mut run = run.clone();
                        run.group = Some(group);
                        self.core(&run, shape, piece + 1, group.end, found);
                    }
                }
            }
            Piece::Verb | Piece::Passive => self.verb(run, shape, piece, at, found),
        }
    }

    fn groups_at(&self, run: &Run<'_>, shape: &Shape, at: usize) -> Vec<Group> {
        if run.group.is_some() {
            return Vec::new();
        }
        groups(self.tokens, at, shape.front, shape.verbal)
    }

    fn verb(&self, run: &Run<'_>, shape: &Shape, piece: usize, at: usize, found: &mut Vec<Built>) {
        let passive = run.form.core[piece] == Piece::Passive;
        for group in self.groups_at(run, shape, at) {
            for said in &run.form.verbs {
                let Some((head, tail)) = said.words.split_first() else {
                    continue;
                };
                let Some(bend) = self.word(group.end).and_then(|word| bend(word, head)) else {
                    continue;
                };
                if !allowed(group.need, said, bend, passive) {
                    continue;
                }
                let mut run = run.clone();
                run.group = Some(group);
                run.also = said.also;
                run.past = bend == Bend::Past || said.ways & (ways::BASE | ways::THIRD) == 0;
                let follows = |from: usize| {
                    let here = (from..from + tail.len()).map(|at| self.word(at));
                    here.zip(tail)
                        .all(|(word, known)| word.is_some_and(|word| stands_for(word, known)))
                };
                if follows(group.end + 1) {
                    self.core(&run, shape, piece + 1, group.end + 1 + tail.len(), found);
                }
                // *took Kira prisoner*
                if let (false, Some(Piece::Hole(hole))) = (tail.is_empty() || passive, run.form.core.get(piece + 1)) {
                    for (run, end) in self.fill(&run, shape, *hole, group.end + 1, false) {
                        if follows(end) && end > group.end + 1 {
                            self.core(&run, shape, piece + 2, end + tail.len(), found);
                        }
                    }
                }
            }
        }
    }

    /// Every way to fill a place of the clause.
    fn fill<'f>(&self, run: &Run<'f>, shape: &Shape, hole: Hole, at: usize, first: bool) -> Vec<(Run<'f>, usize)> {
        let mut found = Vec::new();
        if first && let First::Given(term) = &shape.first {
            if run.draft.admits(self.world, term, hole.of) {
                found.push((with(run, run.draft.clone(), hole, vec![term.clone()]), at));
            }
            return found;
        }
        for way in self.phrase(at, hole.of, &run.draft) {
            let mut draft = way.draft;
            if first && draft.subject.is_none() {
                draft.subject = way.terms.first().cloned();
            }
            found.push((with(run, draft, hole, way.terms), way.end));
        }
        let fits = |gap: &&Gap| gap.behind.is_empty() && gap.of.meets(hole.of) && (!gap.there || hole.is_place());
        if let Some(gap) = run.draft.gap.as_ref().filter(|gap| !first && fits(gap)) {
            found.push((with_gap(run, gap, hole), at));
        }
        found
    }

    /// Reads what may follow the core, in any order.
    fn tail(&self, run: &Run<'_>, shape: &Shape, at: usize, found: &mut Vec<Built>) {
        if !self.spend() {
            return;
        }
        found.extend(self.build(run, shape, at));
        let from = at + usize::from(self.is(at, ",") && at + 1 < self.end());
        for (nth, option) in run.form.options.iter().enumerate() {
            if nth > 60 || run.used & (1 << nth) != 0 {
                continue;
            }
            let mut run = run.clone();
            run.used |= 1 << nth;
            if run.form.company == Some(nth) {
                run.draft.cost += 1;
                run.together = true;
            }
            for (run, end) in self.option(&run, shape, option, from) {
                self.tail(&run, shape, end, found);
            }
        }
        if from < self.end()
            && let Some((end, closing)) = closing(self.tokens, from)
        {
            let mut run = run.clone();
            match closing {
                Closing::Idle => {}
                Closing::Pick(pick) => run.pick = Some(pick),
                Closing::NoLonger => run.no_longer = true,
                Closing::Not => run.never = true,
            }
            self.tail(&run, shape, end, found);
        }
        if !shape.embedded && from < self.end() {
            for (end, draft, time) in self.times(from, &run.draft) {
                let mut run = run.clone();
                run.draft = draft;
                run.times.push(time);
                self.tail(&run, shape, end, found);
            }
        }
    }

    fn option<'f>(&self, run: &Run<'f>, shape: &Shape, pieces: &[Piece], at: usize) -> Vec<(Run<'f>, usize)> {
        let Some((first, rest)) = pieces.split_first() else {
            return vec![(run.clone(), at)];
        };
        match first {
            Piece::Word(words) => {
                let mut found = Vec::new();
                if self
                    .word(at)
                    .is_some_and(|word| words.iter().any(|known| known == word))
                {
                    found.extend(self.option(run, shape, rest, at + 1));
                }
                // *on whose orders*
                if let Some((run, rest)) = behind_all(run, pieces) {
                    found.extend(self.option(&run, shape, rest, at));
                }
                if let Some((Piece::Hole(hole), rest)) = rest.split_first()
                    && let Some(run) = unspoken(run, words, *hole)
                {
                    found.extend(self.option(&run, shape, rest, at));
                }
                found
            }
            Piece::Hole(hole) => {
                let filled = self.fill(run, shape, *hole, at, false).into_iter();
                filled
                    .flat_map(|(run, end)| self.option(&run, shape, rest, end))
                    .collect()
            }
            Piece::That(hole) if self.is(at, "that") => {
                let moments = self.event_told(at + 1, &run.draft);
                let filled = moments
                    .into_iter()
                    .map(|(end, draft, term)| (with(run, draft, *hole, vec![term]), end));
                filled
                    .flat_map(|(run, end)| self.option(&run, shape, rest, end))
                    .collect()
            }
            Piece::That(_) | Piece::Verb | Piece::Passive | Piece::Be => Vec::new(),
        }
    }
}

/// Whoever was named in front together with a preposition of several words.
fn behind_all<'f, 'p>(run: &Run<'f>, pieces: &'p [Piece]) -> Option<(Run<'f>, &'p [Piece])> {
    let gap = run.draft.gap.as_ref().filter(|gap| gap.behind.len() > 1)?;
    let (words, rest) = pieces.split_at_checked(gap.behind.len())?;
    let (Piece::Hole(hole), rest) = rest.split_first()? else {
        return None;
    };
    let same = words.iter().zip(&gap.behind).all(|(piece, word)| match piece {
        Piece::Word(words) => words.contains(word),
        _ => false,
    });
    (same && gap.of.meets(hole.of)).then(|| (with_gap(run, gap, *hole), rest))
}

/// A place that was named in front together with its preposition, or by *where*, which needs none.
fn unspoken<'f>(run: &Run<'f>, words: &[String], hole: Hole) -> Option<Run<'f>> {
    let gap = run.draft.gap.as_ref()?;
    if !gap.of.meets(hole.of) {
        return None;
    }
    let fronted = gap.behind.len() == 1 && gap.behind.iter().any(|word| words.contains(word));
    let to = || {
        words
            .iter()
            .any(|word| ["to", "into", "for", "in", "at"].contains(&word.as_str()))
    };
    let there = gap.there && hole.is_place() && to();
    let what = gap.behind.is_empty() && !gap.there && words == ["about"] && hole.of.admits_events();
    if !(fronted || there || what) {
        return None;
    }
    let mut run = with_gap(run, gap, hole);
    run.draft.cost += u32::from(what);
    // Where somebody went is rather where to than where from.
    let leads = |option: &Vec<Piece>| match option.as_slice() {
        [Piece::Word(words), Piece::Hole(hole)] => {
            hole.is_place()
                && hole.slot != Slot::Place
                && ["to", "into", "for"]
                    .iter()
                    .any(|to| words.iter().any(|word| word == to))
        }
        _ => false,
    };
    let in_core = run.form.core.windows(2).any(|pair| leads(&pair.to_vec()));
    if there && hole.slot == Slot::Place && (in_core || run.form.options.iter().any(leads)) {
        run.draft.cost += 1;
    }
    Some(run)
}

fn with<'f>(run: &Run<'f>, draft: Draft, hole: Hole, terms: Vec<Term>) -> Run<'f> {
    let mut run = Run { draft, ..run.clone() };
    run.filled.push(Filled { slot: hole.slot, terms });
    run
}

fn with_gap<'f>(run: &Run<'f>, gap: &Gap, hole: Hole) -> Run<'f> {
    let mut draft = run.draft.clone();
    draft.gap = None;
    with(run, draft, hole, vec![Term::Unknown(gap.var)])
}

/// Whether a word may stand where a verb of several words has another.
fn stands_for(word: &str, known: &str) -> bool {
    word == known || DETERMINERS.contains(&known) && DETERMINERS.contains(&word)
}

/// Whether a form of a verb may stand behind its helpers.
fn allowed(need: Need, said: &Said, bend: Bend, passive: bool) -> bool {
    let may = |way: u8| said.ways & way != 0;
    let same = bend == Bend::Same;
    let participle = may(ways::PARTICIPLE) && same || may(ways::BASE) && bend == Bend::Past;
    if passive {
        return matches!(need, Need::Be | Need::Passive) && participle;
    }
    match need {
        Need::Finite => {
            may(ways::BASE | ways::THIRD | ways::PAST) && same
                || may(ways::BASE) && matches!(bend, Bend::Third | Bend::Past)
        }
        Need::Base => may(ways::BASE) && same,
        Need::Participle => participle,
        Need::Be => may(ways::COMPLEMENT) && same || may(ways::BASE) && bend == Bend::Gerund,
        Need::Gerund => may(ways::BASE) && bend == Bend::Gerund,
        Need::Passive => false,
    }
}

/// Whether the verb of a run is denied, and how.
pub(super) fn is_denied(run: &Run<'_>, yes_no: bool) -> bool {
    let negation = run.group.map_or(Negation::None, |group| group.negation);
    match negation {
        Negation::None => run.never,
        Negation::Not => !run.never,
        Negation::Short => run.never || !yes_no,
    }
}

//! The forms of a question: who does what, whom somebody does it to, whether, where, when, how and why.
//!
//! ```text
//!   who │ killed Winn                        the one asked for stands where they belong
//!   whom │ did │ Dukat kill ‹gap›            the one asked for stands in front
//!   did │ Dukat kill Winn                    yes or no
//!   where · when · why · how │ did │ Dukat kill Winn
//! ```

use super::Sense;
use super::clause::{Built, Shape};
use super::draft::{Draft, Gap, Made, Time, places, retime};
use super::group::{Helper, Need, Verbal, groups, helper};
use super::parser::Parser;
use crate::ask::inquiry::{Clause, Polarity, Seeks, Term, Timing};
use crate::vocabulary::{Fillers, Meaning};
use crate::world::World;

/// A whole question as it may be meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub sense: Sense,
    pub draft: Draft,
}

impl Parser<'_> {
    /// Every way to read the whole question.
    pub(super) fn questions(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let draft = Draft::new();
        let mut start = 0;
        while let Some(end) = self.any_of(start, PREFIXES) {
            start = end + usize::from(self.is(end, ","));
        }
        self.from(start, &draft, &[], &mut found);
        // *At the end, who is alive?*
        for (end, draft, time) in self.times(start, &draft) {
            let end = end + usize::from(self.is(end, ","));
            self.from(end, &draft, &[time], &mut found);
        }
        found
    }

    fn from(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        let shape = Shape {
            times: times.to_vec(),
            ..Shape::plain()
        };
        for built in self.clause(at, draft, &shape) {
            let asks = !built.draft.asked.is_empty() || built.draft.count.is_some();
            if asks && built.end == self.end() {
                found.extend(self.asked(built, None));
            }
        }
        self.fronted(at, draft, &shape, found);
        self.adverbial(at, draft, &shape, found);
        self.whether(at, draft, &shape, found);
        self.where_things_are(at, draft, times, found);
        self.specials(at, draft, times, found);
    }

    /// The clause with a helper before whoever does it.
    pub(super) fn inverted(&self, at: usize, draft: &Draft, shape: &Shape) -> Vec<Built> {
        let Some(front) = self.word(at).and_then(helper) else {
            return Vec::new();
        };
        let shape = Shape {
            front: Some(front),
            ..shape.clone()
        };
        // *didn't Odo*: the negation stands before him, and is read with the helper.
        let short = usize::from(self.is(at + 1, super::token::NOT));
        let mut found = self.clause(at + 1 + short, draft, &shape);
        if short == 1 && !shape.yes_no {
            found.retain_mut(|built| {
                let made = built.made.clone();
                made.iter().all(|made| deny(&mut built.draft, *made))
            });
        }
        found.retain(|built| built.end == self.end() && built.draft.gap.is_none());
        found
    }

    /// *whom did Dukat kill*, *by whom was Winn killed*, *how many people did Dukat kill*, *which city did they destroy*.
    fn fronted(&self, at: usize, draft: &Draft, shape: &Shape, found: &mut Vec<Candidate>) {
        let behind = self.word(at).filter(|word| super::form::PREPOSITIONS.contains(word));
        let start = at + usize::from(behind.is_some());
        let asks = matches!(
            self.word(start),
            Some("who" | "whom" | "what" | "which" | "how" | "whose")
        );
        if !asks {
            return;
        }
        for way in self.phrase(start, Fillers::ANY, draft) {
            let [Term::Unknown(var)] = way.terms.as_slice() else {
                continue;
            };
            if way.draft.asked.len() == draft.asked.len() && way.draft.count.is_none() {
                continue;
            }
            let mut draft = way.draft.clone();
            draft.gap = Some(Gap {
                var: *var,
                of: draft.inquiry.unknowns[usize::from(var.0)].of,
                there: false,
                behind: behind.map(str::to_owned).into_iter().collect(),
            });
            for built in self.inverted(way.end, &draft, shape) {
                found.extend(self.asked(built, None));
            }
        }
    }

    /// *when*, *where*, *why*, *how*, *since when*, *until when*, *how many times*.
    fn adverbial(&self, at: usize, draft: &Draft, shape: &Shape, found: &mut Vec<Candidate>) {
        let simple: [(&[&str], Option<Seeks>); 6] = [
            (&["since when", "how long has", "how long have"], Some(Seeks::Since)),
            (&["until when", "till when"], Some(Seeks::Until)),
            (
                &[
                    "when",
                    "how long",
                    "at what point",
                    "at what time",
                    "on what day",
                    "in what year",
                ],
                Some(Seeks::When),
            ),
            (&["why", "how come", "for what reason"], Some(Seeks::Why)),
            (&["how"], Some(Seeks::How)),
            (&["how many times", "how often"], None),
        ];
        for (phrases, seeks) in simple {
            let Some(end) = self.any_of(at, phrases) else { continue };
            let since = phrases.contains(&"how long has") && self.is(at, "how");
            let end = if since { end - 1 } else { end };
            for mut built in self.inverted(end, draft, shape) {
                if !built.draft.asked.is_empty() {
                    continue;
                }
                // *when was Dukat possessed* asks for what happened rather than for how long it was so.
                if seeks == Some(Seeks::When) && matches!(built.made.as_slice(), [Made::Holds(_), ..]) {
                    built.draft.cost += 3;
                }
                match &seeks {
                    Some(seeks) => found.extend(self.asked(built, Some(seeks.clone()))),
                    None => {
                        if let [Made::Event(var, _)] = built.made.as_slice() {
                            found.extend(self.asked(built.clone(), Some(Seeks::HowMany(*var))));
                        }
                    }
                }
            }
        }
        if let Some(end) = self.any_of(at, &["where", "in which place", "at which place"]) {
            let mut draft = draft.clone();
            let var = draft.ask(places(), "where");
            draft.gap = Some(Gap {
                var,
                of: places(),
                there: true,
                behind: Vec::new(),
            });
            for built in self.inverted(end, &draft, shape) {
                found.extend(self.asked(built, None));
            }
        }
    }

    /// *did Dukat kill Winn*
    fn whether(&self, at: usize, draft: &Draft, shape: &Shape, found: &mut Vec<Candidate>) {
        let shape = Shape {
            yes_no: true,
            ..shape.clone()
        };
        for built in self.inverted(at, draft, &shape) {
            if built.draft.asked.is_empty() {
                found.extend(self.asked(built, None));
            }
        }
    }

    /// *where is Kira*, *where was she when Winn died*.
    fn where_things_are(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        let Some(end) = self.any_of(at, &["where", "on which planet", "in which place"]) else {
            return;
        };
        let Some(Helper::Be(_) | Helper::Have(_)) = self.word(end).and_then(helper) else {
            return;
        };
        let front = self.word(end).and_then(helper);
        for way in self.phrase(end + 1, Fillers::ANY, draft) {
            for group in groups(self.tokens, way.end, front, Verbal::Finite) {
                if group.need != Need::Be || !way.draft.asked.is_empty() {
                    continue;
                }
                let mut base = way.draft.clone();
                base.subject = way.terms.first().cloned();
                let var = base.ask(places(), "where");
                let polarity = if group.still { Polarity::Still } else { Polarity::So };
                for (draft, made) in self.where_is(&base, &way.terms, &Term::Unknown(var), polarity) {
                    let located = usize::from(matches!(self.word(group.end), Some("located" | "situated" | "found")));
                    for (draft, time) in self.last_time(group.end + located, &draft, times) {
                        let mut draft = draft;
                        let what = super::form::What::Relation(crate::model::RelationId(0));
                        let default = super::build::default_timing(self.world, what, polarity, group.tense);
                        let timed = made.iter().all(|&made| match (&time, made) {
                            (Some(time), made) => draft.at(self.world, made, time, group.tense).is_some(),
                            (None, Made::Holds(clause)) => {
                                draft.hold_at(clause, &default);
                                draft.present.push(clause);
                                true
                            }
                            (None, Made::Event(..)) => true,
                        });
                        if timed {
                            let built = Built {
                                end: self.end(),
                                draft,
                                made: made.clone(),
                                tense: group.tense,
                            };
                            found.extend(self.asked(built, None));
                        }
                    }
                }
            }
        }
    }

    /// The time at the end of a question, if it has one there or in front.
    pub(super) fn last_time(&self, at: usize, draft: &Draft, times: &[Time]) -> Vec<(Draft, Option<Time>)> {
        let mut at = at;
        while let Some((end, super::group::Closing::Idle)) = super::group::closing(self.tokens, at) {
            at = end;
        }
        if at == self.end() {
            return match times {
                [] => vec![(draft.clone(), None)],
                [one] => vec![(draft.clone(), Some(one.clone()))],
                _ => Vec::new(),
            };
        }
        if !times.is_empty() {
            return Vec::new();
        }
        let from = at + usize::from(self.is(at, ","));
        let whole = self
            .times(from, draft)
            .into_iter()
            .filter(|(end, ..)| *end == self.end());
        whole.map(|(_, draft, time)| (draft, Some(time))).collect()
    }

    /// Of whom nothing is so at the end, it is asked at whatever time it was: *who is Macbeth's wife?*
    fn lately(&self, draft: &mut Draft) {
        let end = self.world.end();
        let holds = |relation, args: &[Term; 2], at: crate::timeline::Moment| {
            let is = |term: &Term, node: Option<crate::model::Node>| match term {
                Term::Named(named) => node == Some(*named),
                Term::OneOf(nodes) => node.is_some_and(|node| nodes.contains(&node)),
                Term::Unknown(_) | Term::Any => true,
            };
            let symmetric = self.world.vocabulary.relation(relation).symmetric;
            let both = |one, two| {
                is(&args[0], one) && is(&args[1], two) || symmetric && is(&args[0], two) && is(&args[1], one)
            };
            let stretches = &self.world.timeline_of(relation).stretches;
            stretches.iter().any(|stretch| {
                stretch.relation == relation && both(stretch.args[0], stretch.args[1]) && stretch.holds_at(at)
            })
        };
        let so = |draft: &Draft, clause: usize, at: crate::timeline::Moment| match &draft.inquiry.clauses[clause] {
            Clause::Holds {
                relation,
                args,
                polarity: Polarity::So,
                ..
            } => holds(*relation, args, at),
            Clause::Either(clauses) => clauses.iter().any(|clause| match clause {
                Clause::Holds { relation, args, .. } => holds(*relation, args, at),
                _ => true,
            }),
            _ => true,
        };
        for clause in draft.present.clone() {
            if !so(draft, clause, end.moment) {
                draft.hold_at(clause, &Timing::Ever);
            }
        }
        for clause in draft.standing.clone() {
            if let Clause::Holds {
                polarity: Polarity::So, ..
            } = &draft.inquiry.clauses[clause]
            {
                draft.hold_at(clause, &Timing::Ever);
            }
        }
        self.about(draft, &so);
    }

    /// Of whom nothing is so just after or just before an event, it is asked at whatever time after or before it.
    fn about(&self, draft: &mut Draft, so: &dyn Fn(&Draft, usize, crate::timeline::Moment) -> bool) {
        for (clause, event) in draft.behind.clone() {
            if !so(draft, clause, self.world.after_event(event).moment) {
                draft.hold_at(clause, &Timing::After(Term::Named(event.into())));
            }
        }
        for (clause, event) in draft.ahead.clone() {
            if !so(draft, clause, self.world.before_event(event).moment) {
                draft.hold_at(clause, &Timing::Before(Term::Named(event.into())));
            }
        }
    }

    /// The question that a whole clause makes.
    pub(super) fn asked(&self, built: Built, seeks: Option<Seeks>) -> Option<Candidate> {
        let mut draft = built.draft;
        if draft.gap.is_some() {
            return None;
        }
        if seeks.is_none() {
            if draft.asked.is_empty() && draft.count.is_none() {
                // Whether it is so is asked of now, and the answer says what it was before.
                draft.present.clear();
                draft.standing.clear();
            }
            self.lately(&mut draft);
        }
        settle(self.world, &mut draft, &built.made);
        draft.inquiry.seeks = match (seeks, draft.count, draft.most) {
            (Some(seeks), None, None) if draft.asked.is_empty() => seeks,
            (None, Some(var), None) if draft.asked.is_empty() => Seeks::HowMany(var),
            (None, None, Some((of, fewest))) => match draft.asked.as_slice() {
                [who] => Seeks::Most { who: *who, of, fewest },
                _ => return None,
            },
            (None, None, None) if draft.asked.is_empty() => Seeks::Whether,
            (None, None, None) => Seeks::Which(draft.asked.clone()),
            _ => return None,
        };
        // *since when is* asks how it stands now, *when is* asks for all the times it was.
        if matches!(draft.inquiry.seeks, Seeks::When) {
            for made in &built.made {
                if let Made::Holds(clause) = made {
                    let present = Timing::AsOf(self.world.end());
                    if let Clause::Holds { timing, .. } = &mut draft.inquiry.clauses[*clause]
                        && *timing == present
                    {
                        *timing = Timing::Ever;
                    }
                }
            }
        }
        lead(&mut draft, &built.made);
        Some(Candidate {
            sense: Sense::Inquiry(draft.inquiry.clone()),
            draft,
        })
    }
}

/// Words that may stand before any question.
const PREFIXES: &[&str] = &[
    "please tell me",
    "can you tell me",
    "could you tell me",
    "do you know",
    "tell me",
    "and",
    "so",
    "then",
    "please",
];

/// Gives what hangs on the main clause its time.
fn settle(world: &World, draft: &mut Draft, made: &[Made]) {
    let main = made.first();
    let timing = match main {
        Some(Made::Event(event, clause)) => match &draft.inquiry.clauses[*clause] {
            Clause::Happens {
                polarity: Polarity::NotSo,
                ..
            } => Timing::Ever,
            _ => Timing::When(Term::Unknown(*event)),
        },
        Some(Made::Holds(clause)) => match &draft.inquiry.clauses[*clause] {
            // Death parts husband and wife, and *is Macbeth's wife dead* asks of her all the same.
            Clause::Holds { relation, polarity, .. }
                if world.vocabulary.relation(*relation).means == Some(Meaning::Life)
                    && (*polarity != Polarity::So || draft.asked.is_empty()) =>
            {
                Timing::Ever
            }
            Clause::Holds { timing, .. } => timing.clone(),
            _ => Timing::Ever,
        },
        None => Timing::Ever,
    };
    for &clause in &draft.attached.clone() {
        retime(&mut draft.inquiry.clauses[clause], &timing);
    }
    for earlier in std::mem::take(&mut draft.earlier) {
        match (earlier, main) {
            (Made::Event(first, _), Some(Made::Event(event, _))) => {
                draft.say(Clause::Before(Term::Unknown(first), Term::Unknown(*event)));
            }
            (Made::Holds(clause), Some(Made::Event(event, _))) => {
                let before = Timing::Before(Term::Unknown(*event));
                retime(&mut draft.inquiry.clauses[clause], &before);
            }
            (Made::Holds(clause), _) => retime(&mut draft.inquiry.clauses[clause], &Timing::Ever),
            (Made::Event(..), _) => {}
        }
    }
}

/// Denies a clause that asks for whom it is not so; nothing is denied twice.
fn deny(draft: &mut Draft, made: Made) -> bool {
    let (Made::Event(_, clause) | Made::Holds(clause)) = made;
    match &mut draft.inquiry.clauses[clause] {
        Clause::Holds { polarity, .. } | Clause::Happens { polarity, .. } if *polarity == Polarity::So => {
            *polarity = Polarity::NotSo;
            true
        }
        _ => false,
    }
}

/// Puts the clauses that a question is about before those that say when and of whom.
fn lead(draft: &mut Draft, made: &[Made]) {
    let mut places: Vec<usize> = made
        .iter()
        .map(|made| match made {
            Made::Event(_, clause) | Made::Holds(clause) => *clause,
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    let clauses = &mut draft.inquiry.clauses;
    for (to, from) in places.into_iter().enumerate() {
        let clause = clauses.remove(from);
        clauses.insert(to, clause);
    }
}

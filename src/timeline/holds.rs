//! Whether something holds as of a moment: yes, no, or unknown, each with what decides it.
//!
//! Unknown is said where an unsettled order, an imprecise time, doubt, candidates or a disappearance decide, and where the story says nothing.

use super::{AsOf, Cause, Reference, Stretch, Timeline};
use crate::model::{Certainty, EventId, Node, RelationId};
use crate::vocabulary::Vocabulary;

/// Yes, no, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// The story does not settle it.
    Unknown,
}

/// An answer to whether something holds, with what decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Yes, no or unknown.
    pub truth: Truth,
    /// Why.
    pub reason: Reason,
    /// The relation it is about.
    pub relation: RelationId,
    /// The stretches that decide it: places in [`Timeline::stretches`] of the timeline that was asked.
    pub stretches: Vec<usize>,
}

/// Why something holds, does not, or is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A stretch of it spans the moment.
    Holds,
    /// It began later.
    NotYet,
    /// It ended before.
    Ended,
    /// Something that excludes it, or takes its only place, holds.
    Excluded,
    /// The story says nothing of it.
    Unsaid,
    /// It is uncertain whether an event happened before the moment or after it.
    Unsettled(EventId),
    /// What started or ended it is doubtful, or one of several candidates.
    Doubtful(Certainty),
    /// Something holds under which nobody can tell.
    Obscured,
    /// Somebody was where it happened, and may have seen it.
    Nearby,
}

impl Timeline {
    /// Whether a relation holds between two as of a moment.
    ///
    /// A none among the arguments stands for anybody.
    #[must_use]
    pub fn holds(
        &self,
        vocabulary: &Vocabulary,
        relation: RelationId,
        args: [Option<Node>; 2],
        as_of: &AsOf,
    ) -> Verdict {
        let symmetric = vocabulary.relation(relation).symmetric;
        let matches = |stretch: &Stretch| {
            let fits = |args: [Option<Node>; 2]| {
                args.iter()
                    .zip(stretch.args)
                    .all(|(arg, held)| arg.is_none() || *arg == held)
            };
            stretch.relation == relation && (fits(args) || symmetric && fits([args[1], args[0]]))
        };
        let all: Vec<usize> = self.places(args, matches);
        let holding: Vec<usize> = all
            .iter()
            .copied()
            .filter(|&i| self.spans(&self.stretches[i], as_of))
            .collect();
        if let Some(&obscuring) = self.obscuring(vocabulary, relation, args, as_of).first() {
            return Verdict {
                truth: Truth::Unknown,
                reason: Reason::Obscured,
                relation,
                stretches: vec![obscuring],
            };
        }
        if holding.is_empty() {
            return self.fails(vocabulary, relation, args, as_of, all);
        }
        let sure = holding
            .iter()
            .copied()
            .find(|&i| self.doubt(&self.stretches[i], as_of).is_none());
        let doubt = self.doubt(&self.stretches[holding[0]], as_of);
        match (sure, doubt) {
            (None, Some(reason)) => Verdict {
                truth: Truth::Unknown,
                reason,
                relation,
                stretches: holding,
            },
            (_, _) => Verdict {
                truth: Truth::Yes,
                reason: Reason::Holds,
                relation,
                stretches: holding,
            },
        }
    }

    /// The two events whose place in the file alone makes a verdict what it is, if there are such: one that started something and one that ended it.
    #[must_use]
    pub fn rests_on_file_place(&self, verdict: &Verdict) -> Option<[EventId; 2]> {
        let judged = verdict.stretches.iter().map(|&i| &self.stretches[i]);
        let earlier = judged.clone().flat_map(|stretch| {
            let same = |other: &Stretch| (other.relation, other.args) == (stretch.relation, stretch.args);
            let before = self.places(stretch.args, |other| same(other) && other.from < stretch.from);
            let before = before.into_iter().map(|place| &self.stretches[place]);
            before.filter_map(|other| Some([other.ended?.event()?, stretch.started.event()?]))
        });
        let own = judged.filter_map(|stretch| Some([stretch.started.event()?, stretch.ended?.event()?]));
        match verdict.truth {
            Truth::Yes => earlier
                .into_iter()
                .find(|[one, other]| self.order.is_unsettled(*one, *other)),
            Truth::No => own
                .into_iter()
                .find(|[one, other]| self.order.is_unsettled(*one, *other)),
            Truth::Unknown => None,
        }
    }

    /// Why a relation that spans no moment asked for does not hold, if it surely does not.
    fn fails(
        &self,
        vocabulary: &Vocabulary,
        relation: RelationId,
        args: [Option<Node>; 2],
        as_of: &AsOf,
        all: Vec<usize>,
    ) -> Verdict {
        if let Some(reason) = all.iter().find_map(|&i| self.doubt_of_absence(i, as_of)) {
            return Verdict {
                truth: Truth::Unknown,
                reason,
                relation,
                stretches: all,
            };
        }
        let excluding = self.places(args, |stretch| {
            self.excludes(vocabulary, stretch, relation, args, as_of)
        });
        if !excluding.is_empty() {
            return Verdict {
                truth: Truth::No,
                reason: Reason::Excluded,
                relation,
                stretches: excluding,
            };
        }
        let ended = |&i: &usize| self.stretches[i].until.is_some_and(|until| until <= as_of.moment);
        let (truth, reason) = match all.is_empty() {
            true => (Truth::Unknown, Reason::Unsaid),
            false if all.iter().any(ended) => (Truth::No, Reason::Ended),
            false => (Truth::No, Reason::NotYet),
        };
        Verdict {
            truth,
            reason,
            relation,
            stretches: all,
        }
    }

    /// Whether a stretch that spans the moment makes it sure that a relation does not hold.
    fn excludes(
        &self,
        vocabulary: &Vocabulary,
        stretch: &Stretch,
        relation: RelationId,
        args: [Option<Node>; 2],
        as_of: &AsOf,
    ) -> bool {
        let declared = vocabulary.relation(relation);
        let mutual = declared.excludes.contains(&stretch.relation)
            || vocabulary.relation(stretch.relation).excludes.contains(&relation);
        let same_two = stretch.args == args || stretch.args == [args[1], args[0]];
        let asked = args[0].is_some() && (declared.is_unary() || args[1].is_some());
        let shared =
            stretch.args[0] == args[0] || declared.symmetric && args.iter().any(|arg| stretch.args.contains(arg));
        let taken = declared.single && stretch.relation == relation && shared && stretch.args[1].is_some();
        self.spans(stretch, as_of) && asked && (mutual && same_two || taken) && self.doubt(stretch, as_of).is_none()
    }

    /// Stretches under which nobody can tell whether a relation holds of somebody.
    fn obscuring(
        &self,
        vocabulary: &Vocabulary,
        relation: RelationId,
        of: [Option<Node>; 2],
        as_of: &AsOf,
    ) -> Vec<usize> {
        let symmetric = vocabulary.relation(relation).symmetric;
        self.places(of, |stretch| {
            let hidden = stretch.args[0];
            (hidden == of[0] || symmetric && hidden == of[1])
                && hidden.is_some()
                && self.spans(stretch, as_of)
                && vocabulary.relation(stretch.relation).obscures.contains(&relation)
        })
    }

    /// Whether nobody can tell as of a moment whether the relation of a stretch holds of those whom it concerns.
    pub(super) fn is_obscured(&self, vocabulary: &Vocabulary, stretch: &Stretch, as_of: &AsOf) -> bool {
        !self
            .obscuring(vocabulary, stretch.relation, stretch.args, as_of)
            .is_empty()
    }

    /// What makes it unsure that a stretch spans the moment, if anything does.
    #[must_use]
    pub fn doubt(&self, stretch: &Stretch, as_of: &AsOf) -> Option<Reason> {
        let unsure = (stretch.certainty >= Certainty::Doubtful).then_some(Reason::Doubtful(stretch.certainty));
        unsure.or_else(|| self.unsettled([Some(stretch.started), stretch.ended], as_of))
    }

    /// What makes it unsure that a stretch does not span the moment, if anything does.
    ///
    /// What surely ended before is absent however unsure its beginning is, and what surely begins later however unsure its end.
    /// A doubtful end matters no more once the same began again: then only the later end is asked about.
    fn doubt_of_absence(&self, place: usize, as_of: &AsOf) -> Option<Reason> {
        let stretch = &self.stretches[place];
        let ended = stretch.until.is_some_and(|until| until <= as_of.moment);
        let again = |later: &Stretch| {
            (later.relation, later.args) == (stretch.relation, stretch.args) && later.from <= as_of.moment
        };
        let unsure = ended
            && stretch.end_certainty >= Certainty::Doubtful
            && stretch.certainty < Certainty::Doubtful
            && !self.stretches[place + 1..].iter().any(again);
        unsure
            .then_some(Reason::Doubtful(stretch.end_certainty))
            .or_else(|| self.unsettled([if ended { stretch.ended } else { Some(stretch.started) }, None], as_of))
    }

    fn unsettled(&self, causes: [Option<Cause>; 2], as_of: &AsOf) -> Option<Reason> {
        let events = causes.into_iter().flatten().filter_map(Cause::event);
        events
            .into_iter()
            .find(|&event| !self.is_settled(event, as_of))
            .map(Reason::Unsettled)
    }

    /// Whether it is certain on which side of a moment an event lies.
    #[must_use]
    pub fn is_settled(&self, event: EventId, as_of: &AsOf) -> bool {
        match &as_of.reference {
            Reference::Start | Reference::End => true,
            Reference::Before(other) | Reference::After(other) => !self.order.is_unsettled(event, *other),
            Reference::Time(time) => {
                let (earliest, latest) = self.order.span(event);
                earliest > time.latest || latest <= time.latest
            }
        }
    }

    /// Where those stretches stand that concern one of these and are wanted; of all stretches where nobody is named.
    fn places(&self, of: [Option<Node>; 2], wanted: impl Fn(&Stretch) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = match of {
            [None, None] => (0..self.stretches.len()).collect(),
            [Some(one), None] | [None, Some(one)] => self.places_concerning(one).collect(),
            [Some(one), Some(other)] => self
                .places_concerning(one)
                .chain(self.places_concerning(other))
                .collect(),
        };
        places.retain(|&place| wanted(&self.stretches[place]));
        places.sort_unstable();
        places.dedup();
        places
    }
}

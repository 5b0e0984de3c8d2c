//! Whether what a story asserts is so: of whom something holds, where somebody is, on whose side they stand, how many there are.
//!
//! An assertion is read in the order in which the story stands; only a time leaves it open what comes before and what after.

use super::Subject;
use crate::model::{Certainty, Demand, Node, Point, RelationId};
use crate::timeline::{AsOf, Cause, Reason, Reference, Stretch, Truth, Verdict};
use crate::vocabulary::Meaning;
use crate::world::Tense;

/// Why something that is asserted is not so, or cannot be told.
#[derive(Debug, Default)]
pub(crate) struct Failed {
    /// What is so instead, as a clause.
    pub instead: String,
    /// What led to it: the other places to look at.
    pub because: Vec<(Cause, String)>,
}

/// One demand, at one moment.
pub(crate) struct Asserted<'a> {
    subject: &'a Subject<'a>,
    as_of: AsOf,
}

/// The moment of an assertion, as it is asked about and as it is called.
pub(crate) fn moment(subject: &Subject<'_>, point: &Point) -> AsOf {
    let world = subject.world;
    match point {
        Point::Start => world.start(),
        Point::End => world.end(),
        Point::After(event) => world.after_event(*event),
        Point::Before(event) => world.before_event(*event),
        Point::At(time) => AsOf {
            moment: world.timeline.order.moment_of(time),
            reference: Reference::Time(time.clone()),
        },
    }
}

/// Why a demand does not hold as of a moment; none where it does.
pub(crate) fn failed(subject: &Subject<'_>, demand: &Demand, as_of: &AsOf) -> Option<Failed> {
    // Whoever asserts something right behind an event takes the file's own order for granted.
    let reference = match &as_of.reference {
        Reference::After(_) | Reference::Before(_) => Reference::End,
        Reference::Start | Reference::End | Reference::Time(_) => as_of.reference.clone(),
    };
    let as_of = AsOf {
        moment: as_of.moment,
        reference,
    };
    let asserted = Asserted { subject, as_of };
    match *demand {
        Demand::Holds {
            relation,
            args,
            expected,
        } => asserted.holds(relation, args, expected),
        Demand::Side { of, faction } => asserted.side(of.into(), faction.into()),
        Demand::Count { relation, of, number } => asserted.count(relation, of, number),
    }
}

impl Asserted<'_> {
    fn holds(&self, relation: RelationId, args: [Option<Node>; 2], expected: bool) -> Option<Failed> {
        let world = self.subject.world;
        let verdict = world.holds(relation, args, &self.as_of);
        let stretches: Vec<&Stretch> = world.judged(&verdict).collect();
        let inside = self.inside(relation, args);
        match (verdict.truth, expected) {
            (Truth::Yes, true) => None,
            (Truth::No | Truth::Unknown, true) if inside.is_some_and(|held| self.is_sure(held)) => None,
            (Truth::No, false) if inside.is_none() => None,
            // What nobody tells of does not hold, as far as the story goes.
            (Truth::Unknown, false)
                if matches!(verdict.reason, Reason::Unsaid | Reason::Nearby) && inside.is_none() =>
            {
                None
            }
            (Truth::Yes, false) => Some(self.holding(&stretches)),
            (Truth::No, true) => Some(self.lacking(&verdict, &stretches)),
            (Truth::No | Truth::Unknown, _) => Some(match inside {
                Some(held) if self.is_sure(held) => self.holding(&[held]),
                Some(held) => self.unsure(held),
                None => self.open(&verdict, &stretches),
            }),
        }
    }

    fn holding(&self, stretches: &[&Stretch]) -> Failed {
        let mut failed = Failed::default();
        let Some(stretch) = stretches.iter().find(|stretch| self.is_sure(stretch)) else {
            return failed;
        };
        failed.instead = self.now(stretch);
        let why = if stretch.started == Cause::Always {
            "nothing told ended it before"
        } else {
            "it has held since here"
        };
        failed.because.push((stretch.started, why.to_owned()));
        failed
    }

    fn lacking(&self, verdict: &Verdict, stretches: &[&Stretch]) -> Failed {
        let mut failed = Failed::default();
        let over = |stretch: &&&Stretch| stretch.until.is_some_and(|until| until <= self.as_of.moment);
        match verdict.reason {
            Reason::Excluded => {
                if let Some(stretch) = stretches.last() {
                    failed.instead = self.now(stretch);
                    let why = "that has held since here".to_owned();
                    failed.because.push((stretch.started, why));
                }
            }
            Reason::NotYet => {
                "it begins later".clone_into(&mut failed.instead);
                let first = stretches.first().map(|stretch| stretch.started);
                failed
                    .because
                    .extend(first.map(|cause| (cause, "it begins only here".to_owned())));
            }
            Reason::Ended
            | Reason::Holds
            | Reason::Unsaid
            | Reason::Unsettled(_)
            | Reason::Doubtful(_)
            | Reason::Obscured
            | Reason::Nearby => {
                let last = stretches.iter().rev().find(over).copied();
                let ended = last.and_then(|stretch| stretch.ended);
                failed.instead = match last {
                    Some(stretch) => {
                        let until = self.subject.world.until_words(stretch);
                        let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
                        format!("{}{until}", self.then(stretch))
                    }
                    None => "it ended before".to_owned(),
                };
                failed
                    .because
                    .extend(ended.map(|cause| (cause, "it ended here".to_owned())));
            }
        }
        failed
    }

    /// What leaves it open whether something holds.
    fn open(&self, verdict: &Verdict, stretches: &[&Stretch]) -> Failed {
        let rests = |cause: Cause, why: &str| Failed {
            instead: format!("it rests on {}, {why}", self.named(cause)),
            because: vec![(cause, "it rests on this".to_owned())],
        };
        match verdict.reason {
            Reason::Unsettled(event) => rests(Cause::Event(event), "which may come before that or after"),
            Reason::Nearby => match stretches.first() {
                Some(stretch) => Failed {
                    instead: "they were where it happened, and may have seen it".to_owned(),
                    because: vec![(stretch.started, "they came there here".to_owned())],
                },
                None => Failed::default(),
            },
            Reason::Obscured => match stretches.first() {
                Some(stretch) => Failed {
                    instead: format!("{}, and nobody can tell", self.now(stretch)),
                    because: vec![(stretch.started, "nobody can tell since here".to_owned())],
                },
                None => Failed::default(),
            },
            Reason::Doubtful(certainty) => {
                let began = stretches.iter().find(|stretch| stretch.certainty == certainty);
                let ended = stretches.iter().find(|stretch| stretch.end_certainty == certainty);
                let cause = began
                    .map(|stretch| stretch.started)
                    .or_else(|| ended.and_then(|stretch| stretch.ended));
                cause.map_or_else(Failed::default, |cause| rests(cause, doubtful(certainty)))
            }
            Reason::Holds | Reason::NotYet | Reason::Ended | Reason::Excluded | Reason::Unsaid => Failed {
                instead: "nothing in the story says so".to_owned(),
                because: Vec::new(),
            },
        }
    }

    /// What leaves it open whether one stretch spans the moment.
    fn unsure(&self, stretch: &Stretch) -> Failed {
        let timeline = &self.subject.world.timeline;
        let reason = timeline.doubt(stretch, &self.as_of).unwrap_or(Reason::Unsaid);
        let verdict = Verdict {
            truth: Truth::Unknown,
            reason,
            relation: stretch.relation,
            stretches: Vec::new(),
        };
        self.open(&verdict, &[stretch])
    }

    /// Where somebody is said to be at a place: the stretch by which they are at a part of it.
    fn inside(&self, relation: RelationId, args: [Option<Node>; 2]) -> Option<&Stretch> {
        let means = self.subject.world.vocabulary.relation(relation).means;
        let [Some(who), Some(place)] = args else { return None };
        if !matches!(means, Some(Meaning::Presence | Meaning::Location)) {
            return None;
        }
        let mut there = self.spanning(who, &[Meaning::Presence, Meaning::Location]);
        there.find(|stretch| {
            let mut at = stretch.args[1];
            let mut seen = Vec::new();
            while let Some(here) = at.filter(|here| *here != place && !seen.contains(here)) {
                seen.push(here);
                at = self
                    .spanning(here, &[Meaning::Location])
                    .next()
                    .and_then(|stretch| stretch.args[1]);
            }
            at == Some(place) && !seen.is_empty()
        })
    }

    fn side(&self, of: Node, faction: Node) -> Option<Failed> {
        if self.way(of, faction, |stretch| self.is_sure(stretch)).is_some() {
            return None;
        }
        if let Some(way) = self.way(of, faction, |_| true) {
            let unsure = way.into_iter().find(|stretch| !self.is_sure(stretch));
            return unsure.map(|stretch| self.unsure(stretch));
        }
        let mut failed = Failed::default();
        let bonds = self.bonds(of);
        let sure: Vec<&Stretch> = bonds.into_iter().filter(|stretch| self.is_sure(stretch)).collect();
        failed.instead = match sure.as_slice() {
            [] => "nothing in the story says so".to_owned(),
            bonds => {
                let told: Vec<String> = bonds.iter().take(SHOWN).map(|stretch| self.now(stretch)).collect();
                told.join(", and ")
            }
        };
        let begun = |stretch: &&Stretch| (stretch.started, "it has held since here".to_owned());
        failed.because.extend(sure.iter().take(SHOWN).map(begun));
        let left = self.ended(of, |stretch| {
            stretch.args == [Some(of), Some(faction)] && self.means(stretch, &BONDS)
        });
        failed.because.extend(left);
        Some(failed)
    }

    /// The bonds that lead from somebody to a faction, if there is a way over such as are taken; the last step first.
    fn way(&self, of: Node, faction: Node, takes: impl Fn(&Stretch) -> bool) -> Option<Vec<&Stretch>> {
        let mut reached: Vec<(Node, Option<(usize, &Stretch)>)> = vec![(of, None)];
        let mut next = 0;
        while let Some(&(node, _)) = reached.get(next) {
            if node == faction {
                let back = |&(_, step): &(Node, Option<(usize, _)>)| step.map(|(before, _)| reached[before]);
                let way = std::iter::successors(Some(reached[next]), back);
                return Some(way.filter_map(|(_, step)| step.map(|(_, stretch)| stretch)).collect());
            }
            for stretch in self.bonds(node).into_iter().filter(|stretch| takes(stretch)) {
                let to = stretch.args[1].filter(|to| !reached.iter().any(|(seen, _)| seen == to));
                reached.extend(to.map(|to| (to, Some((next, stretch)))));
            }
            next += 1;
        }
        None
    }

    /// What somebody belongs to; where they belong to nothing, whom they serve.
    fn bonds(&self, of: Node) -> Vec<&Stretch> {
        let mut bonds: Vec<&Stretch> = self.spanning(of, &[Meaning::Membership, Meaning::Part]).collect();
        if bonds.is_empty() {
            bonds.extend(self.spanning(of, &[Meaning::Service]));
        }
        bonds
    }

    fn count(&self, relation: RelationId, of: Node, number: u32) -> Option<Failed> {
        let world = self.subject.world;
        let declared = world.vocabulary.relation(relation);
        let is_of = |stretch: &&Stretch| {
            let to = stretch.args[1] == Some(of) || declared.symmetric || declared.is_unary();
            stretch.relation == relation && stretch.certainty != Certainty::Possible && to
        };
        let spans = |stretch: &&Stretch| world.timeline.spans(stretch, &self.as_of);
        let (mut sure, mut unsure): (Vec<&Stretch>, Vec<&Stretch>) = (Vec::new(), Vec::new());
        for stretch in world.timeline.concerning(of).filter(is_of).filter(spans) {
            let list = if self.is_sure(stretch) { &mut sure } else { &mut unsure };
            if !list.iter().any(|known| known.other(of) == stretch.other(of)) {
                list.push(stretch);
            }
        }
        unsure.retain(|stretch| !sure.iter().any(|known| known.other(of) == stretch.other(of)));
        let (least, most) = (sure.len(), sure.len() + unsure.len());
        let number = number as usize;
        if number == least && unsure.is_empty() {
            return None;
        }
        if let Some(stretch) = unsure.first().filter(|_| (least..=most).contains(&number)) {
            return Some(self.unsure(stretch));
        }
        let names = |stretches: &[&Stretch]| {
            let mut names: Vec<String> = stretches
                .iter()
                .filter_map(|stretch| Some(world.mention(stretch.other(of)?)))
                .collect();
            names.sort();
            names.join(", ")
        };
        let mut failed = Failed {
            instead: match (least, most) {
                (0, 0) => "it is nobody".to_owned(),
                (least, most) if least == most => format!("it is {least}: {}", names(&sure)),
                (least, most) => format!("it is {least} to {most}: {}", names(&[sure.clone(), unsure].concat())),
            },
            because: Vec::new(),
        };
        if least > number {
            // Whoever came last is one too many, most likely.
            let since = |stretch: &&Stretch| (stretch.started, format!("{} since here", self.now(stretch)));
            failed.because.extend(sure.iter().rev().take(SHOWN).map(since));
        } else {
            let over = self.ended(of, |stretch| is_of(&stretch));
            failed.because.extend(over.into_iter().take(SHOWN));
        }
        Some(failed)
    }

    /// What ended such stretches of somebody before the moment, the last first.
    fn ended(&self, of: Node, wanted: impl Fn(&Stretch) -> bool) -> Vec<(Cause, String)> {
        let over = |stretch: &&Stretch| stretch.until.is_some_and(|until| until <= self.as_of.moment);
        let mut over: Vec<&Stretch> = self
            .subject
            .world
            .timeline
            .concerning(of)
            .filter(over)
            .filter(|stretch| wanted(stretch))
            .collect();
        over.sort_by_key(|stretch| std::cmp::Reverse(stretch.until));
        over.iter()
            .take(SHOWN)
            .filter_map(|stretch| Some((stretch.ended?, format!("{} until here", self.then(stretch)))))
            .collect()
    }

    /// The stretches of those meanings that hold of somebody at the moment.
    fn spanning<'b>(&'b self, of: Node, meanings: &'b [Meaning]) -> impl Iterator<Item = &'b Stretch> + 'b {
        let world = self.subject.world;
        world
            .timeline
            .concerning(of)
            .filter(move |stretch| stretch.args[0] == Some(of) && self.means(stretch, meanings))
            .filter(|stretch| world.timeline.spans(stretch, &self.as_of))
    }

    fn means(&self, stretch: &Stretch, meanings: &[Meaning]) -> bool {
        let means = self.subject.world.vocabulary.relation(stretch.relation).means;
        means.is_some_and(|means| meanings.contains(&means))
    }

    fn is_sure(&self, stretch: &Stretch) -> bool {
        self.subject.world.timeline.doubt(stretch, &self.as_of).is_none()
    }

    fn now(&self, stretch: &Stretch) -> String {
        self.subject.world.stretch_sentence(stretch, Tense::Present)
    }

    fn then(&self, stretch: &Stretch) -> String {
        self.subject.world.stretch_sentence(stretch, Tense::Past)
    }

    fn named(&self, cause: Cause) -> String {
        let story = &self.subject.world.story;
        match cause {
            Cause::Event(event) => format!("`{}`", story.event(event).id),
            Cause::Initial(initial) => format!(
                "what is stated on `{}`",
                story.entity(story.initial(initial).subject).id
            ),
            Cause::Always => "what nobody tells".to_owned(),
        }
    }
}

/// How many places are shown of one sort.
const SHOWN: usize = 3;
/// What binds somebody to a side.
const BONDS: [Meaning; 3] = [Meaning::Membership, Meaning::Part, Meaning::Service];

fn doubtful(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Possible => "which names only candidates",
        Certainty::Stated | Certainty::Implied | Certainty::Doubtful => "which is doubtful",
    }
}

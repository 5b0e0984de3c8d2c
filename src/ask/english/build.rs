//! What was read of a clause becomes clauses of an inquiry.

use super::clause::{Built, Run, Shape, is_denied};
use super::draft::{Draft, Made, Moment, Tense, Time};
use super::form::{Slot, What};
use super::happened;
use super::parser::Parser;
use crate::ask::inquiry::{Clause, Play, Polarity, Term, Timing, Window};
use crate::model::{EventId, KindId, RelationId, RoleId};
use crate::vocabulary::{Blank, Kind, Segment};
use crate::world::World;

/// Who stands in one place of a clause.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    pub slot: Slot,
    /// Several for all of them.
    pub terms: Vec<Term>,
}

/// The events that began and ended something.
type Ends = (Option<EventId>, Option<EventId>);

impl Parser<'_> {
    /// The clause as far as it was read; none where it makes no sense.
    pub(super) fn build(&self, run: &Run<'_>, shape: &Shape, end: usize) -> Option<Built> {
        let group = run.group?;
        let mut draft = run.draft.clone();
        // What holds is asked for rather than what happens, where one word means both; and a verb of its own rather than a further one.
        let is_kind = matches!(run.form.what, What::Kind(_));
        draft.cost += run.form.cost + if is_kind { 2 + u32::from(run.also) } else { 0 };
        let denied = is_denied(run, shape.yes_no);
        let no_longer = run.no_longer || group.no_longer;
        let tense = match group.need {
            super::group::Need::Finite if run.past => Tense::Past,
            super::group::Need::Finite => Tense::Present,
            _ => group.tense,
        };
        let polarity = match (denied, no_longer, group.still) {
            (false, true, false) => Polarity::NoLonger,
            (false, false, true) => Polarity::Still,
            (denied, false, false) => {
                if denied {
                    Polarity::NotSo
                } else {
                    Polarity::So
                }
            }
            _ => return None,
        };
        let made = match run.form.what {
            What::Kind(kind) => {
                if matches!(polarity, Polarity::NoLonger | Polarity::Still) {
                    return None;
                }
                happens(self.world, &mut draft, kind, &run.filled, polarity, run.together)?
            }
            What::Relation(relation) => {
                // *was possessed* is rather what happened, if that is a kind of event, than what held.
                let two = self.world.vocabulary.relation(relation).between.len() == 2;
                draft.cost += 3 * u32::from(two && run.filled.len() == 1 && tense == Tense::Past);
                holds(self.world, &mut draft, relation, &run.filled, polarity)?
            }
            What::Lack(relation) => {
                let polarity = match polarity {
                    Polarity::So => Polarity::NoLonger,
                    Polarity::NotSo => Polarity::So,
                    Polarity::NoLonger | Polarity::Still => return None,
                };
                holds(self.world, &mut draft, relation, &run.filled, polarity)?
            }
            What::Outlast(relation) => {
                let polarity = if polarity == Polarity::NotSo {
                    Polarity::NoLonger
                } else {
                    polarity
                };
                holds(self.world, &mut draft, relation, &run.filled, polarity)?
            }
        };
        if let Some(pick) = run.pick.or(group.pick) {
            draft.inquiry.pick = Some(pick);
        }
        let default = default_timing(self.world, run.form.what, polarity, tense);
        let times = self.likened(&mut draft, &made, &run.times)?;
        self.timed(&mut draft, &made, &times, tense, &default)?;
        Some(Built {
            end,
            draft,
            made,
            tense,
        })
    }

    /// The times of a clause, with what *before Banquo* stands for: before he did the same.
    pub(super) fn likened(&self, draft: &mut Draft, made: &[Made], times: &[Time]) -> Option<Vec<Time>> {
        let mut found = Vec::new();
        for time in times {
            found.push(match time {
                Time::Before(Moment::Like(other)) => match self.like(draft, made, other)? {
                    (Some(event), _) => Time::Before(Moment::Event(event)),
                    (None, held) => Time::Between(Moment::At(self.world.start()), Moment::Event(held?.0?)),
                },
                Time::After(Moment::Like(other)) => match self.like(draft, made, other)? {
                    (Some(event), _) => Time::After(Moment::Event(event)),
                    (None, held) => Time::Since(Moment::Event(held?.1?)),
                },
                time => time.clone(),
            });
        }
        Some(found)
    }

    /// The event in which somebody else did the same as the subject, or the events that began and ended that they were.
    fn like(&self, draft: &mut Draft, made: &[Made], other: &Term) -> Option<(Option<EventId>, Option<Ends>)> {
        let [made] = made else { return None };
        let subject = draft.subject.clone()?;
        let instead = |term: &Term| match term {
            term if *term == subject => other.clone(),
            Term::Unknown(_) => Term::Any,
            term => term.clone(),
        };
        match *made {
            Made::Event(_, clause) => {
                let Clause::Happens { kind, parts, .. } = &draft.inquiry.clauses[clause] else {
                    return None;
                };
                let parts: Vec<(Play, Term)> = parts.iter().map(|(play, term)| (*play, instead(term))).collect();
                let events = happened::matching(self.world, *kind, &parts, None);
                match events.as_slice() {
                    [one] => Some((Some(*one), None)),
                    several => {
                        let Term::Named(node) = other else { return None };
                        let text = self.world.mention(*node);
                        draft
                            .trouble
                            .get_or_insert(super::draft::Trouble::Which(text, several.to_vec()));
                        let any = self.world.timeline.order.sequence().first().copied();
                        Some((several.first().copied().or(any), None))
                    }
                }
            }
            Made::Holds(clause) => {
                let Clause::Holds { relation, args, .. } = &draft.inquiry.clauses[clause] else {
                    return None;
                };
                let args = [instead(&args[0]), instead(&args[1])];
                let is = |term: &Term, node: Option<crate::model::Node>| match term {
                    Term::Named(named) => node == Some(*named),
                    Term::OneOf(nodes) => node.is_some_and(|node| nodes.contains(&node)),
                    Term::Unknown(_) | Term::Any => true,
                };
                let timeline = self.world.timeline_of(*relation);
                let mut held = timeline.stretches.iter().filter(|stretch| {
                    stretch.relation == *relation && is(&args[0], stretch.args[0]) && is(&args[1], stretch.args[1])
                });
                let (one, more) = (held.next()?, held.next());
                let ends = (one.started.event(), one.ended.and_then(crate::timeline::Cause::event));
                more.is_none().then_some((None, Some(ends)))
            }
        }
    }

    pub(super) fn timed(
        &self,
        draft: &mut Draft,
        made: &[Made],
        times: &[Time],
        tense: Tense,
        default: &Timing,
    ) -> Option<()> {
        for &made in made {
            match made {
                Made::Holds(clause) => match times {
                    [] => {
                        draft.hold_at(clause, default);
                        if tense == Tense::Present {
                            draft.present.push(clause);
                        }
                    }
                    [time] => draft.at(self.world, made, time, tense)?,
                    _ => return None,
                },
                Made::Event(..) => {
                    for time in times {
                        draft.at(self.world, made, time, tense)?;
                    }
                }
            }
        }
        Some(())
    }
}

/// When a relation is asked of where no time is told.
pub(super) fn default_timing(world: &World, what: What, polarity: Polarity, tense: Tense) -> Timing {
    let now = tense == Tense::Present
        || matches!(polarity, Polarity::NoLonger | Polarity::Still)
        || matches!(what, What::Outlast(_) | What::Lack(_));
    if now { Timing::AsOf(world.end()) } else { Timing::Ever }
}

/// The clauses of what holds; several for *Kira and Odo*.
pub(super) fn holds(
    world: &World,
    draft: &mut Draft,
    relation: RelationId,
    filled: &[Filled],
    polarity: Polarity,
) -> Option<Vec<Made>> {
    let declared = world.vocabulary.relation(relation);
    let mut args: [Vec<Term>; 2] = [Vec::new(), Vec::new()];
    for Filled { slot, terms } in filled {
        let Slot::Arg(nth) = slot else { return None };
        args[*nth].extend(terms.iter().cloned());
    }
    let [first, second] = args;
    let mut pairs: Vec<[Term; 2]> = Vec::new();
    match (first.as_slice(), second.as_slice()) {
        ([one, two], []) | ([], [one, two]) if declared.symmetric => pairs.push([one.clone(), two.clone()]),
        _ => {
            let any = [Term::Any];
            let first = if first.is_empty() { any.as_slice() } else { &first };
            let second = if second.is_empty() { any.as_slice() } else { &second };
            for one in first {
                pairs.extend(second.iter().map(|two| [one.clone(), two.clone()]));
            }
        }
    }
    let mut made = Vec::new();
    for args in pairs {
        // Nobody is asked for who is so to themselves.
        if args[0] == args[1] && args[0] != Term::Any {
            return None;
        }
        made.push(Made::Holds(draft.say(Clause::Holds {
            relation,
            args,
            polarity,
            timing: Timing::Ever,
        })));
    }
    Some(made)
}

/// The clauses of what happens; several events where those named had no part in one together.
fn happens(
    world: &World,
    draft: &mut Draft,
    kind: KindId,
    filled: &[Filled],
    polarity: Polarity,
    together: bool,
) -> Option<Vec<Made>> {
    let mut roles: Vec<(RoleId, Vec<Term>)> = Vec::new();
    let mut place = None;
    for Filled { slot, terms } in filled {
        match (slot, terms.as_slice()) {
            (Slot::Role(role), terms) => match roles.iter_mut().find(|(known, _)| known == role) {
                Some((_, known)) => known.extend(terms.iter().cloned()),
                None => roles.push((*role, terms.to_vec())),
            },
            (Slot::Place, [term]) => place = Some(term.clone()),
            _ => return None,
        }
    }
    let declared = world.vocabulary.kind(kind);
    let acting = both_act(declared, &roles);
    let is_joint = |role: RoleId| declared.role(role).is_some_and(|role| role.min >= 2);
    let all: Vec<(Play, Term)> = roles
        .iter()
        .flat_map(|(role, terms)| terms.iter().map(|term| (play(acting, *role), term.clone())))
        .collect();
    let mut several = roles
        .iter()
        .filter(|(role, terms)| terms.len() > 1 && !is_joint(*role) && !together);
    let apart = several
        .next()
        .filter(|_| happened::matching(world, Some(kind), &all, place.as_ref()).is_empty());
    let sets: Vec<Vec<(Play, Term)>> = match apart {
        None => vec![all],
        Some(_) if several.next().is_some() => return None,
        Some((role, terms)) => {
            let others: Vec<(Play, Term)> = all
                .iter()
                .filter(|(known, _)| *known != play(acting, *role))
                .cloned()
                .collect();
            let with = |term: &Term| {
                let own = std::iter::once((play(acting, *role), term.clone()));
                own.chain(others.iter().cloned()).collect()
            };
            terms.iter().map(with).collect()
        }
    };
    let mut made = Vec::new();
    for parts in sets {
        differ(draft, &parts);
        let event = draft.event();
        let clause = draft.say(Clause::Happens {
            event,
            kind: Some(kind),
            parts,
            place: place.clone(),
            polarity,
            window: Window::default(),
        });
        made.push(Made::Event(event, clause));
    }
    Some(made)
}

fn play(acting: Option<RoleId>, role: RoleId) -> Play {
    if acting == Some(role) {
        Play::Acts
    } else {
        Play::Role(role)
    }
}

/// The part of whoever acts, where another acts as well and is not told: those who fought are all who did, on whichever side.
fn both_act(kind: &Kind, roles: &[(RoleId, Vec<Term>)]) -> Option<RoleId> {
    let acts = |id: RoleId| kind.role(id).is_some_and(|role| role.agentive);
    let doer = roles.iter().map(|(id, _)| *id).find(|&id| acts(id))?;
    let opposed = kind.patterns.iter().any(|pattern| {
        let blank = |segment: &&Segment| !matches!(segment, Segment::Text(text) if text.trim().is_empty());
        let segments: Vec<&Segment> = pattern.segments.iter().filter(blank).collect();
        matches!(
            segments.as_slice(),
            [
                Segment::Blank(Blank::Role(one)),
                Segment::Verb,
                Segment::Blank(Blank::Role(other)),
                ..
            ] if *one == doer && acts(*other) && !roles.iter().any(|(id, _)| id == other)
        )
    });
    opposed.then_some(doer)
}

/// Two who share a part are not one and the same.
fn differ(draft: &mut Draft, parts: &[(Play, Term)]) {
    for (nth, (play, term)) in parts.iter().enumerate() {
        for (_, other) in parts[nth + 1..].iter().filter(|(other, _)| other == play) {
            let open = [term, other].iter().any(|term| matches!(term, Term::Unknown(_)));
            if open {
                draft.say(Clause::Differ(term.clone(), other.clone()));
            }
        }
    }
}

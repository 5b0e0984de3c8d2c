//! What was read of a clause becomes clauses of an inquiry.

use super::clause::{Built, Run, Shape, is_denied};
use super::draft::{Draft, Made, Tense};
use super::form::{Slot, What};
use super::happened;
use super::parser::Parser;
use crate::ask::inquiry::{Clause, Play, Polarity, Term, Timing, Window};
use crate::model::{KindId, RelationId, RoleId};
use crate::world::World;

/// Who stands in one place of a clause.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    pub slot: Slot,
    /// Several for all of them.
    pub terms: Vec<Term>,
}

impl Parser<'_> {
    /// The clause as far as it was read; none where it makes no sense.
    pub(super) fn build(&self, run: &Run<'_>, shape: &Shape, end: usize) -> Option<Built> {
        let group = run.group?;
        let mut draft = run.draft.clone();
        draft.cost += run.form.cost + u32::from(run.also && matches!(run.form.what, What::Kind(_)));
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
                happens(self.world, &mut draft, kind, &run.filled, polarity)?
            }
            What::Relation(relation) => holds(self.world, &mut draft, relation, &run.filled, polarity)?,
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
        self.timed(&mut draft, &made, run, tense, &default)?;
        Some(Built {
            end,
            draft,
            made,
            tense,
        })
    }

    fn timed(&self, draft: &mut Draft, made: &[Made], run: &Run<'_>, tense: Tense, default: &Timing) -> Option<()> {
        for &made in made {
            match made {
                Made::Holds(clause) => match run.times.as_slice() {
                    [] => draft.hold_at(clause, default),
                    [time] => draft.at(self.world, made, time, tense)?,
                    _ => return None,
                },
                Made::Event(..) => {
                    for time in &run.times {
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
fn happens(world: &World, draft: &mut Draft, kind: KindId, filled: &[Filled], polarity: Polarity) -> Option<Vec<Made>> {
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
    let is_joint = |role: RoleId| declared.role(role).is_some_and(|role| role.min >= 2);
    let all: Vec<(Play, Term)> = roles
        .iter()
        .flat_map(|(role, terms)| terms.iter().map(|term| (Play::Role(*role), term.clone())))
        .collect();
    let mut several = roles.iter().filter(|(role, terms)| terms.len() > 1 && !is_joint(*role));
    let apart = several
        .next()
        .filter(|_| happened::matching(world, Some(kind), &all, place.as_ref()).is_empty());
    let sets: Vec<Vec<(Play, Term)>> = match apart {
        None => vec![all],
        Some(_) if several.next().is_some() => return None,
        Some((role, terms)) => {
            let others: Vec<(Play, Term)> = all
                .iter()
                .filter(|(play, _)| *play != Play::Role(*role))
                .cloned()
                .collect();
            let with = |term: &Term| {
                let own = std::iter::once((Play::Role(*role), term.clone()));
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

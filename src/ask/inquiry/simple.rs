//! An inquiry made simpler: an event that the story tells once only is named, and what came before it or after is a window of time.
//!
//! ```text
//!   e is a death, with Winn as the victim; x is present when e      x is present when `winn-dies`
//! ```

use super::solve::{Solver, vars};
use super::way::Way;
use super::{Clause, Inquiry, Polarity, Seeks, Term, Timing, Var};
use crate::model::EventId;
use crate::world::World;

impl Inquiry {
    /// The same with every event named that the story tells once only: *when Kai Winn died* is when `winn-dies` happened.
    pub(super) fn named(&self, world: &World) -> Self {
        let mut simple = self.clone();
        while let Some((place, var, event)) = simple.only_event(world) {
            simple.clauses.remove(place);
            let named = Term::Named(event.into());
            simple
                .clauses
                .iter_mut()
                .for_each(|clause| replace(clause, var, &named));
        }
        simple.narrow_windows(world);
        simple
    }

    /// A clause that does no more than name an event.
    fn only_event(&self, world: &World) -> Option<(usize, Var, EventId)> {
        let seeks = match self.seeks {
            Seeks::Most { who, of, .. } => vec![who, of],
            ref seeks => super::sought(seeks),
        };
        let solver = Solver::of(world, self);
        let others = |place: usize| {
            self.clauses
                .iter()
                .enumerate()
                .filter(move |(other, _)| *other != place)
        };
        self.clauses.iter().enumerate().find_map(|(place, clause)| {
            let Clause::Happens {
                event,
                polarity: Polarity::So,
                ..
            } = clause
            else {
                return None;
            };
            let spoken = others(place).any(|(_, other)| vars(other).contains(event));
            if seeks.contains(event) || vars(clause).iter().any(|var| var != event) || !spoken {
                return None;
            }
            let mut found = solver.matching_events(&Way::start(self), clause).into_iter();
            let (_, only, doubt) = found.next()?;
            (doubt.is_sure() && found.next().is_none()).then_some((place, *event, only))
        })
    }

    /// Makes that an event came before or after a named one the window of its clause.
    fn narrow_windows(&mut self, world: &World) {
        let ordered: Vec<(usize, Var, bool, EventId)> = self
            .clauses
            .iter()
            .enumerate()
            .filter_map(|(place, clause)| match clause {
                Clause::Before(Term::Named(node), Term::Unknown(var)) => Some((place, *var, true, node.event()?)),
                Clause::Before(Term::Unknown(var), Term::Named(node)) => Some((place, *var, false, node.event()?)),
                _ => None,
            })
            .collect();
        for (place, var, after, named) in ordered.into_iter().rev() {
            let window = self.clauses.iter_mut().find_map(|clause| match clause {
                Clause::Happens { event, window, .. } if *event == var => Some(window),
                _ => None,
            });
            let Some(window) = window else { continue };
            let end = if after { &mut window.from } else { &mut window.until };
            if end.is_none() {
                *end = Some(if after {
                    world.after_event(named)
                } else {
                    world.before_event(named)
                });
                self.clauses.remove(place);
            }
        }
    }
}

/// Lets a term stand where an unknown stood.
pub(super) fn replace(clause: &mut Clause, var: Var, by: &Term) {
    let swap = |term: &mut Term| {
        if *term == Term::Unknown(var) {
            *term = by.clone();
        }
    };
    match clause {
        Clause::Holds { args, timing, .. } => {
            args.iter_mut().for_each(swap);
            match timing {
                Timing::When(term) | Timing::Before(term) | Timing::After(term) => swap(term),
                Timing::Ever | Timing::AsOf(_) | Timing::Between(..) => {}
            }
        }
        Clause::Happens { parts, place, .. } => {
            parts.iter_mut().map(|(_, term)| term).chain(place).for_each(swap);
        }
        Clause::Before(one, other)
        | Clause::Caused(one, other)
        | Clause::Within(one, other)
        | Clause::Differ(one, other) => {
            swap(one);
            swap(other);
        }
        Clause::Species(term, _) => swap(term),
        Clause::Either(clauses) => clauses.iter_mut().for_each(|clause| replace(clause, var, by)),
    }
}

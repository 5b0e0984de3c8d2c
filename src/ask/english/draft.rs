//! A reading on its way: what has been understood of a question so far, and what still hangs in the air.

use crate::ask::inquiry::{Clause, Inquiry, Pick, Polarity, Seeks, Term, Timing, Var, Window};
use crate::model::{EventId, Node, Told};
use crate::timeline::AsOf;
use crate::vocabulary::Fillers;
use crate::world::World;

/// What has been understood so far.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub inquiry: Inquiry,
    /// The unknowns that are asked for.
    pub asked: Vec<Var>,
    /// Whose number is asked for.
    pub count: Option<Var>,
    /// Of what the most is asked for, or the fewest.
    pub most: Option<(Var, bool)>,
    /// Who was named in front and has no place in the clause yet.
    pub gap: Option<Gap>,
    /// Whom *they* and *their* mean.
    pub subject: Option<Term>,
    /// Whether *they* may stand here: not beside the one it means, but in a clause within that one's.
    pub inside: bool,
    /// Clauses that ask of the end only because they are in the present.
    pub present: Vec<usize>,
    /// Clauses in the present that say who somebody is to somebody, which is so at whatever time it is.
    pub standing: Vec<usize>,
    /// Clauses that ask of the moment just after an event.
    pub behind: Vec<(usize, EventId)>,
    /// Clauses that ask of the moment just before an event.
    pub ahead: Vec<(usize, EventId)>,
    /// Clauses that hold when the main one does: what Jake's father is at the time.
    pub attached: Vec<usize>,
    /// Events and clauses that come before the main one: *they had been*.
    pub earlier: Vec<Made>,
    /// How far it is from the plainest reading.
    pub cost: u32,
    /// How words were taken that could have been taken otherwise.
    pub notes: Vec<String>,
    /// Why it cannot be answered though it can be read.
    pub trouble: Option<Trouble>,
}

/// Why a reading cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// A name that several bear.
    Whose(String, Vec<Node>),
    /// What is taken for a time names no event, or more than one.
    Which(String, Vec<EventId>),
}

/// Who was named in front: *whom did …*, *where was …*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub var: Var,
    pub of: Fillers,
    /// Whether it was asked for by *where*, so that it needs no preposition.
    pub there: bool,
    /// The preposition that stood before it: *with whom*.
    pub behind: Vec<String>,
}

/// What a clause of the question became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// An event, by its unknown, and the place of its clause.
    Event(Var, usize),
    /// What holds, by the place of its clause.
    Holds(usize),
}

/// A moment of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Moment {
    Event(EventId),
    At(AsOf),
    /// A day or a year: from just before it to the end of it.
    Dated(AsOf, AsOf),
    /// What somebody else had of the same: *before Banquo*.
    Like(Term),
    /// An event that the question does not name, but for its clause.
    Joined(Var),
}

/// When something is asked to be so.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Time {
    When(Moment),
    After(Moment),
    Before(Moment),
    Between(Moment, Moment),
    During(EventId),
    By(Moment),
    Since(Moment),
    Until(Moment),
    /// In a year, on a day: from just before it to the end of it.
    Dated(AsOf, AsOf),
    Told(Told),
}

/// The tense of a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    #[default]
    Present,
    Past,
    Perfect,
    /// *had been*
    Pluperfect,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            inquiry: Inquiry::new(Seeks::Whether),
            asked: Vec::new(),
            count: None,
            most: None,
            gap: None,
            subject: None,
            inside: false,
            present: Vec::new(),
            standing: Vec::new(),
            behind: Vec::new(),
            ahead: Vec::new(),
            attached: Vec::new(),
            earlier: Vec::new(),
            cost: 0,
            notes: Vec::new(),
            trouble: None,
        }
    }

    /// A new unknown.
    pub(super) fn unknown(&mut self, of: Fillers, word: &str) -> Var {
        self.inquiry.unknown(of, word)
    }

    /// A new unknown that is asked for.
    pub(super) fn ask(&mut self, of: Fillers, word: &str) -> Var {
        let var = self.unknown(of, word);
        self.asked.push(var);
        var
    }

    /// A new event that is not named.
    pub(super) fn event(&mut self) -> Var {
        self.unknown(events(), "")
    }

    pub(super) fn say(&mut self, clause: Clause) -> usize {
        self.inquiry.clauses.push(clause);
        self.inquiry.clauses.len() - 1
    }

    /// What may stand for a term.
    pub(super) fn admits(&self, world: &World, term: &Term, of: Fillers) -> bool {
        match term {
            Term::Named(node) => of.admits_node(&world.story, *node),
            Term::OneOf(nodes) => nodes.iter().all(|node| of.admits_node(&world.story, *node)),
            Term::Unknown(var) => self.inquiry.unknowns[usize::from(var.0)].of.meets(of),
            Term::Any => true,
        }
    }

    /// Takes a time for a clause; none where it makes no sense there.
    pub(super) fn at(&mut self, world: &World, made: Made, time: &Time, tense: Tense) -> Option<()> {
        match made {
            Made::Event(var, clause) => self.event_at(world, var, clause, time, tense),
            Made::Holds(clause) => {
                let timing = timing(world, time)?;
                self.hold_at(clause, &timing);
                if let Time::After(Moment::Event(event)) = time {
                    self.behind.push((clause, *event));
                }
                if let Time::Before(Moment::Event(event)) = time {
                    self.ahead.push((clause, *event));
                }
                Some(())
            }
        }
    }

    pub(super) fn hold_at(&mut self, clause: usize, timing: &Timing) {
        retime(&mut self.inquiry.clauses[clause], timing);
    }

    fn event_at(&mut self, world: &World, var: Var, clause: usize, time: &Time, tense: Tense) -> Option<()> {
        let event = Term::Unknown(var);
        let order = match time {
            Time::After(Moment::Joined(other)) => Some((Term::Unknown(*other), event)),
            Time::Before(Moment::Joined(other)) => Some((event, Term::Unknown(*other))),
            _ => None,
        };
        if let Some((earlier, later)) = order {
            let nobody = matches!(
                &self.inquiry.clauses[clause],
                Clause::Happens {
                    polarity: Polarity::NotSo,
                    ..
                }
            );
            // What does not happen comes neither before nor after anything.
            if nobody {
                return None;
            }
            self.say(Clause::Before(earlier, later));
            return Some(());
        }
        if let Clause::Either(clauses) = &mut self.inquiry.clauses[clause] {
            return clauses
                .iter_mut()
                .try_for_each(|clause| confine(world, clause, time, tense));
        }
        confine(world, &mut self.inquiry.clauses[clause], time, tense)
    }
}

/// Gives the event of a clause its time.
fn confine(world: &World, clause: &mut Clause, time: &Time, tense: Tense) -> Option<()> {
    {
        let Clause::Happens { window, .. } = clause else {
            return None;
        };
        match time {
            Time::When(Moment::Event(event)) if tense == Tense::Pluperfect => {
                window.until = Some(world.before_event(*event));
            }
            Time::When(Moment::Event(event)) | Time::During(event) => within(window, *event)?,
            Time::After(moment) => window.from = Some(after(world, moment)?),
            Time::Since(moment) => window.from = Some(first(world, moment)?),
            Time::Before(moment) => window.until = Some(before(world, moment)?),
            Time::Until(moment) => window.until = Some(last(world, moment)?),
            Time::By(moment) => window.until = Some(after(world, moment)?),
            Time::Between(from, until) => {
                window.from = Some(first(world, from)?);
                window.until = Some(last(world, until)?);
            }
            Time::Dated(from, until) => {
                window.from = Some(from.clone());
                window.until = Some(until.clone());
            }
            Time::Told(told) => window.told = Some(told.clone()),
            Time::When(_) => return None,
        }
        Some(())
    }
}

fn within(window: &mut Window, event: EventId) -> Option<()> {
    let free = window.within.is_none();
    window.within = Some(event);
    free.then_some(())
}

/// Gives every relation of a clause its time.
pub(super) fn retime(clause: &mut Clause, new: &Timing) {
    match clause {
        Clause::Holds { timing, .. } => *timing = new.clone(),
        Clause::Either(clauses) => clauses.iter_mut().for_each(|clause| retime(clause, new)),
        _ => {}
    }
}

/// The moment just after what a moment is named by.
pub(super) fn after(world: &World, moment: &Moment) -> Option<AsOf> {
    match moment {
        Moment::Event(event) => Some(world.after_event(*event)),
        Moment::At(as_of) | Moment::Dated(_, as_of) => Some(as_of.clone()),
        Moment::Joined(_) | Moment::Like(_) => None,
    }
}

/// The moment just before what a moment is named by.
pub(super) fn before(world: &World, moment: &Moment) -> Option<AsOf> {
    match moment {
        Moment::Event(event) => Some(world.before_event(*event)),
        Moment::At(as_of) | Moment::Dated(as_of, _) => Some(as_of.clone()),
        Moment::Joined(_) | Moment::Like(_) => None,
    }
}

/// The first moment of a span, which begins with a year that it names and behind an event that it names.
fn first(world: &World, moment: &Moment) -> Option<AsOf> {
    match moment {
        Moment::Dated(from, _) => Some(from.clone()),
        moment => after(world, moment),
    }
}

/// The last moment of a span.
fn last(world: &World, moment: &Moment) -> Option<AsOf> {
    match moment {
        Moment::Dated(_, until) => Some(until.clone()),
        moment => before(world, moment),
    }
}

/// When a relation is asked to hold.
fn timing(world: &World, time: &Time) -> Option<Timing> {
    Some(match time {
        Time::When(Moment::Event(event)) | Time::During(event) => Timing::When(Term::Named((*event).into())),
        Time::When(Moment::Joined(var)) => Timing::When(Term::Unknown(*var)),
        Time::After(Moment::Joined(var)) => Timing::After(Term::Unknown(*var)),
        Time::Before(Moment::Joined(var)) => Timing::Before(Term::Unknown(*var)),
        Time::When(Moment::At(as_of)) => Timing::AsOf(as_of.clone()),
        Time::After(moment) | Time::By(moment) => Timing::AsOf(after(world, moment)?),
        Time::Before(moment) => Timing::AsOf(before(world, moment)?),
        Time::Between(from, until) => Timing::Between(first(world, from)?, last(world, until)?),
        Time::Since(moment) => Timing::Between(first(world, moment)?, world.end()),
        Time::Until(moment) => Timing::Between(world.start(), last(world, moment)?),
        Time::When(Moment::Like(_) | Moment::Dated(..)) => return None,
        Time::Dated(from, until) => Timing::Between(from.clone(), until.clone()),
        Time::Told(told) => {
            let (first, last) = told_span(world, told)?;
            Timing::Between(world.before_event(first), world.after_event(last))
        }
    })
}

/// The first and the last event that are told in a part of the telling.
pub(super) fn told_span(world: &World, told: &Told) -> Option<(EventId, EventId)> {
    let order = &world.timeline.order;
    let inside = |id: &EventId| {
        let detail = world.story.event(*id).detail.as_ref();
        detail
            .and_then(|detail| detail.told.as_ref())
            .is_some_and(|at| is_in(at, told))
    };
    let mut events = order.sequence().iter().copied().filter(inside);
    let first = events.next()?;
    Some((first, events.last().unwrap_or(first)))
}

/// Whether a place of the telling lies in another: 3.14 in 3.
pub(super) fn is_in(at: &Told, section: &Told) -> bool {
    let (at, section) = (written(at), written(section));
    at == section
        || at
            .strip_prefix(section.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
}

fn written(told: &Told) -> String {
    told.written.to_string()
}

/// What an event may stand for.
pub(super) fn events() -> Fillers {
    Fillers::parse("event").expect("a sort of thing")
}

/// What *who* may stand for.
pub(super) fn actors() -> Fillers {
    Fillers::parse("actor").expect("a sort of thing")
}

/// What *it* may stand for.
pub(super) fn things() -> Fillers {
    Fillers::parse("faction|place|item|event").expect("a sort of thing")
}

/// Where something may be.
pub(super) fn places() -> Fillers {
    Fillers::parse("place").expect("a sort of thing")
}

/// The first and the last; kept here since every clause may ask for it.
pub(super) fn pick_word(word: &str) -> Option<Pick> {
    match word {
        "first" => Some(Pick::First),
        "last" => Some(Pick::Last),
        _ => None,
    }
}

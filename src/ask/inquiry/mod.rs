//! What a question asks, once it is read: somebody or something unknown, and what must be so of it.
//!
//! ```text
//!   Who died after being captured?
//!
//!   seek x, where   e is a death       with x as the deceased
//!                   f is a capture     with x as the captured
//!                   f came before e
//! ```
//!
//! An inquiry knows nothing of English: readers of questions make one, and whoever answers it, or writes it as a query, takes it apart.
//! All of its clauses must be so at once; an unknown that two of them share is the same in both.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a clause is looked at for the one shape that matters there, and all else is none"
)]

mod command;
mod gist;
mod happened;
mod held;
mod index;
mod lacking;
mod most;
pub(super) mod narrow;
mod narrow_held;
mod pattern;
mod phrase;
mod reading;
mod rows;
mod ruling;
#[cfg(test)]
mod sample;
mod simple;
mod solve;
#[cfg(test)]
mod tests;
mod way;

use super::{Answer, Asked, QUESTIONS, Refusal, who};
use crate::model::{EventId, KindId, Node, RelationId, RoleId, Told};
use crate::timeline::AsOf;
use crate::vocabulary::Fillers;
use crate::world::World;
use solve::Solver;

/// Answers an inquiry.
///
/// What an exact command can ask is answered with the rows of that command, and [`Answer::question`] names it; else the question is empty, and its exact form is a query.
///
/// # Errors
/// When what it asks cannot be answered, with what can be asked instead.
pub fn answer(world: &World, inquiry: &Inquiry) -> Result<Answer, Refusal> {
    let inquiry = &with_selves(world, inquiry);
    let solver = Solver::of(world, inquiry);
    let mut ways = solver.ways();
    if solver.is_crowded() {
        return Err(Refusal {
            message: "there are too many ways in which that may be so".to_owned(),
            help: Some("name somebody, or an event, that it is about".to_owned()),
        });
    }
    let by = match sought(&inquiry.seeks) {
        none if none.is_empty() => solver.named(),
        sought => sought,
    };
    let picked = solver.picked(&mut ways);
    let mut answer = match inquiry.command(world) {
        Some(command) => asked(world, command)?,
        None => solver.unasked(&ways, &by),
    };
    answer.notes.extend(picked.filter(|note| !answer.notes.contains(note)));
    if inquiry.seeks == Seeks::Whether {
        let rows = solver.rows(&ways, &by);
        answer.ruling = answer.ruling.or_else(|| Some(solver.ruling(&ways, &rows)));
    } else {
        answer.gist = answer.gist.or_else(|| solver.gist(&ways));
        answer.ruling = answer
            .ruling
            .filter(|_| matches!(inquiry.seeks, Seeks::Why | Seeks::How));
    }
    answer.found = solver.found(&ways, &answer.rows);
    answer.gist = answer.gist.or_else(|| solver.names(&answer.found));
    if answer.ruling.is_some() || answer.gist.is_some() {
        // The ruling and the number say already that there is none.
        answer
            .notes
            .retain(|note| !who::SILENT.iter().any(|silent| note.starts_with(silent)));
    }
    answer.reading = reading::reading(world, inquiry);
    answer.as_of = solver.as_of_words();
    Ok(answer)
}

/// The answer to an exact command.
fn asked(world: &World, (name, asked): (&'static str, Asked)) -> Result<Answer, Refusal> {
    let question = QUESTIONS.iter().find(|question| question.name == name);
    let question = question.expect("a command is one of the questions");
    let mut answer = (question.answer)(world, &asked)?;
    // What else a word may mean matters to whoever typed it, and an inquiry was never typed as a word.
    if let ("who", [word]) = (name, asked.words.as_slice())
        && let Ok((_, other)) = super::words::read(&world.vocabulary, word, asked.prefer)
    {
        let also = who::also(world, word, other);
        answer.notes.retain(|note| !also.contains(note));
    }
    Ok(answer)
}

/// An inquiry in which whoever turned out to be somebody else did what the other self did.
fn with_selves(world: &World, inquiry: &Inquiry) -> Inquiry {
    let mut inquiry = inquiry.clone();
    for clause in &mut inquiry.clauses {
        let Clause::Happens { parts, .. } = clause else {
            continue;
        };
        for (_, term) in parts {
            let Term::Named(node) = term else { continue };
            let mut selves = world.selves(*node, &world.end());
            if !selves.is_empty() {
                selves.insert(0, *node);
                *term = Term::OneOf(selves);
            }
        }
    }
    inquiry
}

/// The events that make some clause so, in the order of the ways, each once.
fn events(ways: &[way::Way]) -> Vec<EventId> {
    let mut seen = std::collections::BTreeSet::new();
    let facts = ways.iter().flat_map(|way| &way.facts);
    let events = facts.filter_map(|(_, fact)| match fact {
        way::Fact::Happened(event) | way::Fact::There(event, _) => Some(*event),
        way::Fact::Held(_) | way::Fact::Over(_) | way::Fact::Lacking(..) | way::Fact::Never => None,
    });
    events.filter(|&event| seen.insert(event)).collect()
}

/// How an inquiry was read, in English: *Who is allied with Kai Winn, as of the end*.
#[must_use]
pub fn reading(world: &World, inquiry: &Inquiry) -> String {
    let reading = reading::reading(world, inquiry);
    match Solver::of(world, inquiry).as_of_words() {
        Some(as_of) => format!("{reading}, {as_of}"),
        None => reading,
    }
}

/// The unknowns that are sought.
fn sought(seeks: &Seeks) -> Vec<Var> {
    match seeks {
        Seeks::Which(vars) => vars.clone(),
        Seeks::HowMany(var) => vec![*var],
        Seeks::Most { who, .. } => vec![*who],
        Seeks::Whether | Seeks::When | Seeks::Since | Seeks::Until | Seeks::How | Seeks::Why => Vec::new(),
    }
}

/// A question that asks for whatever makes its clauses so.
#[derive(Clone, Debug, PartialEq)]
pub struct Inquiry {
    /// What is asked of those who make it so.
    pub seeks: Seeks,
    /// The unknowns that clauses speak of, numbered by their places here.
    pub unknowns: Vec<Unknown>,
    /// What must be so, all of it.
    pub clauses: Vec<Clause>,
    /// Only the first or the last way in which it is so, in story order.
    pub pick: Option<Pick>,
}

/// What is asked of those who make the clauses so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seeks {
    /// Who, whom, which, what, where: these, each way once.
    Which(Vec<Var>),
    /// Whether there is any way at all: yes, no or unknown.
    Whether,
    /// How many different ones; the nameless of events are counted apart.
    HowMany(Var),
    /// Whoever goes with the greatest number of different others.
    Most {
        /// Who is ranked.
        who: Var,
        /// What of theirs is counted.
        of: Var,
        /// Whether the smallest number wins instead.
        fewest: bool,
    },
    /// When it was so: the times of events, the spans of what held.
    When,
    /// Since when it was so.
    Since,
    /// Until when it was so.
    Until,
    /// How it came about: the events, told in full, with what brought them about.
    How,
    /// Why it was so, back to the first cause.
    Why,
}

/// An unknown of an inquiry, by its place in [`Inquiry::unknowns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Var(pub u8);

/// Somebody, something, or an event that is not named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it may be.
    pub of: Fillers,
    /// What the question calls it: *who*, *someone*, *characters*; empty for events that it implies.
    pub word: String,
}

/// Somebody named, or one of the unknowns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// That one.
    Named(Node),
    /// Any one of these.
    OneOf(Vec<Node>),
    /// Whoever makes it so; the same wherever the inquiry names the unknown.
    Unknown(Var),
    /// Anybody or nobody told: it does not matter.
    Any,
}

/// One thing that must be so.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// A relation holds; the second term of a relation of one argument is [`Term::Any`].
    Holds {
        /// Which relation.
        relation: RelationId,
        /// Of whom.
        args: [Term; 2],
        /// Whether it must hold or must not.
        polarity: Polarity,
        /// When.
        timing: Timing,
    },
    /// An event happens.
    Happens {
        /// The unknown that stands for the event.
        event: Var,
        /// Of that kind, or a case of it; none for any event.
        kind: Option<KindId>,
        /// Who takes which part.
        parts: Vec<(Play, Term)>,
        /// Where.
        place: Option<Term>,
        /// Whether there must be such an event or must not.
        polarity: Polarity,
        /// When.
        window: Window,
    },
    /// One event comes before another, in story order.
    Before(Term, Term),
    /// One event is a cause of another, near or far.
    Caused(Term, Term),
    /// One event is part of another, near or far.
    Within(Term, Term),
    /// Two are not one and the same.
    Differ(Term, Term),
    /// Somebody is of that species, as the story writes it.
    Species(Term, String),
    /// Any one of these is so: on whose side somebody is may be told by an alliance, a membership or a service.
    Either(Vec<Clause>),
}

/// Whether something must be so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polarity {
    /// It is so.
    #[default]
    So,
    /// It is not so; those of whom the story leaves it open are told apart.
    NotSo,
    /// It was so and is so no more.
    NoLonger,
    /// It was so already, and is so still.
    Still,
}

/// When a relation must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Timing {
    /// At any moment at all.
    #[default]
    Ever,
    /// As of a moment.
    AsOf(AsOf),
    /// At some moment from the one to the other.
    Between(AsOf, AsOf),
    /// When an event happens: going into it, or at its place for whoever takes part in it.
    When(Term),
    /// At some moment before an event.
    Before(Term),
    /// At some moment after an event.
    After(Term),
}

/// When an event must happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// Not before this moment.
    pub from: Option<AsOf>,
    /// Not after this moment.
    pub until: Option<AsOf>,
    /// As part of that event, or as that event itself.
    pub within: Option<EventId>,
    /// Told in that part of the telling: *3* is all of 3.1, 3.2 and so on.
    pub told: Option<Told>,
}

/// The part somebody takes in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Play {
    /// That role.
    Role(RoleId),
    /// Any role whose filler acts.
    Acts,
    /// Any role whose filler is acted upon.
    Suffers,
    /// Any role, or the place.
    Any,
}

/// Which of several ways, in story order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The first.
    First,
    /// The last.
    Last,
}

impl Inquiry {
    /// Adds an unknown, and gives its number.
    ///
    /// ```
    /// use lorescope::ask::{Inquiry, Seeks, Var};
    /// use lorescope::vocabulary::Fillers;
    /// let mut inquiry = Inquiry::new(Seeks::Whether);
    /// assert_eq!(inquiry.unknown(Fillers::ANY, "who"), Var(0));
    /// assert_eq!(inquiry.unknown(Fillers::ANY, ""), Var(1));
    /// ```
    pub fn unknown(&mut self, of: Fillers, word: &str) -> Var {
        let number = u8::try_from(self.unknowns.len()).expect("a question has fewer words than that");
        self.unknowns.push(Unknown {
            of,
            word: word.to_owned(),
        });
        Var(number)
    }

    /// An inquiry of which nothing is asked yet.
    #[must_use]
    pub fn new(seeks: Seeks) -> Self {
        Self {
            seeks,
            unknowns: Vec::new(),
            clauses: Vec::new(),
            pick: None,
        }
    }
}

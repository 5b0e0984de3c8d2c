//! Questions about what happened, and by whom, and what came of it, whose form is fixed.

use super::Sense;
use super::command::COMMANDS;
use super::draft::{Draft, Time};
use super::parser::Parser;
use super::question::Candidate;
use super::template::{Make, Match};
use crate::ask::asked::{Asked, Asking};
use crate::ask::inquiry::{Clause, Pick, Play, Polarity, Seeks, Term, Var, Window};
use crate::model::{EventId, KindId, Node};

/// The forms of these questions.
const EVENTS: &[(&str, Make)] = &[
    ("what happened|happens|occurred [next|then]", told),
    ("what [events] took|takes place", told),
    ("which|what events happened|occurred", told),
    ("what happened|happens|occurred first|last", told),
    ("what is|was the first|last thing|event", told),
    (
        "what is|was the first|last thing|event [that] [to] happened|happens|happen",
        told,
    ),
    ("what happened|happens|occurred [next] at|in|on|aboard <p>", told_at),
    ("what took|takes place at|in|on|aboard <p>", told_at),
    (
        "what [has|had] happened|happens|happen to|with <x> [next|then]",
        told_of,
    ),
    ("what did|does happen to|with <x>", told_of),
    ("what became|becomes of <x>", told_of),
    ("what happened|happens between <x>", told_between),
    ("what happened|happens between <x> and <x>", told_between),
    ("what did|does|do|has|have|had <x> do|done [next|then]", done),
    ("what did|does|do <x> do first|last", done),
    ("what is|was the first|last thing [that] <x> did|does", done),
    ("what did|does|do|has|have|had <x> do|done to|for|with <x>", done_to),
    ("what did|does|do <x> do at|in|on|aboard <p>", done_at),
    ("what was|were done to <x>", suffered),
    ("what happened|happens in|during|at <e>", within),
    ("<y> took|take|takes part in <e>", taking_part),
    ("<y> is|was|were|are involved in <e>", taking_part),
    ("<y> participated|participates in <e>", taking_part),
    ("<y> fought|fights in|at <e>", taking_part),
    ("<y> is|was|were [present|there] at|in|during <e>", taking_part),
    ("<y> attended|witnessed <e>", taking_part),
    ("who are|were the participants of|in <e>", taking_part_in),
    ("did|does <x> take part in <e>", took_part),
    ("is|was|were <x> [present|there|involved] at|in|during <e>", took_part),
    ("when did|does <e> happen|occur|begin|start", when),
    ("when did|does <e> take place", when),
    ("when is|was|were <e>", when),
    ("where did|does <e> happen|occur", place_of),
    ("where did|does <e> take place", place_of),
    ("where is|was|were <e>", place_of),
    ("what caused|causes|provoked <e>", causes),
    ("what led|leads to <e>", causes),
    ("what brought about <e>", causes),
    ("what is|was|were|are the cause|causes of <e>", causes),
    ("what did|does <e> cause|provoke", consequences),
    ("what did|does <e> lead to", consequences),
    ("what did|does <e> bring about", consequences),
    (
        "what is|was|were|are the consequence|consequences|result|results|outcome|effects of <e>",
        consequences,
    ),
    ("what happened|happens because of <e>", consequences),
    ("what happened|happens as a result of <e>", consequences),
    ("what came|comes|resulted|followed of|from <e>", consequences),
    ("did|does <e> cause <e>", caused),
    ("did|does <e> lead to <e>", caused),
    ("is|was|were <e> caused by <e>", caused_by),
    ("did|does <e> happen|come|occur before|after <e>", ordered),
    ("is|was|were <e> before|after <e>", ordered),
    ("why did|does <e> happen|occur", why),
    ("why did|does <e> take place", why),
    ("why is|was <e>", why),
    ("explain|why <e>", why),
];

impl Parser<'_> {
    /// Every question of a fixed form that stands at a place.
    pub(super) fn specials(&self, at: usize, draft: &Draft, times: &[Time], found: &mut Vec<Candidate>) {
        self.tabled(COMMANDS, at, draft, times, found);
        self.tabled(EVENTS, at, draft, times, found);
        self.lists_of(at, found);
        self.various(at, draft, times, found);
    }

    /// The kind of an event that is named.
    fn kind_of(&self, event: EventId) -> KindId {
        self.world.story.event(event).kind
    }

    /// An inquiry after events, with the time it is asked of.
    fn happening_at(
        &self,
        mut draft: Draft,
        clause: Happening,
        seeks: Option<Seeks>,
        time: Option<&Time>,
    ) -> Option<Candidate> {
        let event = clause.event;
        let place = draft.say(Clause::Happens {
            event,
            kind: clause.kind,
            parts: clause.parts,
            place: clause.place,
            polarity: Polarity::So,
            window: Window {
                within: clause.within,
                ..Window::default()
            },
        });
        let made = super::draft::Made::Event(event, place);
        if let Some(time) = time {
            draft.at(self.world, made, time, super::draft::Tense::Past)?;
        }
        let built = super::clause::Built {
            end: self.end(),
            draft,
            made: vec![made],
            tense: super::draft::Tense::Past,
        };
        self.asked(built, seeks)
    }
}

/// An event that is asked for or about.
struct Happening {
    event: Var,
    kind: Option<KindId>,
    parts: Vec<(Play, Term)>,
    place: Option<Term>,
    within: Option<EventId>,
}

impl Happening {
    fn any(event: Var) -> Self {
        Self {
            event,
            kind: None,
            parts: Vec::new(),
            place: None,
            within: None,
        }
    }
}

/// The draft of a question that asks for events, with the first or last of them where it says so.
fn events_of(one: &Match) -> (Draft, Var) {
    let mut draft = one.draft.clone();
    let event = draft.ask(super::draft::events(), "what");
    draft.inquiry.pick = if one.chose("first") || one.chose("next") {
        Some(Pick::First)
    } else if one.chose("last") {
        Some(Pick::Last)
    } else {
        draft.inquiry.pick
    };
    (draft, event)
}

fn told(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let (draft, event) = events_of(one);
    // *what happened* alone is the timeline.
    if time.is_none() && draft.inquiry.pick.is_none() {
        return None;
    }
    parser.happening_at(draft, Happening::any(event), None, time)
}

fn told_at(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let (draft, event) = events_of(one);
    let [place] = one.terms.first()?.as_slice() else {
        return None;
    };
    let clause = Happening {
        place: Some(place.clone()),
        ..Happening::any(event)
    };
    parser.happening_at(draft, clause, None, time)
}

fn with_parts(
    parser: &Parser<'_>,
    one: &Match,
    time: Option<&Time>,
    parts: Vec<(Play, Term)>,
    place: Option<Term>,
) -> Option<Candidate> {
    let (draft, event) = events_of(one);
    if parts.iter().any(|(_, term)| is_event(term)) {
        return None;
    }
    let clause = Happening {
        parts,
        place,
        ..Happening::any(event)
    };
    parser.happening_at(draft, clause, None, time)
}

fn is_event(term: &Term) -> bool {
    matches!(term, Term::Named(node) if node.event().is_some())
}

fn all(terms: &[Term], play: Play) -> impl Iterator<Item = (Play, Term)> + '_ {
    terms.iter().map(move |term| (play, term.clone()))
}

fn told_of(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let parts = all(one.terms.first()?, Play::Any).collect();
    with_parts(parser, one, time, parts, None)
}

fn told_between(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let parts: Vec<(Play, Term)> = one.terms.iter().flat_map(|terms| all(terms, Play::Any)).collect();
    (parts.len() == 2).then(|| with_parts(parser, one, time, parts, None))?
}

fn done(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let parts = all(one.terms.first()?, Play::Acts).collect();
    with_parts(parser, one, time, parts, None)
}

fn done_to(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let acts = all(one.terms.first()?, Play::Acts);
    let play = if one.chose("with") { Play::Any } else { Play::Suffers };
    let parts = acts.chain(all(one.terms.get(1)?, play)).collect();
    with_parts(parser, one, time, parts, None)
}

fn done_at(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let parts = all(one.terms.first()?, Play::Acts).collect();
    let [place] = one.terms.get(1)?.as_slice() else {
        return None;
    };
    with_parts(parser, one, time, parts, Some(place.clone()))
}

fn suffered(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let parts = all(one.terms.first()?, Play::Suffers).collect();
    with_parts(parser, one, time, parts, None)
}

fn within(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let (draft, event) = events_of(one);
    let clause = Happening {
        within: one.named(0)?.event(),
        ..Happening::any(event)
    };
    parser.happening_at(draft, clause, None, time)
}

/// Whoever had any part in an event.
fn part_in(parser: &Parser<'_>, draft: Draft, who: &[Term], event: Node, time: Option<&Time>) -> Option<Candidate> {
    let named = event.event()?;
    let mut draft = draft;
    let clause = Happening {
        kind: Some(parser.kind_of(named)),
        parts: all(who, Play::Any).collect(),
        within: Some(named),
        ..Happening::any(draft.event())
    };
    parser.happening_at(draft, clause, None, time)
}

fn taking_part(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    part_in(parser, one.draft.clone(), &one.terms[0], one.named(1)?, time)
}

fn taking_part_in(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let mut draft = one.draft.clone();
    let who = draft.ask(super::draft::actors(), "who");
    part_in(parser, draft, &[Term::Unknown(who)], one.named(0)?, time)
}

fn took_part(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let clean = !one.terms[0].iter().any(is_event);
    clean.then(|| part_in(parser, one.draft.clone(), &one.terms[0], one.named(1)?, time))?
}

/// The event itself, as an inquiry that asks something of it.
fn itself(parser: &Parser<'_>, one: &Match, time: Option<&Time>, there: bool) -> Option<Candidate> {
    let named = one.named(0)?.event()?;
    let mut draft = one.draft.clone();
    let event = draft.event();
    let place = there.then(|| Term::Unknown(draft.ask(super::draft::places(), "where")));
    let clause = Happening {
        kind: Some(parser.kind_of(named)),
        parts: parser
            .world
            .story
            .parts(named)
            .iter()
            .filter(|part| !part.candidate)
            .map(|part| (Play::Role(part.role), Term::Named(part.node)))
            .collect(),
        within: Some(named),
        place,
        event,
    };
    let seeks = (!there).then_some(Seeks::When);
    parser.happening_at(draft, clause, seeks, time)
}

fn when(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    itself(parser, one, time, false)
}

fn place_of(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    itself(parser, one, time, true)
}

/// What is so of one event and another.
fn between_events(
    parser: &Parser<'_>,
    one: &Match,
    time: Option<&Time>,
    clause: fn(Term, Term) -> Clause,
    asked: Option<bool>,
) -> Option<Candidate> {
    let first = Term::Named(one.named(0).filter(|node| node.event().is_some())?);
    let mut draft = one.draft.clone();
    let (cause, effect) = match asked {
        Some(cause) => {
            let var = Term::Unknown(draft.ask(super::draft::events(), "what"));
            if cause { (var, first) } else { (first, var) }
        }
        None => (first, Term::Named(one.named(1).filter(|node| node.event().is_some())?)),
    };
    draft.say(clause(cause, effect));
    let built = super::clause::Built {
        end: parser.end(),
        draft,
        made: Vec::new(),
        tense: super::draft::Tense::Past,
    };
    time.is_none().then(|| parser.asked(built, None))?
}

fn causes(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    between_events(parser, one, time, Clause::Caused, Some(true))
}

fn consequences(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    between_events(parser, one, time, Clause::Caused, Some(false))
}

fn caused(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    between_events(parser, one, time, Clause::Caused, None)
}

fn caused_by(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    between_events(parser, one, time, |effect, cause| Clause::Caused(cause, effect), None)
}

fn ordered(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    if one.chose("before") {
        between_events(parser, one, time, Clause::Before, None)
    } else {
        between_events(parser, one, time, |later, earlier| Clause::Before(earlier, later), None)
    }
}

fn why(parser: &Parser<'_>, one: &Match, time: Option<&Time>) -> Option<Candidate> {
    let event = one.named(0).filter(|node| node.event().is_some())?;
    let asked = Asked {
        words: vec![parser.world.story.slug(event).to_owned()],
        moment: Asking::Ever,
        ..Asked::default()
    };
    time.is_none().then(|| Candidate {
        sense: Sense::Command { question: "why", asked },
        draft: one.draft.clone(),
    })
}

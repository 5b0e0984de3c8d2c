//! Of all ways to read a question the one that is meant, or why there is none that may be taken.

use super::draft::Trouble;
use super::parser::Parser;
use super::question::Candidate;
use super::token::Token;
use super::{Reading, Sense, refuse};
use crate::ask::asked::Refusal;
use crate::ask::inquiry::{Clause, Inquiry, Play, Polarity, Seeks, Term};
use crate::model::KindId;
use crate::world::World;

/// How many words a question may have.
const LONGEST: usize = 60;

pub(super) fn read(world: &World, text: &str, tokens: &[Token]) -> Result<Reading, Refusal> {
    if tokens.is_empty() {
        return Err(refuse::empty(world));
    }
    if tokens.len() > LONGEST {
        return Err(refuse::too_long());
    }
    let parser = Parser::new(world, text, tokens);
    let found = sound(parser.questions());
    // Ways that nobody looked for might be other ways.
    if parser.is_spent() {
        return Err(refuse::too_long());
    }
    if found.is_empty() {
        return mended(world, text, &parser);
    }
    choose(&parser, found)
}

/// The readings that ask anything: of nothing at all there is nothing to say, and what did not happen has neither a time nor a cause.
fn sound(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.retain(|one| match &one.sense {
        Sense::Command { .. } => true,
        Sense::Inquiry(inquiry) => {
            let missed = |clause: &Clause| {
                matches!(
                    clause,
                    Clause::Happens {
                        polarity: Polarity::NotSo,
                        ..
                    }
                )
            };
            let of_deed = matches!(
                inquiry.seeks,
                Seeks::When | Seeks::Since | Seeks::Until | Seeks::How | Seeks::Why
            );
            let is_deed_missed = of_deed && inquiry.clauses.iter().any(missed);
            !inquiry.clauses.is_empty() && !is_deed_missed
        }
    });
    found
}

/// The question with its slips put right, if it can be read then, and in one way.
fn mended(world: &World, text: &str, parser: &Parser<'_>) -> Result<Reading, Refusal> {
    let mut readings: Vec<Result<Reading, Refusal>> = Vec::new();
    for (tokens, notes) in refuse::mended(parser) {
        let parser = Parser::new(world, text, &tokens);
        let found = sound(parser.questions());
        if found.is_empty() || parser.is_spent() {
            continue;
        }
        let reading = choose(&parser, found).map(|mut reading| {
            reading.notes.splice(0..0, notes);
            reading
        });
        let again = readings.iter().any(|known| match (known, &reading) {
            (Ok(known), Ok(reading)) => is_same(&known.sense, &reading.sense),
            (Err(known), Err(refusal)) => known == refusal,
            _ => false,
        });
        if !again {
            readings.push(reading);
        }
    }
    match readings.len() {
        1 => readings.remove(0),
        _ => Err(refuse::unread(parser)),
    }
}

fn choose(parser: &Parser<'_>, mut found: Vec<Candidate>) -> Result<Reading, Refusal> {
    let best = found.iter().map(|one| one.draft.cost).min().unwrap_or(0);
    found.retain(|one| one.draft.cost == best);
    // What names nobody, or several, is only told where nothing else can be meant.
    if found.iter().any(|one| one.draft.trouble.is_none()) {
        found.retain(|one| one.draft.trouble.is_none());
    }
    let mut different: Vec<Candidate> = Vec::new();
    for one in found {
        if !different.iter().any(|known| is_same(&known.sense, &one.sense)) {
            different.push(one);
        }
    }
    let kinds: Vec<Option<(Vec<KindId>, Inquiry)>> = different.iter().map(|one| bare(&one.sense)).collect();
    let widest = kinds.iter().position(|one| {
        kinds.iter().all(|other| match (one, other) {
            (Some((kinds, inquiry)), Some((others, other))) => {
                inquiry == other
                    && kinds.len() == others.len()
                    && kinds
                        .iter()
                        .zip(others)
                        .all(|(&kind, &other)| parser.world.vocabulary.is_a(other, kind))
            }
            _ => false,
        })
    });
    let one = match (different.len(), widest, either(&different)) {
        (1, ..) => different.remove(0),
        (_, Some(widest), _) => different.swap_remove(widest),
        (_, None, Some(either)) => either,
        // However it is read, it speaks of something that is not told.
        _ if different.iter().all(|one| one.draft.trouble.is_some()) => different.remove(0),
        _ => return Err(refuse::ambiguous(parser, &different)),
    };
    if let Some(trouble) = &one.draft.trouble {
        return Err(match trouble {
            Trouble::Whose(text, nodes) => refuse::whose(parser.world, text, nodes),
            Trouble::Which(text, events) => refuse::which(parser.world, text, events),
        });
    }
    Ok(Reading {
        sense: one.sense,
        notes: one.draft.notes,
    })
}

/// Whether two questions ask the same, in whatever order.
fn is_same(one: &Sense, other: &Sense) -> bool {
    match (one, other) {
        (Sense::Inquiry(one), Sense::Inquiry(other)) => {
            one.seeks == other.seeks
                && one.pick == other.pick
                && one.unknowns == other.unknowns
                && one.clauses.len() == other.clauses.len()
                && one.clauses.iter().all(|clause| other.clauses.contains(clause))
                && other.clauses.iter().all(|clause| one.clauses.contains(clause))
        }
        (one, other) => one == other,
    }
}

/// An inquiry with its kinds taken out, in order.
fn bare(sense: &Sense) -> Option<(Vec<KindId>, Inquiry)> {
    let Sense::Inquiry(inquiry) = sense else { return None };
    let mut inquiry = inquiry.clone();
    let mut kinds = Vec::new();
    for clause in &mut inquiry.clauses {
        if let Clause::Happens { kind, .. } = clause {
            kinds.extend(kind.take());
        }
    }
    (!kinds.is_empty()).then_some((kinds, inquiry))
}

/// One question of several that ask for the same in words that are those of several kinds of event: *fled* is any way to flee.
fn either(found: &[Candidate]) -> Option<Candidate> {
    let (first, others) = found.split_first()?;
    let Sense::Inquiry(inquiry) = &first.sense else {
        return None;
    };
    let mut at = None;
    let mut alternatives = Vec::new();
    for other in others {
        let Sense::Inquiry(other) = &other.sense else {
            return None;
        };
        let same = inquiry.clauses.len() == other.clauses.len()
            && inquiry.unknowns == other.unknowns
            && inquiry.seeks == other.seeks
            && inquiry.pick == other.pick;
        if !same {
            return None;
        }
        let pairs = inquiry.clauses.iter().zip(&other.clauses).enumerate();
        let mut apart = pairs.filter(|(_, (one, other))| one != other);
        let (place, (one, other)) = apart.next()?;
        let alike = apart.next().is_none() && at.is_none_or(|at| at == place) && is_alike(one, other);
        if !alike {
            return None;
        }
        at = Some(place);
        alternatives.push(other.clone());
    }
    let at = at?;
    let mut inquiry = inquiry.clone();
    alternatives.insert(0, inquiry.clauses[at].clone());
    inquiry.clauses[at] = Clause::Either(alternatives);
    Some(Candidate {
        sense: Sense::Inquiry(inquiry),
        draft: first.draft.clone(),
    })
}

/// Whether two clauses say the same of the same, but for the kind and the names of its roles.
fn is_alike(one: &Clause, other: &Clause) -> bool {
    match (one, other) {
        (
            Clause::Happens {
                event,
                parts,
                place,
                polarity: Polarity::So,
                window,
                ..
            },
            Clause::Happens {
                event: other,
                parts: others,
                place: there,
                polarity: Polarity::So,
                window: then,
                ..
            },
        ) => {
            let terms = |parts: &[(Play, Term)]| parts.iter().map(|(_, term)| term.clone()).collect::<Vec<_>>();
            event == other && place == there && window == then && terms(parts) == terms(others)
        }
        _ => false,
    }
}

//! Of all ways to read a question the one that is meant, or why there is none that may be taken.

use super::draft::Trouble;
use super::parser::Parser;
use super::question::Candidate;
use super::token::Token;
use super::{Reading, Sense, refuse};
use crate::ask::asked::Refusal;
use crate::ask::inquiry::{Clause, Inquiry};
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
    let found = parser.questions();
    if found.is_empty() {
        return mended(world, text, tokens, &parser);
    }
    choose(&parser, found)
}

/// The question with its slips put right, if it can be read then.
fn mended(world: &World, text: &str, tokens: &[Token], parser: &Parser<'_>) -> Result<Reading, Refusal> {
    if let Some((mended, notes)) = refuse::mended(parser) {
        let parser = Parser::new(world, text, &mended);
        let found = parser.questions();
        if !found.is_empty() {
            let mut reading = choose(&parser, found)?;
            reading.notes.splice(0..0, notes);
            return Ok(reading);
        }
    }
    let _ = tokens;
    Err(refuse::unread(parser))
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
        if !different.iter().any(|known| known.sense == one.sense) {
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
    let one = match (different.len(), widest) {
        (1, _) => different.remove(0),
        (_, Some(widest)) => different.swap_remove(widest),
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

//! `diff E1 E2`: what began and what ended between two moments, deaths first, with the events that did it.

use super::asked::{Asked, Asking, Refusal};
use super::{Answer, Bearing, Cell, Row, evidence, stretches, words};
use crate::model::Node;
use crate::timeline::{AsOf, Cause, Moment, Reference, Stretch};
use crate::vocabulary::Meaning;
use crate::world::{Tense, World};

const COLUMNS: [&str; 6] = ["change", "subject", "relation", "object", "from", "until"];

/// Answers `diff E1 E2`; each is a moment, with `before` in front for just before it.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let [one, other] = asked.words.as_slice() else {
        return Err(Refusal {
            message: "`diff` takes two moments".to_owned(),
            help: Some("name two: events, times, `start` or `end`, as in `lore diff start end`".to_owned()),
        });
    };
    if asked.moment != Asking::Ever {
        return Err(Refusal {
            message: "`diff` takes its two moments as words".to_owned(),
            help: Some("write `lore diff 'before E' E` to see what one event changed".to_owned()),
        });
    }
    let (mut from, mut until) = (moment(world, one)?, moment(world, other)?);
    let mut notes = Vec::new();
    if until.moment < from.moment {
        std::mem::swap(&mut from, &mut until);
        notes.push("the second moment lies before the first; they are told in story order".to_owned());
    }
    let of = asked.concerned(world)?;
    let rows = changes(world, from.moment, until.moment, &of);
    let events = (until.moment.0 - from.moment.0) as usize;
    notes.push(format!(
        "{} between the two",
        words::counted(events, "event lies", "events lie")
    ));
    let names: Vec<String> = of.iter().map(|&node| world.mention(node)).collect();
    let of = if names.is_empty() {
        String::new()
    } else {
        format!(" for {}", words::and(&names))
    };
    Ok(Answer {
        question: asked.typed("diff"),
        reading: format!(
            "What changed{of} from {} to {}",
            called(world, &from),
            called(world, &until)
        ),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        notes,
        ..Answer::default()
    })
}

fn moment(world: &World, typed: &str) -> Result<AsOf, Refusal> {
    let typed = typed.trim();
    Ok(match typed.strip_prefix("before ") {
        Some(event) => world.before(event.trim())?,
        None => world.as_of(typed.strip_prefix("after ").unwrap_or(typed).trim())?,
    })
}

fn called(world: &World, as_of: &AsOf) -> String {
    match as_of.reference {
        Reference::Start => "the start".to_owned(),
        Reference::End => "the end".to_owned(),
        Reference::Before(_) | Reference::After(_) | Reference::Time(_) => {
            let words = world.moment_words(as_of);
            words.strip_prefix("as of ").map(str::to_owned).unwrap_or(words)
        }
    }
}

/// What may happen to a relation between two moments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Ended,
    Began,
    CameAndWent,
}

impl Change {
    fn word(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Began => "began",
            Self::CameAndWent => "came and went",
        }
    }

    fn of(stretch: &Stretch, from: Moment, until: Moment) -> Option<Self> {
        let began = from < stretch.from && stretch.from <= until;
        let ended = stretch.until.is_some_and(|end| from < end && end <= until);
        match (began, ended) {
            (true, true) => Some(Self::CameAndWent),
            (true, false) => Some(Self::Began),
            (false, true) => Some(Self::Ended),
            (false, false) => None,
        }
    }
}

fn changes(world: &World, from: Moment, until: Moment, of: &[Node]) -> Vec<Row> {
    let mut found: Vec<((bool, &str, Change, Moment), &Stretch)> = Vec::new();
    for stretch in &world.timeline.stretches {
        let Some(change) = Change::of(stretch, from, until) else {
            continue;
        };
        if !of.iter().all(|&node| stretch.concerns(node)) {
            continue;
        }
        let relation = world.vocabulary.relation(stretch.relation);
        let life = relation.means == Some(Meaning::Life);
        let when = if change == Change::Ended {
            stretch.until.unwrap_or(stretch.from)
        } else {
            stretch.from
        };
        found.push(((!life, &relation.name, change, when), stretch));
    }
    // The sort is stable, so what changes together stays in the order of the timeline.
    found.sort_by_key(|&(key, _)| key);
    found
        .into_iter()
        .map(|((_, _, change, _), stretch)| row(world, stretch, change))
        .collect()
}

fn row(world: &World, stretch: &Stretch, change: Change) -> Row {
    let tense = if change == Change::Began {
        Tense::Present
    } else {
        Tense::Past
    };
    let mut row = stretches::row(world, stretch, None, tense);
    let relation = world.vocabulary.relation(stretch.relation);
    let life = relation.means == Some(Meaning::Life);
    let mut section = format!(
        "{}: {}",
        stretches::capital(&relation.name.replace('-', " ")),
        change.word()
    );
    if life {
        section = match change {
            Change::Ended => "Deaths",
            Change::Began => "Births and returns",
            Change::CameAndWent => "Lived for a while",
        }
        .to_owned();
    }
    row.section = Some(section);
    row.evidence.retain(|piece| match change {
        Change::Ended => piece.bearing == Bearing::Ends,
        Change::Began => piece.bearing == Bearing::Starts,
        Change::CameAndWent => true,
    });
    let cause = match change {
        Change::Ended => stretch.ended,
        Change::Began | Change::CameAndWent => Some(stretch.started),
    };
    if life && change == Change::Ended {
        row.sentence = death(world, stretch, cause).unwrap_or(row.sentence);
        row.evidence.iter_mut().for_each(|piece| piece.bearing = Bearing::Shows);
    }
    row.span = (change == Change::CameAndWent).then(|| evidence::span(world, stretch));
    row.cells.insert(0, Cell::Text(change.word().to_owned()));
    row
}

/// A death as it was told rather than as a life that ended.
fn death(world: &World, stretch: &Stretch, cause: Option<Cause>) -> Option<String> {
    let event = cause.and_then(Cause::event)?;
    let dead = stretch.args[0]?;
    let id = &world.story.event(event).id;
    Some(format!(
        "{} died (`{id}`): {}",
        stretches::capital(&world.mention(dead)),
        world.sentence(event)
    ))
}

//! `diff E1 E2`: what began and what ended between two moments, deaths first, with the events that did it.

use super::asked::{Asked, Asking, Refusal};
use super::{Answer, Bearing, Cell, Row, events, evidence, show, stretches, words};
use crate::model::{EventId, Node};
use crate::timeline::{AsOf, Cause, Moment, Reference, Stretch};
use crate::vocabulary::{Meaning, Relation};
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
    let (mut from, mut until) = (world.moment(one)?, world.moment(other)?);
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

    /// What happened to a stretch; every beginning and every end of a life is told by itself.
    fn of(stretch: &Stretch, from: Moment, until: Moment, lives: bool) -> &'static [Self] {
        let began = from < stretch.from && stretch.from <= until;
        let ended = stretch.until.is_some_and(|end| from < end && end <= until);
        match (began, ended) {
            (true, true) if lives => &[Self::Ended, Self::Began],
            (true, true) => &[Self::CameAndWent],
            (true, false) => &[Self::Began],
            (false, true) => &[Self::Ended],
            (false, false) => &[],
        }
    }
}

/// What decides where a change is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    place: usize,
    relation: &'a str,
    change: Change,
    when: Moment,
}

/// The changes by what the relations mean, deaths first, then the events that made them.
fn changes(world: &World, from: Moment, until: Moment, of: &[Node]) -> Vec<Row> {
    let mut found: Vec<(Key<'_>, &Stretch)> = Vec::new();
    let wanted = |stretch: &&Stretch| of.iter().all(|&node| stretch.concerns(node));
    for stretch in world.timeline.stretches.iter().filter(wanted) {
        let relation = world.vocabulary.relation(stretch.relation);
        let lives = relation.means == Some(Meaning::Life);
        for &change in Change::of(stretch, from, until, lives) {
            let ended = stretch.until.filter(|_| change == Change::Ended);
            let key = Key {
                place: place(relation.means),
                relation: &relation.name,
                change,
                when: ended.unwrap_or(stretch.from),
            };
            found.push((key, stretch));
        }
    }
    // The sort is stable, so what changes together stays in the order of the timeline.
    found.sort_by_key(|&(key, _)| key);
    let mut rows: Vec<Row> = found
        .iter()
        .map(|&(key, stretch)| row(world, stretch, key.change))
        .collect();
    rows.extend(makers(
        world,
        &found
            .iter()
            .map(|&(key, stretch)| (key.change, stretch))
            .collect::<Vec<_>>(),
    ));
    rows
}

/// Where changes of a relation of some meaning stand: those of life first, then in the order of a profile.
fn place(means: Option<Meaning>) -> usize {
    if means == Some(Meaning::Life) {
        return 0;
    }
    let heading = show::heading(means);
    1 + show::HEADINGS.iter().position(|each| *each == heading).unwrap_or(0)
}

fn section(relation: &Relation, change: Change) -> String {
    let life = relation.means == Some(Meaning::Life);
    match change {
        Change::Ended if life => "Deaths".to_owned(),
        Change::Began if life => "Births and returns".to_owned(),
        Change::Ended | Change::Began | Change::CameAndWent => {
            format!(
                "{}: {}",
                stretches::capital(&relation.name.replace('-', " ")),
                change.word()
            )
        }
    }
}

fn row(world: &World, stretch: &Stretch, change: Change) -> Row {
    let tense = if change == Change::Began {
        Tense::Present
    } else {
        Tense::Past
    };
    // What ends only later is no part of what began.
    let known = match change {
        Change::Began => Stretch {
            until: None,
            ended: None,
            ..*stretch
        },
        Change::Ended | Change::CameAndWent => *stretch,
    };
    let mut row = stretches::row(world, &known, None, tense);
    let relation = world.vocabulary.relation(stretch.relation);
    row.section = Some(section(relation, change));
    row.evidence.retain(|piece| match change {
        Change::Ended => piece.bearing == Bearing::Ends,
        Change::Began => piece.bearing == Bearing::Starts,
        Change::CameAndWent => true,
    });
    if relation.means == Some(Meaning::Life) {
        let cause = if change == Change::Ended {
            stretch.ended
        } else {
            Some(stretch.started)
        };
        let event = cause.and_then(Cause::event);
        row.lead = event.map(|event| world.story.event(event).id.to_string());
        row.sentence = event.map_or(row.sentence, |event| world.sentence(event));
        row.span = row.span.filter(|_| event.is_none());
    }
    row.brief = true;
    row.cells.insert(0, Cell::Text(change.word().to_owned()));
    row
}

/// The events that made the changes, each once, with their quotes.
fn makers(world: &World, found: &[(Change, &Stretch)]) -> Vec<Row> {
    let causes = found.iter().flat_map(|(change, stretch)| match change {
        Change::Ended => [stretch.ended, None],
        Change::Began => [Some(stretch.started), None],
        Change::CameAndWent => [Some(stretch.started), stretch.ended],
    });
    let mut makers: Vec<EventId> = causes.flatten().filter_map(Cause::event).collect();
    makers.sort_by_key(|&event| world.timeline.order.position(event));
    makers.dedup();
    makers
        .into_iter()
        .map(|event| Row {
            section: Some("The events that did it".to_owned()),
            cells: vec![Cell::Text("event".to_owned()), evidence::cell(world, Some(event))],
            ..events::row(world, event)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{ask, told, told_of};
    use crate::world::sample::world;

    #[test]
    fn every_death_and_every_return_is_told() {
        let world = world(
            r#"{"lorescope": 1, "characters": [{"id": "cat"}], "events": [
            {"id": "d1", "kind": "death", "roles": {"victim": "cat"}},
            {"id": "r1", "kind": "resurrection", "roles": {"revived": "cat"}},
            {"id": "d2", "kind": "death", "roles": {"victim": "cat"}},
            {"id": "r2", "kind": "resurrection", "roles": {"revived": "cat"}},
            {"id": "d3", "kind": "death", "roles": {"victim": "cat"}}]}"#,
        );
        let rows = told_of(&world, "diff start end");
        let leads: Vec<&str> = rows.iter().filter_map(|row| row.split(':').next()).take(5).collect();
        assert_eq!(leads, ["d1", "d2", "d3", "r1", "r2"], "{rows:?}");
    }

    #[test]
    fn changes_are_told_deaths_first_with_the_events_that_made_them() {
        assert_eq!(
            told("diff oath murder"),
            [
                "murder: Ann or Cy killed Bo [possible]".replace(" [possible]", ""),
                "The North was allied with the South, from `pact` until `betrayal`".to_owned(),
                "The North is hostile to the South, since `betrayal`".to_owned(),
                "betrayal: The South betrayed the North".to_owned(),
                "murder: Ann or Cy killed Bo".to_owned(),
            ]
        );
        assert!(told("diff start start").is_empty());
        assert_eq!(told("diff end start"), told("diff start end"));
        assert!(ask("diff pact end --as-of pact").is_err());
    }
}

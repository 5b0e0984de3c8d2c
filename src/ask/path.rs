//! `path A B`: the shortest way from one to another, each step a sentence with what makes it so.

use super::asked::{Asked, Refusal, Through as Memberships};
use super::{Answer, Bearing, Cell, Row, Ruling, events, evidence, stretches};
use crate::graph::{Search, Step, Tie};
use crate::model::{EventId, Node};
use crate::timeline::{AsOf, Truth};
use crate::world::{Tense, World};

const COLUMNS: [&str; 6] = ["step", "from-node", "tie", "to-node", "from", "until"];

/// Answers `path A B`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let [from, to] = asked.words.as_slice() else {
        return Err(Refusal {
            message: "`path` takes two names".to_owned(),
            help: Some("name both ends of the way: `lore path ALICE BOB`".to_owned()),
        });
    };
    let (from, to): (Node, Node) = (world.find(from)?, world.find(to)?);
    let as_of = asked.as_of(world)?;
    let search = Search {
        moment: as_of.as_ref().map(|as_of| as_of.moment),
        ..Search::default()
    };
    let path = world.graph().connection(from, to, &search);
    let steps = path.map(|path| path.steps);
    let mut rows = Vec::new();
    for (number, step) in (1..).zip(steps.iter().flatten()) {
        rows.extend(step_rows(world, number, step, as_of.as_ref()));
    }
    let [one, other] = [from, to].map(|node| world.mention(node));
    Ok(Answer {
        question: asked.typed("path"),
        reading: format!("How {one} and {other} are connected"),
        as_of: as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        ruling: Some(ruling(world, &one, &other, from == to, steps.as_deref())),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
        notes: notes(asked),
    })
}

fn ruling(world: &World, one: &str, other: &str, same: bool, steps: Option<&[Step]>) -> Ruling {
    let (truth, reason) = match steps {
        _ if same => (Truth::Yes, format!("{one} and {other} are one")),
        None => (
            Truth::No,
            format!("no chain of relations or shared events leads from {one} to {other}"),
        ),
        Some(steps) => {
            let between: Vec<String> = steps[..steps.len() - 1]
                .iter()
                .map(|step| world.mention(step.to))
                .collect();
            let way = match between.as_slice() {
                [] => "directly".to_owned(),
                between => format!("by way of {}", super::words::and(between)),
            };
            (Truth::Yes, way)
        }
    };
    Ruling { truth, reason }
}

fn notes(asked: &Asked) -> Vec<String> {
    let passing = asked.through == Memberships::Factions;
    passing
        .then(|| "a path follows memberships anyway, as it does every relation".to_owned())
        .into_iter()
        .collect()
}

/// A row for each stretch that ties the two of a step; where none does, one for the part in the event.
fn step_rows(world: &World, number: u64, step: &Step, as_of: Option<&AsOf>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for &tie in &step.ties {
        let row = match tie {
            Tie::Stretch { stretch, .. } => {
                let held = &world.timeline.stretches[stretch];
                let tense = as_of.map_or_else(|| stretches::tense(held), |_| Tense::Present);
                let mut row = stretches::row(world, held, Some(step.from), tense);
                row.cells = tie_cells(world, number, step, row.cells.swap_remove(1));
                let span = row.span.as_ref();
                row.cells.push(Cell::text(span.map(|span| span.from.to_string())));
                row.cells.push(Cell::text(span.and_then(|span| span.until.as_ref())));
                row.open = as_of.and_then(|as_of| {
                    let reason = world.timeline.doubt(held, as_of)?;
                    Some(super::reasons::doubt(world, held, reason, as_of))
                });
                row
            }
            Tie::Role { .. } => match step.from.event().or_else(|| step.to.event()) {
                Some(event) if rows.is_empty() => part_row(world, number, step, event),
                Some(_) | None => continue,
            },
            Tie::Place | Tie::Because | Tie::Within => continue,
        };
        rows.push(row);
    }
    if let Some(first) = rows.first_mut() {
        first.lead = Some(format!("{number}."));
    }
    rows
}

fn tie_cells(world: &World, number: u64, step: &Step, tie: Cell) -> Vec<Cell> {
    vec![
        Cell::Count(number),
        evidence::cell(world, Some(step.from)),
        tie,
        evidence::cell(world, Some(step.to)),
    ]
}

/// A part in an event as a step: into the event its sentence, out of it the part of the other.
fn part_row(world: &World, number: u64, step: &Step, event: EventId) -> Row {
    let into = step.to.event() == Some(event);
    let other = if into { step.from } else { step.to };
    let part = events::parts_of(world, event, other).join(" and ");
    let id = &world.story.event(event).id;
    let sentence = if into {
        format!("{} took part in `{id}` ({part})", world.mention(other))
    } else {
        format!("so did {} ({part})", world.mention(other))
    };
    let mut cells = tie_cells(world, number, step, Cell::Text(part));
    cells.extend([Cell::Empty, Cell::Empty]);
    Row {
        sentence: stretches::capital(&sentence),
        certainty: events::certainty_of(world, event, other),
        evidence: if into {
            vec![evidence::event(world, event, Bearing::In)]
        } else {
            Vec::new()
        },
        cells,
        ..Row::default()
    }
}

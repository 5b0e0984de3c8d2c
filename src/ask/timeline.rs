//! `timeline [NAME]`: what happened, in story order; or in the order of the telling, which is laid out in `telling.rs`.
//!
//! An event within another stands indented below it; one that only its place in the file puts after the row before is marked as unsettled.

use super::asked::{Asked, Clock, Refusal};
use super::selves::Selves;
use super::{Answer, Cell, Row, events, evidence, telling, words};
use crate::model::{EventId, Node};
use crate::world::World;

const COLUMNS: [&str; 9] = [
    "event", "kind", "part", "at", "told", "place", "within", "count", "settled",
];

/// Answers `timeline [NAME]`.
pub(super) fn answer(world: &World, asked: &Asked) -> Result<Answer, Refusal> {
    let of: Vec<Node> = asked
        .words
        .iter()
        .chain(&asked.of)
        .map(|typed| Ok::<Node, Refusal>(world.find(typed)?))
        .collect::<Result<_, _>>()?;
    let as_of = asked.as_of(world)?;
    let selves = Selves::of(world, &of, as_of.as_ref());
    let told: Vec<EventId> = world
        .timeline
        .order
        .sequence()
        .iter()
        .copied()
        .take(as_of.as_ref().map_or(usize::MAX, |as_of| as_of.moment.0 as usize))
        .filter(|&id| world.timeline.lens.takes_event(&world.story, id))
        .filter(|&id| selves.find(|node| concerns(world, id, node)).is_some())
        .collect();
    let (order, columns, rows, notes) = match asked.order {
        Clock::Story => {
            let rows = rows(world, &told, &selves);
            let notes = notes(world, &rows);
            ("in story order", COLUMNS.to_vec(), rows, notes)
        }
        Clock::Telling => {
            let (rows, notes) = telling::rows(world, &told, &selves);
            (
                "as it is told",
                [COLUMNS.as_slice(), &["told-as"]].concat(),
                rows,
                notes,
            )
        }
    };
    let names: Vec<String> = of.iter().map(|&node| world.mention(node)).collect();
    let reading = if names.is_empty() {
        format!("What happened, {order}")
    } else {
        format!("What happened to {}, {order}", words::and(&names))
    };
    Ok(Answer {
        question: asked.typed("timeline"),
        reading,
        as_of: as_of.as_ref().map(|as_of| world.moment_words(as_of)),
        columns: columns.into_iter().map(str::to_owned).collect(),
        notes,
        rows,
        ruling: None,
        gist: None,
        found: Vec::new(),
    })
}

/// Whether an entity has a part in an event, or an event is it or is what it lies within.
fn concerns(world: &World, id: EventId, node: Node) -> bool {
    match node.event() {
        Some(whole) => id == whole || wholes(world, id).any(|each| each == whole) || events::concerns(world, id, node),
        None => events::concerns(world, id, node),
    }
}

/// The events that an event lies within, from the inside out; a loop of them is left where it closes.
pub(super) fn wholes(world: &World, id: EventId) -> impl Iterator<Item = EventId> + '_ {
    let steps = std::iter::successors(world.story.event(id).within, |&whole| world.story.event(whole).within);
    steps.take(MOST_NESTED).take_while(move |&whole| whole != id)
}

/// How deep events may lie within one another before it must be a loop.
const MOST_NESTED: usize = 64;

/// Events as rows, each nested below those it lies within.
pub(super) fn rows(world: &World, told: &[EventId], of: &Selves) -> Vec<Row> {
    let mut open: Vec<EventId> = Vec::new();
    let mut before: Option<EventId> = None;
    let mut rows = Vec::with_capacity(told.len());
    for &id in told {
        open.retain(|&whole| wholes(world, id).any(|each| each == whole));
        let unsettled = before.is_some_and(|before| world.timeline.order.is_unsettled(before, id));
        let mut row = row(world, id, of, unsettled);
        row.depth = open.len();
        let within = world.story.event(id).within;
        if let Some(whole) = within.filter(|whole| open.last() != Some(whole)) {
            row.sentence = format!("{} (within `{}`)", row.sentence, world.story.event(whole).id);
        }
        rows.push(row);
        open.push(id);
        before = Some(id);
    }
    rows
}

/// An event as a row with all its cells.
pub(super) fn row(world: &World, id: EventId, of: &Selves, unsettled: bool) -> Row {
    let way = of.find(|node| concerns(world, id, node));
    let of = way.and_then(|way| way.of.first().copied());
    let event = world.story.event(id);
    let detail = event.detail.as_ref();
    let parts = of.map(|node| events::parts_of(world, id, node)).unwrap_or_default();
    let mut row = events::row(world, id);
    row.certainty = of.map_or(row.certainty, |node| events::certainty_of(world, id, node));
    row.brief = true;
    row.cells = vec![
        Cell::One(evidence::named(world, id.into())),
        Cell::Text(events::kind(world, id).to_owned()),
        Cell::text((!parts.is_empty()).then(|| parts.join(", "))),
        Cell::text(evidence::at(world, id)),
        Cell::text(
            detail
                .and_then(|detail| detail.told.as_ref())
                .map(|told| told.written.clone()),
        ),
        evidence::cell(world, event.place),
        evidence::cell(world, event.within),
        events::count(world, id),
        Cell::Text(if unsettled { "no" } else { "yes" }.to_owned()),
    ];
    let at = evidence::at(world, id).map(|at| format!("{at}  ")).unwrap_or_default();
    let mark = if unsettled { "~ " } else { "  " };
    row.lead = Some(format!("{mark}{at}{}", event.id));
    if let Some(way) = way {
        way.mark(world, &mut row);
    }
    row
}

fn notes(world: &World, rows: &[Row]) -> Vec<String> {
    let unsettled = rows
        .iter()
        .filter(|row| row.lead.as_ref().is_some_and(|lead| lead.starts_with('~')))
        .count();
    let mut notes = Vec::new();
    if unsettled > 0 {
        let events = words::counted(unsettled, "event", "events");
        notes.push(format!(
            "`~` marks {events} that only the place in the file puts after the one before: neither `at` nor `after` settles it"
        ));
    }
    if world.story.events.is_empty() {
        notes.push("the story tells of no event".to_owned());
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::ask::sample::{ask, told};

    #[test]
    fn events_stand_in_story_order_each_below_what_it_lies_within() {
        let answer = ask("timeline").expect("answers");
        let depths: Vec<(String, usize)> = answer
            .rows
            .into_iter()
            .map(|row| (row.lead.unwrap_or_default().trim().to_owned(), row.depth))
            .collect();
        let expected = [
            ("1  pact", 0),
            ("2  oath", 0),
            ("3  betrayal", 0),
            ("4  murder", 1),
            ("5  rumour", 0),
            ("6  return", 0),
        ];
        assert_eq!(depths, expected.map(|(lead, depth)| (lead.to_owned(), depth)));
        assert_eq!(told("timeline cy bo").len(), 1, "what happened to both");
        assert_eq!(told("timeline --as-of oath").len(), 2);
        assert_eq!(told("timeline betrayal").len(), 2, "an event, and what lies within it");
    }
}

//! The events of `timeline --order telling`: under the headings of the telling, with what is told out of its order marked.
//!
//! What is off the main line of the telling is a flashback where something told before it certainly happens later, and a flash-forward where something told after it certainly happened earlier.

use super::selves::Selves;
use super::{Cell, Row, timeline, words};
use crate::model::{EventId, Section};
use crate::telling::{Telling, main_line};
use crate::world::World;

/// How an event is told that is not told in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leap {
    /// After what happens later: an analepsis.
    Back,
    /// Before what happens earlier: a prolepsis.
    Forward,
}

impl Leap {
    fn word(self) -> &'static str {
        match self {
            Self::Back => "flashback",
            Self::Forward => "flash-forward",
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Back => "< ",
            Self::Forward => "> ",
        }
    }
}

/// The places in the story of events as they are told, which say how far the two orders are from one another.
pub(super) fn places(world: &World, told: &[EventId]) -> Vec<u32> {
    let mut sorted: Vec<u32> = told.iter().map(|&id| world.timeline.order.position(id)).collect();
    let positions = sorted.clone();
    sorted.sort_unstable();
    let place = |position: &u32| sorted.partition_point(|known| known < position);
    let places = positions
        .iter()
        .map(|position| u32::try_from(place(position)).expect("fewer than there are events"));
    places.collect()
}

/// Events in the order of the telling.
pub(super) fn in_order(world: &World, mut events: Vec<EventId>) -> (Telling, Vec<EventId>) {
    let telling = Telling::of(&world.story);
    events.sort_by_key(|&id| telling.position(id));
    (telling, events)
}

/// How each of a list of events, in the order of the telling, is told.
///
/// Whatever is off the main line is marked only where the story settles for certain that it is out of order.
pub(super) fn leaps(world: &World, told: &[EventId]) -> Vec<Option<Leap>> {
    let order = &world.timeline.order;
    let line = main_line(&places(world, told));
    let on_line: Vec<usize> = (0..told.len()).filter(|&place| line[place]).collect();
    let leap = |(place, &id): (usize, &EventId)| {
        let position = order.position(id);
        // The line ascends by both orders, so that whatever an event leaps over stands together on it.
        let told_before = on_line.partition_point(|&other| other < place);
        let earlier = on_line.partition_point(|&other| order.position(told[other]) < position);
        if line[place] {
            None
        } else if earlier < told_before {
            let mut over = on_line[earlier..told_before].iter().rev();
            let certain = over.any(|&other| order.is_certainly_before(id, told[other]));
            certain.then_some(Leap::Back)
        } else {
            let mut over = on_line[told_before..earlier].iter();
            let certain = over.any(|&other| order.is_certainly_before(told[other], id));
            certain.then_some(Leap::Forward)
        }
    };
    told.iter().enumerate().map(leap).collect()
}

/// Events as rows in the order of the telling, and what is to be said of them all.
pub(super) fn rows(world: &World, told: &[EventId], of: &Selves) -> (Vec<Row>, Vec<String>) {
    let (telling, told) = in_order(world, told.to_vec());
    let leaps = leaps(world, &told);
    let row = |(&id, leap): (&EventId, &Option<Leap>)| {
        let mut row = timeline::row(world, id, of, false);
        let event = world.story.event(id);
        let label = event.detail.as_ref().and_then(|detail| detail.told.as_ref());
        let label = label.map(|told| format!("{}  ", told.written)).unwrap_or_default();
        row.lead = Some(format!("{}{label}{}", leap.map_or("  ", Leap::mark), event.id));
        row.section = telling
            .section_of(id)
            .map(|place| heading(&world.story.sections[place]));
        row.cells.push(Cell::text(leap.map(Leap::word)));
        row
    };
    let rows: Vec<Row> = told.iter().zip(&leaps).map(row).collect();
    let notes = notes(world, &leaps);
    (rows, notes)
}

/// How a section is headed.
fn heading(section: &Section) -> String {
    let words = format!("{} {}", section.told.written, section.title);
    words.trim().to_owned()
}

fn notes(world: &World, leaps: &[Option<Leap>]) -> Vec<String> {
    let count = |wanted| leaps.iter().filter(|leap| **leap == Some(wanted)).count();
    let mut notes = Vec::new();
    if world.story.events.is_empty() {
        notes.push("the story tells of no event".to_owned());
    }
    let back = count(Leap::Back);
    if back > 0 {
        let events = words::counted(back, "flashback", "flashbacks");
        notes.push(format!("`<` marks {events}: told after what happens later"));
    }
    let forward = count(Leap::Forward);
    if forward > 0 {
        let events = words::counted(forward, "flash-forward", "flash-forwards");
        notes.push(format!("`>` marks {events}: told before what happens earlier"));
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::ask::asked::Clock;
    use crate::ask::{Answer, Asked};
    use crate::world::sample::world;

    fn told(events: &str, sections: &str) -> Answer {
        let world = world(&format!(
            r#"{{"lorescope": 1, "sections": [{sections}], "characters": [{{"id": "ann"}}, {{"id": "bo"}}], "events": [{events}]}}"#
        ));
        let asked = Asked {
            order: Clock::Telling,
            ..Asked::default()
        };
        crate::ask::timeline::answer(&world, &asked).expect("answers")
    }

    fn event(id: &str, more: &str) -> String {
        format!(r#"{{"id": "{id}", "kind": "meeting", "roles": {{"participants": ["ann", "bo"]}}{more}}}"#)
    }

    fn leads(answer: &Answer) -> Vec<String> {
        let lead = |row: &crate::ask::Row| {
            let section = row
                .section
                .as_ref()
                .map(|section| format!("{section}: "))
                .unwrap_or_default();
            format!("{section}{}", row.lead.clone().unwrap_or_default())
        };
        answer.rows.iter().map(lead).collect()
    }

    #[test]
    fn what_is_told_out_of_order_is_marked_where_that_is_certain() {
        let events = [
            event("end", r#", "at": 9, "told": "1.1""#),
            event("youth", r#", "at": 1, "told": "1.2""#),
            event("feast", r#", "at": 5, "told": "2""#),
            event("oath", r#", "at": 3, "told": "3""#),
            event("rumour", r#", "told": "0""#),
            event("war", r#", "at": 7, "told": "4""#),
        ];
        let answer = told(
            &events.join(","),
            r#"{"told": "1", "title": "Eve"}, {"told": "1.2", "title": "Then"}"#,
        );
        let expected = [
            "  0  rumour",
            "1 Eve: > 1.1  end",
            "1.2 Then:   1.2  youth",
            "  2  feast",
            "< 3  oath",
            "  4  war",
        ];
        assert_eq!(leads(&answer), expected);
        assert_eq!(answer.notes.len(), 2);
    }

    #[test]
    fn what_says_nothing_of_where_it_is_told_is_told_with_what_stands_before_it() {
        let events = [
            event("one", ""),
            event("two", r#", "told": 2"#),
            event("three", ""),
            event("four", r#", "told": 1"#),
        ];
        let answer = told(&events.join(","), "");
        assert_eq!(leads(&answer), ["  one", "  1  four", "  2  two", "  three"]);
    }
}

//! No event can happen before itself: `after`, `before` and the times of events must not lead in a ring.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Level, Place};
use crate::model::{Detail, Event, EventId};

pub(crate) const ORDER_LOOP: Rule = Rule {
    name: "order-loop",
    level: Level::Error,
    summary: "`after`, `before` and `at` lead from an event back to itself, so that the story has no order",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    for ring in &subject.world.timeline.order.loops {
        let id = |event: EventId| format!("`{}`", subject.world.story.event(event).id);
        let Some(&first) = ring.iter().min() else { continue };
        let start = ring.iter().position(|&event| event == first).unwrap_or(0);
        let around: Vec<EventId> = ring.iter().cycle().skip(start).take(ring.len()).copied().collect();
        let mut way: Vec<String> = around.iter().take(SHOWN).map(|&event| id(event)).collect();
        if around.len() > SHOWN {
            way.push(format!("{} more", around.len() - SHOWN));
        }
        way.push(id(first));
        let message = format!("{} must happen before itself: {}", id(first), way.join(" before "));
        let mut finding = ORDER_LOOP.finding(message);
        let steps = around.iter().zip(around.iter().cycle().skip(1)).take(SHOWN);
        for (nth, (&earlier, &later)) in steps.enumerate() {
            let (place, why) = reason(subject, earlier, later);
            finding = if nth == 0 {
                finding.at(place.label(why))
            } else {
                finding.note_at(place, why)
            };
        }
        report.add(&[], finding.help("take one of these away, or correct it"));
    }
}

/// How many events of a ring are shown.
const SHOWN: usize = 8;

/// Where it is said that the one comes before the other, and how.
fn reason(subject: &Subject<'_>, earlier: EventId, later: EventId) -> (Place, String) {
    let story = &subject.world.story;
    let (one, other) = (story.event(earlier), story.event(later));
    let (id, later_id) = (&one.id, &other.id);
    let names = |event: &Event, list: fn(&Detail) -> &Vec<EventId>, wanted: EventId| {
        event
            .detail
            .as_ref()
            .is_some_and(|detail| list(detail).contains(&wanted))
    };
    if names(one, |detail| &detail.before, later) {
        return (
            subject.key(earlier, "before", ""),
            format!("`{id}` is before `{later_id}`"),
        );
    }
    if names(other, |detail| &detail.after, earlier) {
        return (subject.key(later, "after", ""), format!("`{later_id}` is after `{id}`"));
    }
    let why = format!(
        "`{id}` is at `{}`, `{later_id}` at `{}`",
        one.at.written, other.at.written
    );
    (subject.key(earlier, "at", ""), why)
}

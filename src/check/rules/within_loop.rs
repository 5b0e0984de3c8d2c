//! No event can be part of itself: `within` must not lead in a ring.

use crate::check::{Report, Rule, Subject};
use crate::diag::{Finding, Level};
use crate::model::EventId;

pub(crate) const WITHIN_LOOP: Rule = Rule {
    name: "within-loop",
    level: Level::Error,
    summary: "`within` leads from an event back to itself, so that it would be part of itself",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    if story.events.iter().all(|event| event.within.is_none()) {
        return;
    }
    let mut done = vec![false; story.events.len()];
    let mut places = vec![None; story.events.len()];
    for start in story.event_ids() {
        let mut path: Vec<EventId> = Vec::new();
        let mut next = Some(start);
        while let Some(event) = next.filter(|event| !done[event.index()]) {
            if let Some(at) = places[event.index()] {
                let at: usize = at;
                report.add(&[], ring(subject, &path[at..]));
                break;
            }
            places[event.index()] = Some(path.len());
            path.push(event);
            next = story.event(event).within;
        }
        for event in path {
            (done[event.index()], places[event.index()]) = (true, None);
        }
    }
}

fn ring(subject: &Subject<'_>, ring: &[EventId]) -> Finding {
    let id = |event: &EventId| format!("`{}`", subject.world.story.event(*event).id);
    let mut way: Vec<String> = ring.iter().take(SHOWN).map(id).collect();
    if ring.len() > SHOWN {
        way.push(format!("{} more", ring.len() - SHOWN));
    }
    way.push(id(&ring[0]));
    let message = format!("{} is part of itself: {}", way[0], way.join(" within "));
    let mut finding = WITHIN_LOOP.finding(message);
    for (nth, (part, whole)) in ring.iter().zip(ring.iter().cycle().skip(1)).take(SHOWN).enumerate() {
        let (place, why) = (
            subject.key(*part, "within", ""),
            format!("{} is within {}", id(part), id(whole)),
        );
        finding = if nth == 0 {
            finding.at(place.label(why))
        } else {
            finding.note_at(place, why)
        };
    }
    finding.help("take one of these away, or correct it")
}

/// How many events of a ring are shown.
const SHOWN: usize = 8;

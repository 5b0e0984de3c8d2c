//! No event can be part of itself: `within` must not lead in a ring.

use crate::check::{Rule, Subject};
use crate::diag::Finding;
use crate::model::EventId;

pub(crate) const WITHIN_LOOP: Rule = Rule {
    name: "within-loop",
    summary: "`within` leads from an event back to itself, so that it would be part of itself",
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let story = &subject.world.story;
    if story.events.iter().all(|event| event.within.is_none()) {
        return;
    }
    let mut done = vec![false; story.events.len()];
    for start in story.event_ids() {
        let mut path: Vec<EventId> = Vec::new();
        let mut next = Some(start);
        while let Some(event) = next.filter(|event| !done[event.index()]) {
            if let Some(at) = path.iter().position(|&seen| seen == event) {
                findings.push(ring(subject, &path[at..]));
                break;
            }
            path.push(event);
            next = story.event(event).within;
        }
        for event in path {
            done[event.index()] = true;
        }
    }
}

fn ring(subject: &Subject<'_>, ring: &[EventId]) -> Finding {
    let id = |event: &EventId| format!("`{}`", subject.world.story.event(*event).id);
    let way: Vec<String> = ring.iter().chain(&ring[..1]).map(id).collect();
    let message = format!("{} is part of itself: {}", way[0], way.join(" within "));
    let mut finding = Finding::error(WITHIN_LOOP.name, message).at(subject.event(ring[0], ""));
    for &event in &ring[1..] {
        finding = finding.note_at(subject.event(event, ""), "by way of this one");
    }
    finding.help("take one of the `within` away, or correct it")
}

//! No event can happen before itself: `after`, `before` and the times of events must not lead in a ring.

use crate::check::{Rule, Subject};
use crate::diag::Finding;
use crate::model::EventId;

pub(crate) const ORDER_LOOP: Rule = Rule {
    name: "order-loop",
    summary: "`after`, `before` and `at` lead from an event back to itself, so that the story has no order",
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for ring in &subject.world.timeline.order.loops {
        let id = |event: EventId| format!("`{}`", subject.world.story.event(event).id);
        let Some(&first) = ring.iter().min() else { continue };
        let start = ring.iter().position(|&event| event == first).unwrap_or(0);
        let around: Vec<EventId> = ring.iter().cycle().skip(start).take(ring.len()).copied().collect();
        let way: Vec<String> = around.iter().chain([&first]).map(|&event| id(event)).collect();
        let message = format!("{} must happen before itself: {}", id(first), way.join(" before "));
        let mut finding = Finding::error(ORDER_LOOP.name, message).at(subject.event(first, "comes before the next"));
        for &event in &around[1..] {
            finding = finding.note_at(subject.event(event, ""), "and this one before the next");
        }
        findings.push(finding.help("take one of the `after`, `before` or `at` away, or correct it"));
    }
}

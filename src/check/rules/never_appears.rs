//! A character is there for something: an event to take part in, or somebody to stand in a relation to.

use crate::check::{Report, Rule, Subject};
use crate::diag::Level;
use crate::model::{EntityKind, Node, Story};

pub(crate) const NEVER_APPEARS: Rule = Rule {
    name: "never-appears",
    level: Level::Hint,
    summary: "a character takes part in no event and stands in no relation to anybody",
    run,
};

fn run(subject: &Subject<'_>, report: &mut Report) {
    let story = &subject.world.story;
    let seen = seen(story);
    for id in story.entity_ids() {
        if story.entity(id).kind != EntityKind::Character || seen[id.index()] {
            continue;
        }
        let message = format!(
            "{} takes part in no event, and stands in no relation to anybody",
            story.name(id)
        );
        let finding = NEVER_APPEARS
            .finding(message)
            .at(subject.entity(id, "never seen"))
            .help("tell an event they take part in or whom they belong to, or leave them out");
        report.add(&[id.into()], finding);
    }
}

/// Which entities take part in an event, are the place of one, or are named in a relation that is stated.
pub(super) fn seen(story: &Story) -> Vec<bool> {
    let mut seen = vec![false; story.entities.len()];
    let mut see = |node: Node| {
        if let Some(entity) = node.entity() {
            seen[entity.index()] = true;
        }
    };
    for event in story.event_ids() {
        story.parts(event).iter().for_each(|part| see(part.node));
        story.event(event).place.into_iter().for_each(|place| see(place.into()));
    }
    for initial in &story.initial {
        see(initial.subject.into());
        if let Some(object) = initial.object {
            see(object);
        }
    }
    seen
}

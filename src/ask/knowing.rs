//! Who knows of an event: those who took part, those who were told, and those who may have seen it.

use super::{Bearing, Row, evidence, reasons, stretches};
use crate::model::{EventId, Node};
use crate::timeline::{self, Reason, Stretch};
use crate::world::World;
use std::collections::BTreeSet;

/// The rows of those who were where an event happened, of whose knowing it the story says nothing.
pub(super) fn witnesses(world: &World, search: &stretches::Search<'_>) -> Vec<Row> {
    if timeline::knowledge(&world.vocabulary) != Some(search.relation) {
        return Vec::new();
    }
    let events: BTreeSet<EventId> = search.of.iter().filter_map(|node| node.event()).collect();
    let mut rows = Vec::new();
    for event in events {
        let as_of = search.as_of.cloned().unwrap_or_else(|| world.end());
        for who in world.present_at(event) {
            let Some(verdict) = world.knows(who, event.into(), &as_of) else {
                continue;
            };
            let wanted = search.of.iter().all(|&node| node == who || node.event() == Some(event));
            let Some(there) = world.judged(&verdict).next() else {
                continue;
            };
            if verdict.reason == Reason::Nearby && wanted {
                let knowing = Stretch {
                    relation: search.relation,
                    args: [Some(who), Some(event.into())],
                    from: world.after_event(event).moment,
                    started: timeline::Cause::Event(event),
                    until: None,
                    ended: None,
                    ..*there
                };
                let mut row = stretches::row(
                    world,
                    &knowing,
                    search.of.first().copied(),
                    crate::world::Tense::Present,
                );
                row.span = None;
                row.evidence = evidence::cause(world, there.started, Bearing::Opens)
                    .into_iter()
                    .collect();
                row.open = Some(reasons::clause(world, &verdict, &as_of));
                row.section = Some(stretches::OPEN.to_owned());
                rows.push(row);
            }
        }
    }
    rows
}

/// Who ever knows of an event, in words: those who took part, then those who learn of it later, with what they learn it by.
pub(super) fn known_to(world: &World, event: EventId) -> Option<(String, Vec<Node>)> {
    let mut words: Vec<String> = Vec::new();
    let mut knowers: Vec<Node> = Vec::new();
    for stretch in world.knowledge_of(event.into()) {
        let Some(who) = stretch.args[0].filter(|who| !knowers.contains(who)) else {
            continue;
        };
        knowers.push(who);
        let mut name = world.mention(who);
        if !world.saw_it(stretch) {
            name.push_str(&format!(" since {}", world.from_words(stretch)));
        }
        if stretch.certainty != crate::model::Certainty::Stated {
            name.push_str(&format!(" ({})", stretch.certainty.word()));
        }
        words.push(name);
    }
    (!words.is_empty()).then(|| (words.join(", "), knowers))
}

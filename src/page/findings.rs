//! What `check` says of a story, tied to whom and what it is about.
//!
//! Whoever checks a story knows the end of it, so that findings are shown to those alone who have read all of it.

use super::payload::Range;
use super::reader::{Index, Numbered};
use crate::diag::Finding;
use crate::model::Node;
use crate::world::World;
use serde::Serialize;

/// A finding, and the ids of the events and entities that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What was found.
    pub finding: Finding,
    /// Whom and what it is about, by id.
    pub on: Vec<String>,
}

impl Judged {
    /// A finding about events and entities of a world.
    #[must_use]
    pub fn of(world: &World, finding: Finding, on: &[Node]) -> Self {
        let on = on.iter().map(|&node| world.story.slug(node).to_owned()).collect();
        Self { finding, on }
    }
}

/// A finding as the page has it.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    level: &'static str,
    rule: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entities: Vec<u32>,
}

/// The findings, for whoever has come to the last of so many positions.
pub(super) fn written(findings: &[Judged], index: &Index, positions: u32) -> Vec<Found> {
    let written = findings.iter().map(|judged| {
        let on = judged.on.iter().filter_map(|id| index.find(id));
        let (mut events, mut entities) = (Vec::new(), Vec::new());
        for number in on {
            match number {
                Numbered::Event(event) if !events.contains(&event) => events.push(event),
                Numbered::Entity(entity) if !entities.contains(&entity) => entities.push(entity),
                Numbered::Event(_) | Numbered::Entity(_) => {}
            }
        }
        Found {
            r: (1 < positions).then(|| [positions - 1, positions]),
            level: judged.finding.level.word(),
            rule: judged.finding.rule.to_string(),
            message: judged.finding.message.clone(),
            help: judged.finding.help.clone(),
            events,
            entities,
        }
    });
    written.collect()
}

//! How somebody fares at every moment: whether they live, are dead, or nobody can tell.

use super::payload::Range;
use super::reader::Reader;
use crate::model::{EntityId, Node};
use crate::timeline::{Moment, Reason, Stretch, Truth};
use crate::vocabulary::Meaning;
use serde::Serialize;
use std::collections::BTreeSet;

/// How somebody fares over some moments; whoever simply lives is not spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// Dead, or no more.
    Dead,
    /// Nobody can tell.
    Unknown,
    /// Not born yet.
    Unborn,
}

/// The moments at which somebody does not simply live.
pub(super) fn of(reader: &Reader, entity: EntityId) -> Vec<(Range, State)> {
    let (world, node) = (&reader.world, Node::from(entity));
    let between = |relation| &world.vocabulary.relation(relation).between[0];
    let life = world.vocabulary.meaning(Meaning::Life);
    let Some(life) = life.into_iter().find(|&id| between(id).admits_node(&world.story, node)) else {
        return Vec::new();
    };
    let matters = |stretch: &&Stretch| {
        let relation = world.vocabulary.relation(stretch.relation);
        stretch.relation == life || relation.obscures.contains(&life)
    };
    let stretches: Vec<&Stretch> = world.timeline.concerning(node).filter(matters).collect();
    if stretches
        .iter()
        .all(|stretch| stretch.from == Moment::START && stretch.until.is_none())
    {
        return Vec::new();
    }
    let mut states: Vec<(Range, State)> = Vec::new();
    let changes = changes(reader, &stretches);
    let ends = changes.iter().copied().skip(1).map(Some).chain([None]);
    for (&from, until) in changes.iter().zip(ends) {
        let verdict = world
            .timeline
            .holds(&world.vocabulary, life, [Some(node), None], &Reader::as_of(from));
        let state = match (verdict.truth, verdict.reason) {
            (Truth::No, Reason::NotYet) => State::Unborn,
            (Truth::No, _) => State::Dead,
            (Truth::Unknown, Reason::Unsaid) | (Truth::Yes, _) => continue,
            (Truth::Unknown, _) => State::Unknown,
        };
        let range = [
            reader.time(from),
            until.map_or(reader.end(), |until| reader.time(until)),
        ];
        match states.last_mut() {
            Some((last, known)) if last[1] == range[0] && *known == state => last[1] = range[1],
            _ if range[0] < range[1] => states.push((range, state)),
            _ => {}
        }
    }
    states
}

/// The moments at which it may change how somebody fares: where something begins or ends.
fn changes(reader: &Reader, stretches: &[&Stretch]) -> Vec<Moment> {
    let events = u32::try_from(reader.world.story.events.len()).expect("the loader admits fewer");
    let ends = stretches.iter().flat_map(|stretch| [Some(stretch.from), stretch.until]);
    let ends = ends.flatten().chain([Moment::START, Moment(events)]);
    ends.collect::<BTreeSet<Moment>>().into_iter().collect()
}

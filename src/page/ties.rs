//! What holds between whom, over which moments and at which positions of a reader.

use super::payload::Range;
use super::reader::Reader;
use super::rich::{self, Piece};
use super::spells::Spells;
use crate::model::{Certainty, Node};
use crate::timeline::{Cause, Stretch};
use crate::vocabulary::Meaning;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One relation holding for a while.
#[derive(Debug, Serialize)]
pub(super) struct Tie {
    relation: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<u32>,
    t: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sure: Option<bool>,
    sentence: Vec<Piece>,
}

/// What a stretch is, whoever tells of it; those that begin first stand first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    t: Range,
    relation: String,
    from: Option<u32>,
    to: Option<u32>,
    about: Option<u32>,
    by: Option<u32>,
    ended: Option<u32>,
    unsure: bool,
    sentence: Vec<Piece>,
}

/// All stretches, as far as they have been heard of.
#[derive(Debug, Default)]
pub(super) struct Ties {
    heard: BTreeMap<Key, Spells<()>>,
}

impl Ties {
    /// Hears what a reader at a position knows.
    pub(super) fn hear(&mut self, position: u32, reader: &Reader) {
        // The same may be told twice over, as by two who claim it; it is heard once.
        let keys: BTreeSet<Key> = reader
            .world
            .timeline
            .stretches
            .iter()
            .filter_map(|stretch| key(reader, stretch))
            .collect();
        for key in keys {
            self.heard.entry(key).or_default().at(position, ());
        }
    }

    /// The relations that anybody stands in, by name.
    pub(super) fn relations(&self) -> Vec<String> {
        let relations: BTreeSet<&String> = self.heard.keys().map(|key| &key.relation).collect();
        relations.into_iter().cloned().collect()
    }

    /// The stretches as the page has them, with relations by their place among those names: of somebody, and of events.
    pub(super) fn written(self, positions: u32, relations: &[String]) -> (Vec<Tie>, Vec<Tie>) {
        let mut ties = Vec::new();
        for (key, spells) in self.heard {
            let relation = relations
                .binary_search(&key.relation)
                .expect("all names are among them");
            for (r, ()) in spells.written(positions) {
                ties.push(Tie {
                    relation: u32::try_from(relation).expect("relations are few"),
                    from: key.from,
                    to: key.to,
                    about: key.about,
                    t: key.t,
                    r,
                    by: key.by,
                    ended: key.ended,
                    sure: key.unsure.then_some(false),
                    sentence: key.sentence.clone(),
                });
            }
        }
        ties.into_iter().partition(|tie| tie.from.is_some())
    }
}

/// What a stretch is on the page; none for life, which is told of each by itself, and for what holds of nobody known.
fn key(reader: &Reader, stretch: &Stretch) -> Option<Key> {
    let relation = reader.world.vocabulary.relation(stretch.relation);
    if relation.means == Some(Meaning::Life) {
        return None;
    }
    // Somebody held by nobody known is told of all the same, and so is who holds somebody unknown.
    let turned = stretch.args[0].is_none();
    let first = stretch.args[usize::from(turned)]?;
    let second = if turned { None } else { stretch.args[1] };
    // What somebody else claims is not in the page, and neither is what holds of it.
    let is_known = |node: Node| node.event().is_none_or(|event| reader.event(event).is_some());
    if ![Some(first), second].into_iter().flatten().all(is_known) {
        return None;
    }
    let entity = |node: Node| node.entity().map(|id| reader.entity(id));
    let number = |cause: Option<Cause>| cause.and_then(Cause::event).and_then(|event| reader.event(event));
    Some(Key {
        t: reader.times(stretch)?,
        relation: relation.name.clone(),
        from: entity(first),
        to: second.and_then(entity),
        about: reader.event_of(first).or(second.and_then(|node| reader.event_of(node))),
        by: number(Some(stretch.started)),
        ended: number(stretch.ended),
        unsure: stretch.certainty >= Certainty::Doubtful,
        sentence: rich::stretch(reader, stretch),
    })
}

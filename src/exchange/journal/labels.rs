//! Which events carry their id in brackets: those that something refers to, and those that would else be called something else.

use crate::model::{Edge, EventId, Node, Point, Story};
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

/// For each event whether its id is written.
pub(super) fn labelled(story: &Story, vocabulary: &Vocabulary) -> Vec<bool> {
    let mut labelled = referred(story);
    loop {
        let made = automatic(story, vocabulary, &labelled);
        let mut settled = true;
        for (i, event) in story.events.iter().enumerate() {
            if !labelled[i] && made[i].as_deref() != Some(&*event.id) {
                labelled[i] = true;
                settled = false;
            }
        }
        if settled {
            return labelled;
        }
    }
}

/// The events that something refers to.
fn referred(story: &Story) -> Vec<bool> {
    let mut referred = vec![false; story.events.len()];
    let mut refer = |event: EventId| referred[event.index()] = true;
    for event in &story.events {
        event.within.into_iter().for_each(&mut refer);
        if let Some(detail) = &event.detail {
            let events = detail.after.iter().chain(&detail.before).chain(&detail.because);
            events.copied().for_each(&mut refer);
        }
    }
    let parts = story.parts.iter().map(|part| part.node);
    let objects = story.initial.iter().filter_map(|initial| initial.object);
    parts.chain(objects).filter_map(Node::event).for_each(&mut refer);
    let names = story.entities.iter().flat_map(|entity| &entity.names);
    let edges = names.flat_map(|name| [&name.from, &name.until]);
    let stated = story.initial.iter().flat_map(|initial| [&initial.from, &initial.until]);
    for edge in edges.chain(stated) {
        if let Edge::Event(event) = edge {
            refer(*event);
        }
    }
    for assertion in &story.assertions {
        if let Point::After(event) | Point::Before(event) = assertion.when
            && assertion.on != Some(event)
        {
            refer(event);
        }
    }
    referred
}

/// The ids that events without a label get: the kind and whoever stands first in it, with a number where that is taken.
fn automatic(story: &Story, vocabulary: &Vocabulary, labelled: &[bool]) -> Vec<Option<String>> {
    let given = story.events.iter().zip(labelled).filter(|(_, labelled)| **labelled);
    let mut taken: BTreeSet<String> = given.map(|(event, _)| event.id.to_string()).collect();
    taken.extend(story.entities.iter().map(|entity| entity.id.to_string()));
    // How often each was wanted, so that the thousandth meeting need not count again from the second.
    let mut wanted: BTreeMap<String, u32> = BTreeMap::new();
    let mut made = Vec::new();
    for (id, &labelled) in story.event_ids().zip(labelled) {
        if labelled {
            made.push(None);
            continue;
        }
        let kind = vocabulary.kind(story.event(id).kind);
        let first = kind.roles.iter().find_map(|role| story.fillers(id, role.id).next());
        let stem = match first {
            Some(part) => format!("{}-{}", kind.name, story.slug(part.node)),
            None => kind.name.clone(),
        };
        let nth = wanted.entry(stem.clone()).or_insert(0);
        let mut name = String::new();
        while name.is_empty() || taken.contains(&name) {
            *nth += 1;
            name = if *nth == 1 {
                stem.clone()
            } else {
                format!("{stem}-{nth}")
            };
        }
        taken.insert(name.clone());
        made.push(Some(name));
    }
    made
}

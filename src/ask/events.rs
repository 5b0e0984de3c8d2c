//! Events as rows: what happened, who took which part, and the words of the sources.

use super::{Bearing, Cell, Row, evidence};
use crate::model::{Certainty, EventId, KindId, Node, Part, RoleId};
use crate::world::World;

/// Whether an entity has any part in an event, its place included, or an event is what it is about.
pub(super) fn concerns(world: &World, id: EventId, node: Node) -> bool {
    let parts = world.story.parts(id);
    let place = world.story.event(id).place;
    parts.iter().any(|part| part.node == node) || place.is_some() && place == node.entity()
}

/// An event as a row with its id in front.
pub(super) fn row(world: &World, id: EventId) -> Row {
    Row {
        lead: Some(world.story.event(id).id.to_string()),
        sentence: world.sentence(id),
        certainty: world.story.event(id).certainty,
        evidence: vec![evidence::event(world, id, Bearing::Shows)],
        ..Row::default()
    }
}

/// The parts that somebody plays in an event, as words: the names of the roles, candidates marked.
pub(super) fn parts_of(world: &World, id: EventId, node: Node) -> Vec<String> {
    let mut parts: Vec<String> = world
        .parts(id)
        .into_iter()
        .filter(|part| part.node == node)
        .map(|part| part_word(world, part))
        .collect();
    if world.story.event(id).place.map(Node::from) == Some(node) {
        parts.push("place".to_owned());
    }
    parts
}

fn part_word(world: &World, part: Part) -> String {
    let role = world.vocabulary.role(part.role);
    if part.candidate {
        format!("possible {role}")
    } else {
        role.to_owned()
    }
}

/// How sure somebody's part in an event is.
pub(super) fn certainty_of(world: &World, id: EventId, node: Node) -> Certainty {
    let certain = world
        .story
        .parts(id)
        .iter()
        .filter(|part| part.node == node)
        .all(|part| !part.candidate);
    let told = world.story.event(id).certainty;
    if certain { told } else { told.max(Certainty::Possible) }
}

/// The roles that kinds have, in the order of their declaration, each once.
pub(super) fn roles(world: &World, kinds: &[KindId]) -> Vec<RoleId> {
    let mut roles = Vec::new();
    for &kind in kinds {
        for role in &world.vocabulary.kind(kind).roles {
            if !roles.contains(&role.id) {
                roles.push(role.id);
            }
        }
    }
    roles
}

/// The cells for who plays which of the roles.
pub(super) fn role_cells<'a>(world: &'a World, id: EventId, roles: &'a [RoleId]) -> impl Iterator<Item = Cell> + 'a {
    roles.iter().map(move |&role| {
        let fillers: Vec<_> = world
            .story
            .fillers(id, role)
            .map(|part| evidence::filler(world, id, part))
            .collect();
        if fillers.is_empty() {
            Cell::Empty
        } else {
            Cell::Many(fillers)
        }
    })
}

/// The number of nameless people in an event, as a cell.
pub(super) fn count(world: &World, id: EventId) -> Cell {
    let detail = world.story.event(id).detail.as_ref();
    Cell::text(detail.and_then(|detail| detail.count).map(World::count_words))
}

/// The name of an event's kind.
pub(super) fn kind(world: &World, id: EventId) -> &str {
    &world.vocabulary.kind(world.story.event(id).kind).name
}

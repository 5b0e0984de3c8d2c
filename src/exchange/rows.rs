//! The nodes and edges of a story as rows of words, for every form that is a table of the two.

use super::Request;
use crate::graph::Tie;
use crate::model::{Certainty, DocumentId, Edge, EntityId, EventId, Node};
use crate::timeline::Stretch;
use crate::vocabulary::Relation;
use crate::world::{Tense, World};

/// An entity or event as a row.
pub(super) struct NodeRow {
    pub id: String,
    pub label: String,
    /// character, faction, place, item or event.
    pub kind: &'static str,
    /// The species of a character, the kind of an event.
    pub sort: String,
    /// When an event happened, as written.
    pub at: String,
    /// How many events have happened when this one has.
    pub moment: Option<u32>,
    /// What holds of it alone: alive, missing.
    pub states: String,
    pub description: String,
}

/// A stretch between two, or a part in an event, as a row.
#[derive(Default)]
pub(super) struct EdgeRow {
    pub source: String,
    pub target: String,
    /// Whether it runs both ways.
    pub symmetric: bool,
    /// stretch, role, place, because or within.
    pub layer: &'static str,
    /// The name of the relation or role.
    pub relation: String,
    /// When it began and ended, as written.
    pub from: String,
    pub until: String,
    /// The events that began and ended it.
    pub started: String,
    pub ended: String,
    /// The first moments at which it holds, and holds no more.
    pub begins: Option<u32>,
    pub ends: Option<u32>,
    pub certainty: &'static str,
    pub according_to: String,
    pub sentence: String,
}

/// Every node, by slug; as of a moment, without the events to come.
pub(super) fn nodes(world: &World, request: &Request) -> Vec<NodeRow> {
    let graph = world.graph();
    let snapshot = request.as_of.as_ref().map(|as_of| graph.as_of(&world.timeline, as_of));
    let states = states(world, request);
    let row = |node: Node| match (node.entity(), node.event()) {
        (Some(id), _) => Some(entity(world, id, states[id.index()].join("; "))),
        (None, Some(id)) => Some(event(world, id)),
        (None, None) => None,
    };
    snapshot.as_ref().unwrap_or(graph).nodes().filter_map(row).collect()
}

fn entity(world: &World, id: EntityId, states: String) -> NodeRow {
    let entity = world.story.entity(id);
    let description = entity.description.as_ref().map(|note| note.text.to_string());
    NodeRow {
        id: entity.id.to_string(),
        label: world.story.label(id).to_owned(),
        kind: entity.kind.word(),
        sort: entity.species.as_ref().map(ToString::to_string).unwrap_or_default(),
        at: String::new(),
        moment: None,
        states,
        description: description.unwrap_or_default(),
    }
}

fn event(world: &World, id: EventId) -> NodeRow {
    let event = world.story.event(id);
    let note = event.detail.as_ref().and_then(|detail| detail.note.as_ref());
    NodeRow {
        id: event.id.to_string(),
        label: world.sentence(id),
        kind: "event",
        sort: world.vocabulary.kind(event.kind).name.clone(),
        at: event.at.written.to_string(),
        moment: Some(world.timeline.order.position(id) + 1),
        states: String::new(),
        description: note.map(ToString::to_string).unwrap_or_default(),
    }
}

/// What holds of each entity with no known other, as of the moment asked for or the end, by name.
fn states(world: &World, request: &Request) -> Vec<Vec<String>> {
    let as_of = request.as_of.clone().unwrap_or_else(|| world.end());
    let spans = |stretch: &&Stretch| world.timeline.spans(stretch, &as_of);
    let mut states: Vec<Vec<String>> = vec![Vec::new(); world.story.entities.len()];
    for stretch in world.timeline.stretches.iter().filter(spans) {
        let (subject, alone) = match stretch.args {
            [Some(subject), None] | [None, Some(subject)] => (subject.entity(), true),
            [Some(_), Some(_)] | [None, None] => (None, false),
        };
        if let (Some(subject), true) = (subject, alone) {
            states[subject.index()].push(world.vocabulary.relation(stretch.relation).name.clone());
        }
    }
    for list in &mut states {
        list.sort();
        list.dedup();
    }
    states
}

/// Every edge: parts by event, then stretches by when they begin; as of a moment, only what has happened and holds.
pub(super) fn edges(world: &World, request: &Request) -> Vec<EdgeRow> {
    let graph = world.graph();
    let snapshot = request.as_of.as_ref().map(|as_of| graph.as_of(&world.timeline, as_of));
    let ties = snapshot.as_ref().unwrap_or(graph).ties();
    ties.map(|(from, to, tie)| edge(world, request, from, to, tie))
        .collect()
}

fn edge(world: &World, request: &Request, from: Node, to: Node, tie: Tie) -> EdgeRow {
    let mut row = EdgeRow {
        source: world.story.slug(from).to_owned(),
        target: world.story.slug(to).to_owned(),
        certainty: Certainty::Stated.word(),
        ..EdgeRow::default()
    };
    match tie {
        Tie::Stretch { stretch, .. } => fill_stretch(world, request, &world.timeline.stretches[stretch], &mut row),
        Tie::Role { role, candidate } => {
            row.layer = "role";
            world.vocabulary.role(role).clone_into(&mut row.relation);
            let certainty = from
                .event()
                .map(|id| world.story.event(id).certainty)
                .unwrap_or_default();
            let certainty = if candidate { Certainty::Possible } else { certainty };
            row.certainty = certainty.word();
        }
        Tie::Place => row.layer = "place",
        Tie::Because => row.layer = "because",
        Tie::Within => row.layer = "within",
    }
    if row.relation.is_empty() {
        row.layer.clone_into(&mut row.relation);
    }
    row
}

fn fill_stretch(world: &World, request: &Request, stretch: &Stretch, row: &mut EdgeRow) {
    let relation: &Relation = world.vocabulary.relation(stretch.relation);
    // As of a moment, when it will end has not come out yet.
    let ended = stretch.ended.filter(|_| request.as_of.is_none());
    let tense = if ended.is_some() { Tense::Past } else { Tense::Present };
    row.layer = "stretch";
    row.symmetric = relation.symmetric;
    row.relation.clone_from(&relation.name);
    (row.started, row.from) = edge_of(world, &world.started(stretch));
    let end = world.ended(stretch).filter(|_| ended.is_some());
    (row.ended, row.until) = edge_of(world, &end.unwrap_or_default());
    row.begins = Some(stretch.from.0);
    row.ends = stretch.until.filter(|_| ended.is_some()).map(|until| until.0);
    row.certainty = stretch.certainty.word();
    row.according_to = document(world, stretch.according_to);
    row.sentence = world.stretch_sentence(stretch, tense);
}

/// The event at one end of a stretch, and its time as written.
fn edge_of(world: &World, edge: &Edge) -> (String, String) {
    match edge {
        Edge::Open => (String::new(), String::new()),
        Edge::Time(time) => (String::new(), time.written.to_string()),
        Edge::Event(id) => {
            let event = world.story.event(*id);
            (event.id.to_string(), event.at.written.to_string())
        }
    }
}

fn document(world: &World, id: Option<DocumentId>) -> String {
    id.map(|id| world.story.document(id).id.to_string()).unwrap_or_default()
}

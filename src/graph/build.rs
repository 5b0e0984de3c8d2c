//! The nodes and edges of a story, put in an order that owes nothing to the order of its file.

use super::{Point, StoryGraph, Tie};
use crate::model::{EventId, Node, Story};
use crate::timeline::{Moment, Timeline};
use crate::vocabulary::Vocabulary;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

impl StoryGraph {
    /// Builds the graph of a story.
    ///
    /// Events that the timeline's lens leaves out are left out here too.
    #[must_use]
    pub fn of(story: &Story, vocabulary: &Vocabulary, timeline: &Timeline) -> Self {
        let mut graph = DiGraph::new();
        let mut places: FxHashMap<Node, NodeIndex> = FxHashMap::default();
        let points = points(story, timeline);
        for point in &points {
            places.insert(point.node, graph.add_node(*point));
        }
        let mut add = |from: Node, to: Node, tie: Tie| {
            if let (Some(&from), Some(&to)) = (places.get(&from), places.get(&to)) {
                graph.add_edge(from, to, tie);
            }
        };
        for event in points.iter().filter_map(|point| point.node.event()) {
            for (to, tie) in ties_of(story, vocabulary, event) {
                add(event.into(), to, tie);
            }
        }
        for (i, stretch) in timeline.stretches.iter().enumerate() {
            if let [Some(from), Some(to)] = stretch.args {
                let tie = Tie::Stretch {
                    stretch: i,
                    relation: stretch.relation,
                    from: stretch.from,
                    until: stretch.until,
                };
                add(from, to, tie);
            }
        }
        Self { graph, places }
    }
}

/// Every entity and event, by slug.
fn points(story: &Story, timeline: &Timeline) -> Vec<Point> {
    let entities = story.entity_ids().map(|id| Point {
        node: id.into(),
        since: Moment::START,
    });
    let events = story
        .event_ids()
        .filter(|&id| timeline.lens.takes_event(story, id))
        .map(|id| Point {
            node: id.into(),
            since: Moment(timeline.order.position(id) + 1),
        });
    let mut points: Vec<Point> = entities.chain(events).collect();
    points.sort_by(|a, b| story.slug(a.node).cmp(story.slug(b.node)));
    points
}

/// The edges that lead from an event, by their word and then by slug.
fn ties_of(story: &Story, vocabulary: &Vocabulary, id: EventId) -> Vec<(Node, Tie)> {
    let event = story.event(id);
    let mut ties: Vec<(&str, Node, Tie)> = Vec::new();
    for part in story.parts(id) {
        let tie = Tie::Role {
            role: part.role,
            candidate: part.candidate,
        };
        ties.push((vocabulary.role(part.role), part.node, tie));
    }
    ties.extend(event.place.map(|place| ("place", place.into(), Tie::Place)));
    ties.extend(event.within.map(|whole| ("within", whole.into(), Tie::Within)));
    if let Some(detail) = &event.detail {
        ties.extend(
            detail
                .because
                .iter()
                .map(|&cause| ("because", cause.into(), Tie::Because)),
        );
    }
    ties.sort_by(|a, b| (a.0, story.slug(a.1)).cmp(&(b.0, story.slug(b.1))));
    ties.into_iter().map(|(_, to, tie)| (to, tie)).collect()
}

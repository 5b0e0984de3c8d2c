//! The story as a graph: entities and events are its nodes; parts taken in events and stretches between entities are its edges.
//!
//! ```text
//!            healer                allied (from `cure`, until …)
//!   [cure] ─────────▶ (odo) ─────────────────────────▶ (federation)
//!      └────────────▶ (founder)
//!            healed
//! ```
//!
//! Nodes stand in the order of their slugs, and edges in an order made from slugs and names, so that nothing here depends on how the story's file is sorted.
//! Unary stretches (being alive) and those with somebody unknown are no edges.
//! No other folder names petgraph, and no answer follows the order in which petgraph lists neighbours.

mod build;
mod connection;
mod measures;

pub use connection::{Path, Search, Step, Through};
pub use measures::{Betweenness, Measures};

use crate::model::{Node, RelationId, RoleId};
use crate::timeline::{AsOf, Moment, Timeline};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

/// The graph of a story.
#[derive(Clone, Debug)]
pub struct StoryGraph {
    graph: DiGraph<Point, Tie>,
    places: FxHashMap<Node, NodeIndex>,
}

/// A node, and since when it is there.
#[derive(Clone, Copy, Debug)]
struct Point {
    node: Node,
    since: Moment,
}

/// What ties two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// A relation holding over a span: from its first argument to its second.
    Stretch {
        /// Its place in [`Timeline::stretches`](crate::timeline::Timeline::stretches).
        stretch: usize,
        /// Which relation.
        relation: RelationId,
        /// The first moment at which it holds.
        from: Moment,
        /// The first moment at which it holds no more.
        until: Option<Moment>,
    },
    /// A part taken: from the event to whoever takes it.
    Role {
        /// Which role.
        role: RoleId,
        /// Whether this is only one of several candidates.
        candidate: bool,
    },
    /// From an event to the place of it.
    Place,
    /// From an event to one that caused it.
    Because,
    /// From an event to the larger one it is part of.
    Within,
}

impl StoryGraph {
    /// The nodes, in the order of their slugs.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.graph.node_weights().map(|point| point.node)
    }

    /// The edges, each from one node to another: parts and places by event, then stretches by when they begin.
    ///
    /// ```
    /// use lorescope::{graph::StoryGraph, model::Story, timeline::{Lens, Timeline}, vocabulary::Vocabulary};
    /// let (story, vocabulary) = (Story::default(), Vocabulary::prelude());
    /// let timeline = Timeline::of(&story, &vocabulary, Lens::default());
    /// assert_eq!(StoryGraph::of(&story, &vocabulary, &timeline).ties().count(), 0);
    /// ```
    pub fn ties(&self) -> impl Iterator<Item = (Node, Node, Tie)> + '_ {
        self.graph
            .edge_references()
            .map(|edge| (self.node(edge.source()), self.node(edge.target()), *edge.weight()))
    }

    /// Whether a node is in the graph.
    #[must_use]
    pub fn contains(&self, node: Node) -> bool {
        self.places.contains_key(&node)
    }

    /// The graph as of a moment: the events that have happened, and the stretches that hold.
    #[must_use]
    pub fn snapshot(&self, moment: Moment) -> Self {
        self.filtered(
            |_, since| since <= moment,
            |tie| match tie {
                Tie::Stretch { from, until, .. } => from <= moment && until.is_none_or(|until| moment < until),
                Tie::Role { .. } | Tie::Place | Tie::Because | Tie::Within => true,
            },
        )
    }

    /// The graph as of what a moment was named by: the events that have happened, and the stretches that span it.
    #[must_use]
    pub fn as_of(&self, timeline: &Timeline, as_of: &AsOf) -> Self {
        self.filtered(
            |_, since| since <= as_of.moment,
            |tie| match tie {
                Tie::Stretch { stretch, .. } => timeline.spans(&timeline.stretches[stretch], as_of),
                Tie::Role { .. } | Tie::Place | Tie::Because | Tie::Within => true,
            },
        )
    }

    /// The graph with only those edges; all nodes stay.
    #[must_use]
    pub fn with_ties(&self, keep: impl Fn(Tie) -> bool) -> Self {
        self.filtered(|_, _| true, keep)
    }

    /// The graph with only those nodes and the edges between them.
    #[must_use]
    pub fn with_nodes(&self, keep: impl Fn(Node) -> bool) -> Self {
        self.filtered(|node, _| keep(node), |_| true)
    }

    fn filtered(&self, keep: impl Fn(Node, Moment) -> bool, ties: impl Fn(Tie) -> bool) -> Self {
        // Both lists keep their order when pieces are left out.
        let graph = self.graph.filter_map(
            |_, point| keep(point.node, point.since).then_some(*point),
            |_, tie| ties(*tie).then_some(*tie),
        );
        let places = graph.node_indices().map(|place| (graph[place].node, place)).collect();
        Self { graph, places }
    }

    fn node(&self, place: NodeIndex) -> Node {
        self.graph[place].node
    }

    /// The neighbours of each node over some of the edges in either direction, each once, by slug.
    fn neighbours(&self, over: impl Fn(Node, Node, Tie) -> bool) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.graph.node_count()];
        for edge in self.graph.edge_references() {
            let (one, other) = (edge.source(), edge.target());
            if one != other && over(self.node(one), self.node(other), *edge.weight()) {
                neighbours[one.index()].push(other.index());
                neighbours[other.index()].push(one.index());
            }
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        neighbours
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::sample::world;

    const SHUFFLED: [&str; 2] = [
        r#""characters": [{"id": "ann"}, {"id": "bo"}, {"id": "cy", "relations": {"friend": "ann"}}]"#,
        r#""characters": [{"id": "cy", "relations": {"friend": "ann"}}, {"id": "bo"}, {"id": "ann"}]"#,
    ];

    fn story(cast: &str) -> crate::world::World {
        world(&format!(
            r#"{{"lorescope": 1, {cast}, "places": [{{"id": "hall"}}], "events": [
                {{"id": "pact", "kind": "alliance", "roles": {{"allies": ["ann", "bo"]}}, "place": "hall"}},
                {{"id": "end", "kind": "betrayal", "roles": {{"betrayer": "bo", "betrayed": "ann"}}, "because": "pact"}}]}}"#
        ))
    }

    fn told(world: &crate::world::World, graph: &StoryGraph) -> Vec<String> {
        let name = |tie| match tie {
            Tie::Stretch { relation, .. } => world.vocabulary.relation(relation).name.clone(),
            Tie::Role { role, .. } => world.vocabulary.role(role).to_owned(),
            Tie::Place => "place".to_owned(),
            Tie::Because => "because".to_owned(),
            Tie::Within => "within".to_owned(),
        };
        graph
            .ties()
            .map(|(from, to, tie)| format!("{} {} {}", world.story.slug(from), name(tie), world.story.slug(to)))
            .collect()
    }

    #[test]
    fn the_graph_is_the_same_however_the_cast_is_listed() {
        let [one, other] = SHUFFLED.map(|cast| {
            let world = story(cast);
            let nodes: Vec<String> = world.graph().nodes().map(|n| world.story.slug(n).to_owned()).collect();
            (nodes, told(&world, world.graph()))
        });
        assert_eq!(one, other);
        assert_eq!(one.0, ["ann", "bo", "cy", "end", "hall", "pact"]);
        assert_eq!(
            one.1,
            [
                "end because pact",
                "end betrayed ann",
                "end betrayer bo",
                "pact allies ann",
                "pact allies bo",
                "pact place hall",
                "ann friend cy",
                "ann allied bo",
                "ann hostile bo"
            ]
        );
    }

    #[test]
    fn a_snapshot_holds_what_has_happened_and_what_still_holds() {
        let world = story(SHUFFLED[0]);
        let ties = |moment| told(&world, &world.graph().snapshot(Moment(moment)));
        assert_eq!(ties(0), ["ann friend cy"]);
        assert_eq!(
            ties(1),
            [
                "pact allies ann",
                "pact allies bo",
                "pact place hall",
                "ann friend cy",
                "ann allied bo"
            ]
        );
        assert!(ties(2).contains(&"ann hostile bo".to_owned()));
        assert!(!ties(2).contains(&"ann allied bo".to_owned()));
    }
}

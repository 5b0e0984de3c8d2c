//! The shortest way from one node to another: who knows somebody who is allied with somebody.
//!
//! Of several ways as short, the one that comes first by the slugs along it is taken, so the same story always gives the same way.

use super::{StoryGraph, Tie};
use crate::model::{Node, RelationId, RoleId};
use crate::timeline::Moment;
use std::collections::VecDeque;

/// What a way may lead over.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Only these relations; all of them, if none is named.
    pub relations: Option<Vec<RelationId>>,
    /// Only what has happened and what holds as of a moment; the whole story without one.
    pub moment: Option<Moment>,
    /// Roles that are no part in what happens and so tie nobody to it.
    pub apart: Vec<RoleId>,
    /// Whether a shared event is a way.
    pub through: Through,
}

/// Whether a shared event is a way from one to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Through {
    /// Stretches alone.
    Stretches,
    /// Stretches; where they lead nowhere, parts in shared events too.
    #[default]
    EventsIfNeeded,
    /// Stretches and parts in shared events alike.
    Events,
}

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its steps, in order; none from a node to itself.
    pub steps: Vec<Step>,
}

/// One step of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it starts.
    pub from: Node,
    /// Where it leads.
    pub to: Node,
    /// Everything that ties the two in either direction: stretches by when they begin, then parts.
    pub ties: Vec<Tie>,
}

impl StoryGraph {
    /// The shortest way from one node to another, edges taken in either direction; none if there is none.
    ///
    /// Without a moment, the steps of a way may hold at different times.
    #[must_use]
    pub fn connection(&self, from: Node, to: Node, search: &Search) -> Option<Path> {
        let over_stretches = || self.shortest(from, to, |tie| matches!(tie, Tie::Stretch { .. }) && search.admits(tie));
        let over_all = || self.shortest(from, to, |tie| search.admits(tie));
        if let Some(moment) = search.moment {
            let now = Search {
                moment: None,
                ..search.clone()
            };
            return self.snapshot(moment).connection(from, to, &now);
        }
        match search.through {
            Through::Stretches => over_stretches(),
            Through::EventsIfNeeded => over_stretches().or_else(over_all),
            Through::Events => over_all(),
        }
    }

    /// Breadth first; since neighbours are visited by slug, the way found is the first of the shortest.
    fn shortest(&self, from: Node, to: Node, over: impl Fn(Tie) -> bool) -> Option<Path> {
        let (start, goal) = (self.places.get(&from)?.index(), self.places.get(&to)?.index());
        let neighbours = self.neighbours(|_, _, tie| over(tie));
        let mut before: Vec<Option<usize>> = vec![None; neighbours.len()];
        let mut open = VecDeque::from([start]);
        before[start] = Some(start);
        while let Some(at) = open.pop_front() {
            if at == goal {
                break;
            }
            for &next in &neighbours[at] {
                if before[next].is_none() {
                    before[next] = Some(at);
                    open.push_back(next);
                }
            }
        }
        let mut way = vec![goal];
        let mut at = goal;
        while at != start {
            at = before[at]?;
            way.push(at);
        }
        way.reverse();
        let nodes: Vec<Node> = way
            .into_iter()
            .map(|i| self.node(petgraph::graph::NodeIndex::new(i)))
            .collect();
        let steps = nodes.windows(2).map(|pair| self.step(pair[0], pair[1], &over));
        Some(Path { steps: steps.collect() })
    }

    fn step(&self, from: Node, to: Node, over: impl Fn(Tie) -> bool) -> Step {
        let (one, other) = (self.places[&from], self.places[&to]);
        let edges = self
            .graph
            .edges_connecting(one, other)
            .chain(self.graph.edges_connecting(other, one));
        let mut ties: Vec<(petgraph::graph::EdgeIndex, Tie)> = edges
            .map(|edge| (petgraph::visit::EdgeRef::id(&edge), *edge.weight()))
            .filter(|(_, tie)| over(*tie))
            .collect();
        // Edges are numbered in an order made from slugs and names, stretches last.
        ties.sort_by_key(|&(place, tie)| (!matches!(tie, Tie::Stretch { .. }), place));
        Step {
            from,
            to,
            ties: ties.into_iter().map(|(_, tie)| tie).collect(),
        }
    }
}

impl Search {
    /// Places and causes are no way: everybody was somewhere, and everything follows from something.
    fn admits(&self, tie: Tie) -> bool {
        match tie {
            Tie::Stretch { relation, .. } => self.relations.as_ref().is_none_or(|only| only.contains(&relation)),
            Tie::Role { role, .. } => !self.apart.contains(&role),
            Tie::Place | Tie::Because | Tie::Within => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{World, sample::world};

    fn story() -> World {
        world(
            r#"{"lorescope": 1,
            "characters": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}, {"id": "e"}, {"id": "f"}],
            "events": [
                {"id": "e1", "kind": "alliance", "roles": {"allies": ["a", "c"]}},
                {"id": "e2", "kind": "alliance", "roles": {"allies": ["c", "d"]}},
                {"id": "e3", "kind": "alliance", "roles": {"allies": ["a", "b"]}},
                {"id": "e4", "kind": "friendship", "roles": {"friends": ["b", "d"]}},
                {"id": "e5", "kind": "meeting", "roles": {"participants": ["d", "e"]}},
                {"id": "e6", "kind": "pact-end", "roles": {"parties": ["a", "b"]}}]}"#,
        )
    }

    fn way(world: &World, from: &str, to: &str, search: &Search) -> Option<String> {
        let [from_node, to_node] = [from, to].map(|id| world.find(id).expect("known"));
        let path = world.graph().connection(from_node, to_node, search)?;
        let slugs: Vec<&str> = path.steps.iter().map(|step| world.story.slug(step.to)).collect();
        assert!(path.steps.iter().all(|step| !step.ties.is_empty()));
        Some(format!("{from} {}", slugs.join(" ")))
    }

    #[test]
    fn the_shortest_way_is_the_first_by_slug() {
        let world = story();
        let search = Search::default();
        assert_eq!(way(&world, "a", "d", &search).as_deref(), Some("a b d"));
        assert_eq!(way(&world, "a", "a", &search).as_deref(), Some("a "));
        assert_eq!(way(&world, "a", "f", &search), None);
    }

    #[test]
    fn a_way_can_be_kept_to_relations_and_a_moment() {
        let world = story();
        let allied = world.vocabulary.meaning(crate::vocabulary::Meaning::Alliance).collect();
        let search = Search {
            relations: Some(allied),
            ..Search::default()
        };
        assert_eq!(way(&world, "a", "d", &search).as_deref(), Some("a c d"));
        let search = Search {
            moment: Some(Moment(6)),
            through: Through::Stretches,
            ..Search::default()
        };
        assert_eq!(way(&world, "a", "b", &search).as_deref(), Some("a c d b"));
    }

    #[test]
    fn a_shared_event_is_a_way_where_nothing_else_is() {
        let world = story();
        let search = |through| Search {
            through,
            ..Search::default()
        };
        let found = |through| way(&world, "a", "e", &search(through));
        assert_eq!(found(Through::Stretches), None);
        assert_eq!(found(Through::EventsIfNeeded).as_deref(), Some("a b d e5 e"));
    }
}

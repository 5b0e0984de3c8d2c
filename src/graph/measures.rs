//! How a story hangs together, in numbers: how many, how dense, in how many pieces, and who stands in the middle.
//!
//! All measures but the counts look at entities only, and at two of them as tied or not, however many stretches tie them.

use super::{StoryGraph, Tie};
use crate::model::{EntityKind, Node, RelationId, Story};
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeMap, VecDeque};

/// The measures of a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// How many entities of each kind.
    pub entities: Vec<(EntityKind, usize)>,
    /// How many events.
    pub events: usize,
    /// How many stretches of each relation between two, by its name; relations without any are left out.
    pub stretches: Vec<(RelationId, usize)>,
    /// How many pairs of entities are tied.
    pub pairs: usize,
    /// The share of all pairs that are tied, from 0 to 1.
    pub density: f64,
    /// The groups that hang together, the largest first, each by slug; those tied to nobody are groups of one.
    pub components: Vec<Vec<Node>>,
    /// The entities tied to most others, and to how many.
    pub degree: Vec<(Node, usize)>,
}

/// Who stands in the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Betweenness {
    /// The entities that most shortest ways lead through, with the share of pairs whose ways do, from 0 to 1.
    pub foremost: Vec<(Node, f64)>,
    /// From how many entities ways were followed, where not from all of them: then the shares are estimates.
    pub sample: Option<usize>,
}

/// How many stand in a list of the foremost.
const FOREMOST: usize = 10;

/// From how many entities at most ways are followed one by one: more would take a time that grows with their square.
const FOLLOWED: usize = 1000;

impl StoryGraph {
    /// Measures the graph.
    ///
    /// ```
    /// use lorescope::{graph::StoryGraph, model::Story, timeline::{Lens, Timeline}, vocabulary::Vocabulary};
    /// let (story, vocabulary) = (Story::default(), Vocabulary::prelude());
    /// let timeline = Timeline::of(&story, &vocabulary, Lens::default());
    /// let measures = StoryGraph::of(&story, &vocabulary, &timeline).measures(&story, &vocabulary);
    /// assert_eq!((measures.events, measures.density), (0, 0.0));
    /// ```
    #[must_use]
    pub fn measures(&self, story: &Story, vocabulary: &Vocabulary) -> Measures {
        let kind = |node: Node| node.entity().map(|id| story.entity(id).kind);
        let kinds: Vec<Option<EntityKind>> = self.nodes().map(kind).collect();
        let count = |wanted| kinds.iter().filter(|&&kind| kind == wanted).count();
        let network = Network::of(self);
        let tied: usize = network.neighbours.iter().map(Vec::len).sum::<usize>() / 2;
        Measures {
            entities: EntityKind::ALL.map(|kind| (kind, count(Some(kind)))).to_vec(),
            events: count(None),
            stretches: self.per_relation(vocabulary),
            pairs: tied,
            density: share(tied, pairs(network.nodes.len())),
            components: network.components(),
            degree: network.foremost(network.neighbours.iter().map(Vec::len).collect(), |&degree| degree > 0),
        }
    }

    /// Finds who stands in the middle, which takes longer than all other measures; in a large graph it is estimated from ways out of a sample of the entities, evenly spread by slug.
    #[must_use]
    pub fn betweenness(&self) -> Betweenness {
        let network = Network::of(self);
        let all = network.nodes.len();
        Betweenness {
            foremost: network.foremost(network.betweenness(all.min(FOLLOWED)), |&share| share > 0.0),
            sample: (FOLLOWED < all).then_some(FOLLOWED),
        }
    }

    /// Returns the share of pairs whose shortest ways lead through each entity, from 0 to 1, in the order of slugs; estimated as [`Self::betweenness`] says.
    #[must_use]
    pub fn centrality(&self) -> Vec<(Node, f64)> {
        let network = Network::of(self);
        let shares = network.betweenness(network.nodes.len().min(FOLLOWED));
        network.nodes.into_iter().zip(shares).collect()
    }

    fn per_relation(&self, vocabulary: &Vocabulary) -> Vec<(RelationId, usize)> {
        let mut counts: BTreeMap<&str, (RelationId, usize)> = BTreeMap::new();
        for (_, _, tie) in self.ties() {
            if let Tie::Stretch { relation, .. } = tie {
                let name = vocabulary.relation(relation).name.as_str();
                counts.entry(name).or_insert((relation, 0)).1 += 1;
            }
        }
        counts.into_values().collect()
    }
}

/// The entities of a graph by slug, and for each the places of those it is tied to.
struct Network {
    nodes: Vec<Node>,
    neighbours: Vec<Vec<usize>>,
}

impl Network {
    fn of(graph: &StoryGraph) -> Self {
        let entities = graph.with_nodes(|node| node.entity().is_some());
        Self {
            nodes: entities.nodes().collect(),
            neighbours: entities.neighbours(|_, _, tie| matches!(tie, Tie::Stretch { .. })),
        }
    }

    fn components(&self) -> Vec<Vec<Node>> {
        let mut seen = vec![false; self.nodes.len()];
        let mut components: Vec<Vec<usize>> = Vec::new();
        for start in 0..self.nodes.len() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let (mut component, mut next) = (vec![start], 0);
            while let Some(&at) = component.get(next) {
                next += 1;
                for &neighbour in &self.neighbours[at] {
                    if !std::mem::replace(&mut seen[neighbour], true) {
                        component.push(neighbour);
                    }
                }
            }
            component.sort_unstable();
            components.push(component);
        }
        components.sort_by_key(|component| (std::cmp::Reverse(component.len()), component[0]));
        let named = |component: Vec<usize>| component.into_iter().map(|i| self.nodes[i]).collect();
        components.into_iter().map(named).collect()
    }

    /// The highest scores first, equal ones by slug.
    fn foremost<T: PartialOrd + Copy>(&self, scores: Vec<T>, counts: impl Fn(&T) -> bool) -> Vec<(Node, T)> {
        let mut foremost: Vec<(Node, T)> = self
            .nodes
            .iter()
            .copied()
            .zip(scores)
            .filter(|(_, score)| counts(score))
            .collect();
        // The sort is stable, and the nodes stand by slug.
        foremost.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(std::cmp::Ordering::Equal));
        foremost.truncate(FOREMOST);
        foremost
    }

    /// Betweenness by Brandes' algorithm ("A faster algorithm for betweenness centrality", 2001), as the share of the pairs without the node itself; ways are followed from some of the nodes only.
    fn betweenness(&self, followed: usize) -> Vec<f64> {
        let n = self.nodes.len();
        let mut between = vec![0.0; n];
        for start in (0..followed).map(|i| i * n / followed) {
            self.count_ways(start, &mut between);
        }
        // Each pair was counted from both of its ends, if both were followed.
        let all = 2.0 * pairs(n.saturating_sub(1)) * share(followed, whole(n));
        if all > 0.0 {
            for share in &mut between {
                *share /= all;
            }
        }
        between
    }

    /// Adds the share of shortest ways from one node that lead through each other.
    fn count_ways(&self, start: usize, between: &mut [f64]) {
        let n = self.nodes.len();
        let (mut ways, mut distance) = (vec![0.0_f64; n], vec![usize::MAX; n]);
        let (mut order, mut open) = (Vec::new(), VecDeque::from([start]));
        (ways[start], distance[start]) = (1.0, 0);
        while let Some(at) = open.pop_front() {
            order.push(at);
            for &next in &self.neighbours[at] {
                if distance[next] == usize::MAX {
                    distance[next] = distance[at] + 1;
                    open.push_back(next);
                }
                if distance[next] == distance[at] + 1 {
                    ways[next] += ways[at];
                }
            }
        }
        let mut depends = vec![0.0; n];
        for &at in order.iter().rev() {
            for &before in &self.neighbours[at] {
                if distance[before] + 1 == distance[at] {
                    depends[before] += ways[before] / ways[at] * (1.0 + depends[at]);
                }
            }
            if at != start {
                between[at] += depends[at];
            }
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a story has fewer entities than a double has digits"
)]
fn whole(n: usize) -> f64 {
    n as f64
}

fn pairs(n: usize) -> f64 {
    whole(n) * (whole(n) - 1.0) / 2.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a story has fewer ties than a double has digits"
)]
fn share(part: usize, whole: f64) -> f64 {
    if whole > 0.0 { part as f64 / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::world::sample::world;

    #[test]
    fn the_measures_of_a_star_and_a_stranger() {
        let world = world(
            r#"{"lorescope": 1,
            "characters": [{"id": "hub", "relations": {"friend": ["a", "b", "c"], "sibling": "a"}},
                           {"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "lone"}],
            "events": [{"id": "x", "kind": "alliance", "roles": {"allies": ["a", "hub"]}}]}"#,
        );
        let measures = world.graph().measures(&world.story, &world.vocabulary);
        let slug = |node| world.story.slug(node);
        assert_eq!((measures.events, measures.pairs), (1, 3));
        assert!((measures.density - 0.3).abs() < 1e-12);
        let names = |(id, count): &(_, usize)| (world.vocabulary.relation(*id).name.clone(), *count);
        let stretches: Vec<_> = measures.stretches.iter().map(names).collect();
        assert_eq!(
            stretches,
            [("allied".into(), 1), ("friend".into(), 3), ("sibling".into(), 1)]
        );
        let groups: Vec<Vec<&str>> = measures
            .components
            .iter()
            .map(|group| group.iter().map(|&node| slug(node)).collect())
            .collect();
        assert_eq!(groups, [vec!["a", "b", "c", "hub"], vec!["lone"]]);
        let degree: Vec<_> = measures
            .degree
            .iter()
            .map(|&(node, degree)| (slug(node), degree))
            .collect();
        assert_eq!(degree, [("hub", 3), ("a", 1), ("b", 1), ("c", 1)]);
        let between = world.graph().betweenness();
        assert_eq!((between.foremost.len(), between.sample), (1, None));
        assert_eq!(slug(between.foremost[0].0), "hub");
        // Three of the six pairs of the other four are joined only by the hub.
        assert!((between.foremost[0].1 - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_large_graph_is_sampled_and_says_so() {
        let cast: Vec<String> = (0..1200).map(|i| format!(r#"{{"id": "c{i}"}}"#)).collect();
        let friends: Vec<String> = (0..1200).map(|i| format!(r#""c{i}""#)).collect();
        let world = world(&format!(
            r#"{{"lorescope": 1, "characters": [{}, {{"id": "hub", "relations": {{"friend": [{}]}}}}]}}"#,
            cast.join(", "),
            friends.join(", ")
        ));
        let between = world.graph().betweenness();
        assert_eq!(between.sample, Some(1000));
        assert_eq!(world.story.slug(between.foremost[0].0), "hub");
        assert!((between.foremost[0].1 - 1.0).abs() < 0.01, "{}", between.foremost[0].1);
    }
}

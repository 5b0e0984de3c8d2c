//! A picture falls into parts that no edge and no cluster joins; each is laid out by itself.
//!
//! Inside a part, the members of one cluster that no edge touches form a *block*, a small grid laid
//! out as one thing, so that a crowd becomes a box rather than an endless row. Nodes in no cluster
//! and on no edge form one part together, a grid as well.

use crate::draw::layout::block::{self, Block};
use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::picture::{End, Picture};

/// How much wider than high the grid of those is that nothing joins to anything.
const LOOSE_RATIO: f64 = 6.0;

/// What is laid out together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Part {
    /// Single nodes and grids of nodes, the things that get a place.
    pub(crate) units: Vec<Unit>,
    /// The clusters in this part, by index in the picture.
    pub(crate) clusters: Vec<usize>,
    /// The edges in this part, by index in the picture.
    pub(crate) edges: Vec<usize>,
}

/// The nodes of one thing that gets a place; none for the inside of an empty cluster.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Unit {
    pub(crate) nodes: Vec<usize>,
    pub(crate) cluster: Option<usize>,
    /// How much wider than high a grid of its nodes should be.
    pub(crate) ratio: f64,
}

/// The places within one part, all from its own top left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    pub(crate) nodes: Vec<(usize, Rect)>,
    pub(crate) clusters: Vec<(usize, Rect)>,
    pub(crate) titles: Vec<(usize, Rect)>,
    pub(crate) edges: Vec<(usize, Vec<Point>)>,
    pub(crate) labels: Vec<(usize, Rect)>,
    pub(crate) marks: Vec<(usize, Rect)>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Part {
    /// Returns how much the clusters add to the work of rows: each counts for as many as stand around it, and for itself.
    pub(crate) fn nesting(&self, picture: &Picture) -> usize {
        self.clusters
            .iter()
            .map(|cluster| picture.ancestry(*cluster).len())
            .sum()
    }
}

impl Unit {
    /// Returns the places of the unit's nodes within it, and its size.
    pub(crate) fn block(&self, sizes: &super::measure::Sizes) -> Block {
        Block::of(&self.nodes, sizes, self.ratio)
    }
}

impl Draft {
    /// Takes in all of another, moved.
    pub(crate) fn take(&mut self, other: Self, by: Point) {
        let moved = |list: Vec<(usize, Rect)>| {
            list.into_iter()
                .map(move |(index, area)| (index, area.moved(by.x, by.y)))
        };
        self.nodes.extend(moved(other.nodes));
        self.clusters.extend(moved(other.clusters));
        self.titles.extend(moved(other.titles));
        self.labels.extend(moved(other.labels));
        self.marks.extend(moved(other.marks));
        for (edge, path) in other.edges {
            self.edges
                .push((edge, path.into_iter().map(|point| point.moved(by.x, by.y)).collect()));
        }
    }
}

/// Returns the parts of a picture, in the order of their first member.
pub(crate) fn parts(picture: &Picture) -> Vec<Part> {
    let edges: Vec<usize> = (0..picture.edges.len())
        .filter(|edge| picture.holds_ends_of(&picture.edges[*edge]))
        .collect();
    let mut groups = Groups::of(picture.nodes.len() + picture.clusters.len() + 1);
    let at_cluster = |cluster: usize| picture.nodes.len() + cluster;
    let loose = picture.nodes.len() + picture.clusters.len();
    let key = |end: End| match end {
        End::Node(node) => node,
        End::Cluster(cluster) => at_cluster(cluster),
    };
    let mut is_touched = vec![false; picture.nodes.len()];
    for edge in &edges {
        let edge = &picture.edges[*edge];
        groups.join(key(edge.from), key(edge.to));
        for end in [edge.from, edge.to] {
            if let End::Node(node) = end {
                is_touched[node] = true;
            }
        }
    }
    for (index, node) in picture.nodes.iter().enumerate() {
        match node.cluster.filter(|cluster| *cluster < picture.clusters.len()) {
            Some(cluster) => groups.join(index, at_cluster(cluster)),
            None if !is_touched[index] => groups.join(index, loose),
            None => {}
        }
    }
    for cluster in 0..picture.clusters.len() {
        for around in picture.ancestry(cluster) {
            groups.join(at_cluster(cluster), at_cluster(around));
        }
    }
    gather(picture, &edges, &is_touched, &mut groups)
}

fn gather(picture: &Picture, edges: &[usize], is_touched: &[bool], groups: &mut Groups) -> Vec<Part> {
    let mut roots: Vec<usize> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = |key: usize, parts: &mut Vec<Part>| {
        let root = groups.root(key);
        match roots.iter().position(|known| *known == root) {
            Some(place) => place,
            None => {
                roots.push(root);
                parts.push(Part::default());
                parts.len() - 1
            }
        }
    };
    for (index, node) in picture.nodes.iter().enumerate() {
        let part = part_of(index, &mut parts);
        let cluster = node.cluster.filter(|cluster| *cluster < picture.clusters.len());
        let units = &mut parts[part].units;
        let block = units
            .iter_mut()
            .find(|unit| unit.cluster == cluster && !is_touched[unit.nodes[0]]);
        match block {
            Some(unit) if !is_touched[index] => unit.nodes.push(index),
            _ => units.push(Unit {
                nodes: vec![index],
                cluster,
                ratio: block::RATIO,
            }),
        }
    }
    for cluster in 0..picture.clusters.len() {
        let part = part_of(picture.nodes.len() + cluster, &mut parts);
        parts[part].clusters.push(cluster);
    }
    for part in &mut parts {
        for cluster in part.clusters.clone() {
            let is_empty = !part.units.iter().any(|unit| {
                unit.cluster
                    .is_some_and(|home| picture.ancestry(home).contains(&cluster))
            });
            let is_leaf = !part
                .clusters
                .iter()
                .any(|other| *other != cluster && picture.ancestry(*other).contains(&cluster));
            if is_empty && is_leaf {
                part.units.push(Unit {
                    nodes: Vec::new(),
                    cluster: Some(cluster),
                    ratio: block::RATIO,
                });
            }
        }
    }
    if 1 < parts.len() {
        // The loose lie flat under the rest.
        for unit in parts.iter_mut().flat_map(|part| &mut part.units) {
            if unit.cluster.is_none() && 1 < unit.nodes.len() {
                unit.ratio = LOOSE_RATIO;
            }
        }
    }
    for edge in edges {
        let key = match picture.edges[*edge].from {
            End::Node(node) => node,
            End::Cluster(cluster) => picture.nodes.len() + cluster,
        };
        let part = part_of(key, &mut parts);
        parts[part].edges.push(*edge);
    }
    parts
}

/// Things joined into groups.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn of(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    fn root(&mut self, mut item: usize) -> usize {
        while self.parent[item] != item {
            self.parent[item] = self.parent[self.parent[item]];
            item = self.parent[item];
        }
        item
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        self.parent[one.max(two)] = one.min(two);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::{Cluster, Edge, Node};

    #[test]
    fn what_nothing_joins_is_apart() {
        let mut picture = Picture::titled("");
        picture.nodes = ["a", "b", "c", "d", "e", "f"].map(|id| Node::character(id, id)).into();
        picture.clusters = vec![Cluster::titled("one"), Cluster::titled("empty")];
        picture.nodes[2].cluster = Some(0);
        picture.nodes[3].cluster = Some(0);
        picture.edges = vec![
            Edge::between(End::Node(0), End::Node(1), 0),
            Edge::between(End::Node(0), End::Node(99), 0),
        ];
        let units: Vec<Vec<Vec<usize>>> = parts(&picture)
            .iter()
            .map(|part| part.units.iter().map(|unit| unit.nodes.clone()).collect())
            .collect();
        assert_eq!(
            units,
            [vec![vec![0], vec![1]], vec![vec![2, 3]], vec![vec![4, 5]], vec![vec![]]]
        );
    }
}

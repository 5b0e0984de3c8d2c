//! Those whom no edge touches stand in a grid; left to itself, Graphviz puts them all in one row.

use std::collections::BTreeMap;

use graphviz_rust::dot_structures::Stmt;

use super::{Names, unseen};
use crate::draw::picture::{End, Picture};

/// Returns unseen edges that put those whom no edge touches under one another, not all in one row.
pub(super) fn of(picture: &Picture, names: &Names) -> Vec<Stmt> {
    let is_touched = |node: usize| {
        let at = |end: End| end == End::Node(node);
        picture.edges.iter().any(|edge| at(edge.from) || at(edge.to))
    };
    let mut crowds: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, node) in picture.nodes.iter().enumerate() {
        if !is_touched(index) {
            let home = node.cluster.filter(|cluster| *cluster < picture.clusters.len());
            crowds.entry(home).or_default().push(index);
        }
    }
    let mut edges = Vec::new();
    for crowd in crowds.values() {
        let columns = (1..crowd.len())
            .find(|columns| crowd.len() <= columns * columns)
            .unwrap_or(1);
        for (above, below) in crowd.iter().zip(crowd.iter().skip(columns)) {
            edges.push(unseen(&names.nodes[*above], &names.nodes[*below]));
        }
    }
    edges
}

//! How hard a try is to read, as one number: less is better.
//!
//! Edges through nodes, words or titles weigh most, then edges that cross, then a sheet far from the
//! shape of a slide, then its size and the length of its edges.

use crate::draw::layout::geometry::{Point, cross, length};
use crate::draw::layout::layered::Task;
use crate::draw::layout::part::Draft;
use crate::draw::layout::title;
use crate::draw::picture::End;

const THROUGH_NODE: f64 = 60.0;
const THROUGH_TITLE: f64 = 18.0;
const THROUGH_CLUSTER: f64 = 9.0;
const CROSSING: f64 = 5.0;
const SHAPE: f64 = 240.0;
const RATIO: f64 = 1.8;

/// Returns how hard a draft is to read.
pub(crate) fn cost(task: &Task<'_>, draft: &Draft) -> f64 {
    let mut cost = 0.0;
    for (edge, path) in &draft.edges {
        let ends = &task.picture.edges[*edge];
        let homes: Vec<usize> = [ends.from, ends.to]
            .into_iter()
            .flat_map(|end| task.picture.clusters_around(end))
            .collect();
        for (node, area) in &draft.nodes {
            let is_end = ends.from == End::Node(*node) || ends.to == End::Node(*node);
            if !is_end && path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1])) {
                cost += THROUGH_NODE;
            }
        }
        for (cluster, area) in &draft.clusters {
            if !homes.contains(cluster) && path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1])) {
                cost += THROUGH_CLUSTER;
            }
        }
        for (other, area) in &draft.labels {
            if other != edge && path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1])) {
                cost += THROUGH_TITLE;
            }
        }
        cost += length(path) / 90.0;
    }
    for (_, area) in &draft.titles {
        cost += THROUGH_TITLE * super::geometry::count(title::crossings(draft, *area));
    }
    for (index, (_, one)) in draft.edges.iter().enumerate() {
        for (_, two) in &draft.edges[index + 1..] {
            cost += CROSSING * super::geometry::count(meetings(one, two));
        }
    }
    let ratio = draft.width.max(1.0) / draft.height.max(1.0);
    let bend = if ratio < RATIO { RATIO / ratio } else { ratio / RATIO } - 1.0;
    // A handful of nodes has no need to fill a slide.
    let share = (draft.width * draft.height / 500_000.0).min(1.0);
    cost + SHAPE * bend * share + (draft.width * draft.height).sqrt() / 8.0
}

fn meetings(one: &[Point], two: &[Point]) -> usize {
    one.windows(2)
        .map(|a| two.windows(2).filter(|b| cross(a[0], a[1], b[0], b[1])).count())
        .sum()
}

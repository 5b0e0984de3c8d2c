//! An edge takes the short way wherever that way is free.
//!
//! Bends that only follow rows are left out when the straight line between their neighbours meets no
//! node and no cluster the edge has no business in.

use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::layered::Task;
use crate::draw::layout::part::Draft;
use crate::draw::picture::End;

const CLEARANCE: f64 = 7.0;

/// Straightens the edges of a draft.
pub(crate) fn tidy(task: &Task<'_>, draft: &mut Draft) {
    for index in 0..draft.edges.len() {
        if task.links[index].from == task.links[index].to {
            continue;
        }
        let edge = draft.edges[index].0;
        let obstacles = obstacles(task, draft, edge);
        let path = std::mem::take(&mut draft.edges[index].1);
        draft.edges[index].1 = shortened(&path, &obstacles);
    }
}

/// Returns what an edge must not cross, with the clusters it need not enter.
fn obstacles(task: &Task<'_>, draft: &Draft, edge: usize) -> Vec<Rect> {
    let ends = &task.picture.edges[edge];
    let homes: Vec<usize> = [ends.from, ends.to]
        .into_iter()
        .flat_map(|end| task.picture.clusters_around(end))
        .collect();
    let nodes = draft
        .nodes
        .iter()
        .filter(|(node, _)| ends.from != End::Node(*node) && ends.to != End::Node(*node));
    let clusters = draft.clusters.iter().filter(|(cluster, _)| !homes.contains(cluster));
    nodes
        .map(|(_, area)| area.grown(CLEARANCE))
        .chain(clusters.map(|(_, area)| area.grown(1.0)))
        .collect()
}

fn shortened(path: &[Point], obstacles: &[Rect]) -> Vec<Point> {
    let Some(first) = path.first() else {
        return Vec::new();
    };
    let mut short = vec![*first];
    let mut here = 0;
    while here + 1 < path.len() {
        let mut next = here + 1;
        for further in here + 2..path.len() {
            let is_free = obstacles
                .iter()
                .all(|area| !area.is_crossed_by(path[here], path[further]));
            if is_free && is_gentle(path[here], path[further]) {
                next = further;
            }
        }
        short.push(path[next]);
        here = next;
    }
    short
}

/// A line that runs almost level looks like a border and hides arrowheads.
fn is_gentle(from: Point, to: Point) -> bool {
    (to.x - from.x).abs() <= 7.0 * (to.y - from.y).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bends_go_where_the_way_is_free() {
        let path = [(0.0, 0.0), (50.0, 20.0), (50.0, 60.0), (0.0, 100.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(shortened(&path, &[]), [path[0], path[3]]);
        let wall = Rect {
            x: -10.0,
            y: 40.0,
            width: 20.0,
            height: 20.0,
        };
        assert_eq!(shortened(&path, &[wall]), [path[0], path[2], path[3]]);
    }
}

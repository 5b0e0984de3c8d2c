//! An edge takes the short way wherever that way is free.
//!
//! Bends that only follow rows are left out when the straight line between their neighbours meets no
//! node and no cluster the edge has no business in. Boxes of one row differ in height: where a
//! neighbour is in the way at an end, the edge first goes straight out of the row.

use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::layered::Task;
use crate::draw::layout::part::Draft;
use crate::draw::picture::End;

const CLEARANCE: f64 = 7.0;

/// The top and the bottom of the row in which something stands.
pub(crate) type Band = (f64, f64);

/// Straightens the edges of a draft; a band for each unit.
pub(crate) fn tidy(task: &Task<'_>, draft: &mut Draft, bands: &[Band]) {
    for index in 0..draft.edges.len() {
        let link = task.links[index];
        if link.from == link.to {
            continue;
        }
        let edge = draft.edges[index].0;
        let boxes = boxes(task, draft, edge);
        let obstacles = obstacles(task, draft, edge, &boxes);
        let path = std::mem::take(&mut draft.edges[index].1);
        let short = shortened(&path, &obstacles);
        draft.edges[index].1 = if is_free(&short, &boxes) {
            short
        } else {
            shortened(&upright(&path, bands[link.from], bands[link.to]), &obstacles)
        };
    }
}

/// Tells whether a way passes through none of these.
fn is_free(path: &[Point], areas: &[Rect]) -> bool {
    let mut steps = path.windows(2);
    steps.all(|step| areas.iter().all(|area| !area.is_crossed_by(step[0], step[1])))
}

/// Returns a way that leaves its first row and enters its last one straight.
fn upright(path: &[Point], first: Band, last: Band) -> Vec<Point> {
    let [begin, inner @ .., end] = path else {
        return path.to_vec();
    };
    let is_down = begin.y < end.y;
    let out = |at: Point, (top, bottom): Band, is_below: bool| {
        let y = if is_below { bottom + CLEARANCE } else { top - CLEARANCE };
        (top < at.y && at.y < bottom).then_some(Point::new(at.x, y))
    };
    let mut way = vec![*begin];
    way.extend(out(*begin, first, is_down));
    way.extend(inner);
    way.extend(out(*end, last, !is_down));
    way.push(*end);
    way
}

/// Returns the boxes an edge must not cross.
fn boxes(task: &Task<'_>, draft: &Draft, edge: usize) -> Vec<Rect> {
    let ends = &task.picture.edges[edge];
    let nodes = draft
        .nodes
        .iter()
        .filter(|(node, _)| ends.from != End::Node(*node) && ends.to != End::Node(*node));
    nodes.map(|(_, area)| *area).collect()
}

/// Returns what an edge keeps away from: those boxes with room around them, and the clusters it need not enter.
fn obstacles(task: &Task<'_>, draft: &Draft, edge: usize, boxes: &[Rect]) -> Vec<Rect> {
    let ends = &task.picture.edges[edge];
    let homes: Vec<usize> = [ends.from, ends.to]
        .into_iter()
        .flat_map(|end| task.picture.clusters_around(end))
        .collect();
    let clusters = draft.clusters.iter().filter(|(cluster, _)| !homes.contains(cluster));
    let boxes = boxes.iter().map(|area| area.grown(CLEARANCE));
    boxes.chain(clusters.map(|(_, area)| area.grown(1.0))).collect()
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
            let way = [path[here], path[further]];
            if is_free(&way, obstacles) && is_gentle(way[0], way[1]) {
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

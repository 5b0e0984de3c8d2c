//! Edges meet their nodes side by side, not all in one point, and stop at the border of a cluster.
//!
//! Parallel edges between one pair therefore stay apart from end to end.

use crate::draw::layout::geometry::{Point, Rect, count};
use crate::draw::layout::layered::Task;
use crate::draw::layout::part::Draft;
use crate::draw::picture::End;

/// How far an edge from a node to itself reaches out.
pub(crate) const LOOP: f64 = 30.0;
const STEP: f64 = 17.0;
const CORNER: f64 = 12.0;

/// The side of a node that an edge meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Top,
    Bottom,
}

/// One end of one edge at one side of one node.
struct Meeting {
    node: usize,
    side: Side,
    /// The place of the edge in the draft, and whether this is its last point.
    edge: usize,
    is_last: bool,
    /// Where the edge comes from.
    towards: f64,
}

/// Gives every edge of a draft its two ends.
pub(crate) fn attach(task: &Task<'_>, draft: &mut Draft) {
    for index in 0..draft.edges.len() {
        let link = task.links[index];
        let edge = &task.picture.edges[link.edge];
        if link.from == link.to {
            draft.edges[index].1 = within_one(draft, edge.from, edge.to);
        }
    }
    let mut meetings = meetings(task, draft);
    meetings.sort_by(|one, two| {
        (one.node, one.side)
            .cmp(&(two.node, two.side))
            .then(one.towards.total_cmp(&two.towards))
            .then(one.edge.cmp(&two.edge))
    });
    for group in meetings.chunk_by(|one, two| (one.node, one.side) == (two.node, two.side)) {
        spread(draft, group);
    }
    for index in 0..draft.edges.len() {
        let link = task.links[index];
        let edge = &task.picture.edges[link.edge];
        if link.from != link.to {
            stop_at_clusters(draft, index, edge.from, edge.to);
        }
    }
}

/// Returns the box of an end.
pub(crate) fn area_of(draft: &Draft, end: End) -> Option<Rect> {
    let (list, index) = match end {
        End::Node(node) => (&draft.nodes, node),
        End::Cluster(cluster) => (&draft.clusters, cluster),
    };
    list.iter().find(|(known, _)| *known == index).map(|(_, area)| *area)
}

fn meetings(task: &Task<'_>, draft: &Draft) -> Vec<Meeting> {
    let mut meetings = Vec::new();
    for (index, (edge, path)) in draft.edges.iter().enumerate() {
        let ends = &task.picture.edges[*edge];
        if task.links[index].from == task.links[index].to || path.len() < 2 {
            continue;
        }
        for (end, is_last) in [(ends.from, false), (ends.to, true)] {
            let (End::Node(node), Some(area)) = (end, area_of(draft, end)) else {
                continue;
            };
            let next = if is_last { path[path.len() - 2] } else { path[1] };
            let far = if path.len() == 2 {
                opposite(draft, ends.from, ends.to, is_last).unwrap_or(next)
            } else {
                next
            };
            meetings.push(Meeting {
                node,
                side: if far.y < area.middle().y {
                    Side::Top
                } else {
                    Side::Bottom
                },
                edge: index,
                is_last,
                towards: far.x,
            });
        }
    }
    meetings
}

fn opposite(draft: &Draft, from: End, to: End, is_last: bool) -> Option<Point> {
    area_of(draft, if is_last { from } else { to }).map(Rect::middle)
}

/// Gives the edges that meet one side of one node their places on it, from left to right.
fn spread(draft: &mut Draft, group: &[Meeting]) {
    let Some(area) = group
        .first()
        .and_then(|meeting| area_of(draft, End::Node(meeting.node)))
    else {
        return;
    };
    let room = area.width - 2.0 * CORNER;
    let gaps = count(group.len() - 1);
    let step = if gaps < 1.0 { 0.0 } else { STEP.min(room / gaps) };
    let half = step * gaps / 2.0;
    let mean = group.iter().map(|meeting| meeting.towards).sum::<f64>() / count(group.len());
    let middle = mean.clamp(area.x + CORNER + half - 0.01, area.right() - CORNER - half + 0.01);
    for (place, meeting) in group.iter().enumerate() {
        let y = match meeting.side {
            Side::Top => area.y,
            Side::Bottom => area.bottom(),
        };
        let at = Point::new(middle - half + step * count(place), y);
        let path = &mut draft.edges[meeting.edge].1;
        let last = path.len() - 1;
        path[if meeting.is_last { last } else { 0 }] = at;
    }
}

/// Returns an edge whose ends are in one unit: a loop, or a line to a cluster around.
fn within_one(draft: &Draft, from: End, to: End) -> Vec<Point> {
    let (Some(one), Some(two)) = (area_of(draft, from), area_of(draft, to)) else {
        return Vec::new();
    };
    if from == to {
        let (x, y) = (one.right(), one.middle().y);
        return [(x, y - 7.0), (x + LOOP, y - 16.0), (x + LOOP, y + 16.0), (x, y + 7.0)]
            .map(|(x, y)| Point::new(x, y))
            .into();
    }
    to_border(one, two)
}

/// Returns a straight line between a box and the one around it, on the nearer side.
fn to_border(one: Rect, two: Rect) -> Vec<Point> {
    let is_one_inner = one.width <= two.width;
    let (inner, outer) = if is_one_inner { (one, two) } else { (two, one) };
    let y = inner.middle().y.clamp(outer.y, outer.bottom());
    let (near, far) = if inner.x - outer.x <= outer.right() - inner.right() {
        (inner.x, outer.x)
    } else {
        (inner.right(), outer.right())
    };
    let mut path = vec![Point::new(near, y), Point::new(far, y)];
    if !is_one_inner {
        path.reverse();
    }
    path
}

fn stop_at_clusters(draft: &mut Draft, index: usize, from: End, to: End) {
    let mut path = std::mem::take(&mut draft.edges[index].1);
    if path.len() < 2 {
        draft.edges[index].1 = path;
        return;
    }
    if let (End::Cluster(_), Some(area)) = (to, area_of(draft, to)) {
        path = cut(path, area);
    }
    if let (End::Cluster(_), Some(area)) = (from, area_of(draft, from)) {
        path.reverse();
        path = cut(path, area);
        path.reverse();
    }
    if path.len() < 2 {
        path = match (area_of(draft, from), area_of(draft, to)) {
            (Some(one), Some(two)) => to_border(one, two),
            _ => Vec::new(),
        };
    }
    draft.edges[index].1 = path;
}

/// Returns a line up to where it last enters a box; nothing when it begins within.
fn cut(path: Vec<Point>, area: Rect) -> Vec<Point> {
    let Some(outside) = path.iter().rposition(|point| !area.grown(0.5).holds(*point)) else {
        return Vec::new();
    };
    let mut path = path;
    if outside + 1 == path.len() {
        return path;
    }
    let (last, first) = (path[outside], path[outside + 1]);
    let share = area.crossing(last, first).map_or(1.0, |(enter, _)| enter);
    path.truncate(outside + 1);
    path.push(last.towards(first, share));
    path
}

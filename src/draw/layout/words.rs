//! Words and question marks stand on their edge, or beside it, where they hide nothing: no node, no title, no other words.
//!
//! On the edge is tried first, near its middle, then close beside it, then further and further out;
//! what stands far out is tied to its edge by a thin line. Choosing the first free of a few places,
//! best first, is the usual greedy way (Christensen, Marks and Shieber, *An empirical study of
//! algorithms for point-feature label placement*, 1995).

use crate::draw::layout::geometry::{Point, Rect, count, length};
use crate::draw::layout::layered::Task;
use crate::draw::layout::measure::Sizes;
use crate::draw::layout::part::Draft;
use crate::draw::picture::{Certainty, Picture};

/// The room of a `?` in its ring.
const MARK: f64 = 19.0;
/// The places tried, as shares of the edge.
const SHARES: [f64; 13] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8];
/// The ways out from an edge: across, down, and between.
const WAYS: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (0.7, 0.7),
    (-0.7, 0.7),
    (0.7, -0.7),
    (-0.7, -0.7),
];
/// How far words stay from whatever else is there.
const GAP: f64 = 2.0;
/// How much further out each round looks, and how often.
const STEP: f64 = 16.0;
const ROUNDS: usize = 30;
/// Words further than this from their edge are tied to it.
const FAR: f64 = 9.0;

/// Places the words of a draft.
pub(crate) fn place(task: &Task<'_>, draft: &mut Draft) {
    place_on(task.picture, task.sizes, draft);
}

/// Places the words of a draft, however it was laid out.
pub(crate) fn place_on(picture: &Picture, sizes: &Sizes, draft: &mut Draft) {
    for index in 0..draft.edges.len() {
        let edge = draft.edges[index].0;
        if draft.edges[index].1.len() < 2 {
            continue;
        }
        let size = &sizes.edges[edge];
        let told = &picture.edges[edge];
        if picture.is_terse && picture.repeats_legend(told) {
            let area = roomy(draft, index, size.width, size.height);
            draft.labels.extend(area.map(|area| (edge, area)));
        } else if !size.lines.is_empty() {
            let area = freest(draft, index, size.width, size.height);
            draft.labels.push((edge, area));
        } else if told.certainty == Certainty::Doubtful {
            let area = freest(draft, index, MARK, MARK);
            draft.marks.push((edge, area));
        }
    }
}

/// Returns the line that ties words to an edge from which they stand apart; none where they are near.
pub(crate) fn tie(path: &[Point], area: Rect) -> Option<[Point; 2]> {
    let near = |point: Point| {
        Point::new(
            point.x.clamp(area.x, area.right()),
            point.y.clamp(area.y, area.bottom()),
        )
    };
    let mut best: Option<[Point; 2]> = None;
    for step in 0..=40_u32 {
        let from = at(path, f64::from(step) / 40.0);
        let to = near(from);
        if best.is_none_or(|[one, two]| from.distance(to) < one.distance(two)) {
            best = Some([from, to]);
        }
    }
    best.filter(|[from, to]| FAR < from.distance(*to))
}

/// Returns where words on an edge leave most of it to be seen and hide nothing else; none where there is no such room.
fn roomy(draft: &Draft, index: usize, width: f64, height: f64) -> Option<Rect> {
    let path = &draft.edges[index].1;
    if length(path) < 2.0 * width.max(height) {
        return None;
    }
    let mut near = SHARES
        .into_iter()
        .map(|share| Rect::around(at(path, share), width, height));
    near.find(|area| is_free(draft, *area) && crossed(draft, index, *area) == 0)
}

/// Returns where words of an edge hide nothing, as near to its middle as can be.
fn freest(draft: &Draft, index: usize, width: f64, height: f64) -> Rect {
    let path = &draft.edges[index].1;
    let on_it = SHARES
        .into_iter()
        .map(|share| (Rect::around(at(path, share), width, height), (share - 0.5).abs()));
    let beside_it = SHARES.into_iter().flat_map(|share| {
        let sides = beside(path, share, width, height);
        sides.map(|area| (area, 0.4 + (share - 0.5).abs()))
    });
    let near = on_it.chain(beside_it).filter(|(area, _)| is_free(draft, *area));
    let cost = |(area, far): &(Rect, f64)| count(crossed(draft, index, *area)) + far;
    if let Some((area, _)) = near.min_by(|one, two| cost(one).total_cmp(&cost(two))) {
        return area;
    }
    for round in 1..=ROUNDS {
        let out = STEP * count(round);
        for share in SHARES {
            let middle = at(path, share);
            let tried = WAYS.map(|(x, y)| Rect::around(middle.moved(x * out, y * out), width, height));
            let free = tried.into_iter().filter(|area| is_free(draft, *area));
            if let Some(area) = free.min_by_key(|area| crossed(draft, index, *area)) {
                return area;
            }
        }
    }
    below(draft, at(path, 0.5), width, height)
}

/// Returns a place under all that there is, which is always free.
fn below(draft: &Draft, under: Point, width: f64, height: f64) -> Rect {
    let bottom = boxes(draft)
        .chain(draft.clusters.iter().map(|(_, area)| *area))
        .map(Rect::bottom)
        .fold(0.0, f64::max);
    Rect::around(Point::new(under.x, bottom + GAP + height), width, height)
}

/// Returns both places next to a share of an edge that just do not touch it.
fn beside(path: &[Point], share: f64, width: f64, height: f64) -> [Rect; 2] {
    let (middle, before, after) = (at(path, share), at(path, share - 0.02), at(path, share + 0.02));
    let length = before.distance(after).max(0.01);
    let (across, down) = ((before.y - after.y) / length, (after.x - before.x) / length);
    // The reach of the box across the line, and a little more.
    let out = 0.5 * (across.abs() * width + down.abs() * height) + 4.0;
    [out, -out].map(|out| Rect::around(middle.moved(across * out, down * out), width, height))
}

fn boxes(draft: &Draft) -> impl Iterator<Item = Rect> + '_ {
    let taken = draft.nodes.iter().chain(&draft.titles);
    let taken = taken.chain(&draft.labels).chain(&draft.marks);
    taken.map(|(_, area)| *area)
}

fn is_free(draft: &Draft, area: Rect) -> bool {
    let area = area.grown(GAP);
    !boxes(draft).any(|other| other.meets(area))
}

/// Returns how many other edges words would lie on.
fn crossed(draft: &Draft, index: usize, area: Rect) -> usize {
    let is_crossed = |path: &[Point]| path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1]));
    let others = draft.edges.iter().enumerate().filter(|(other, _)| *other != index);
    others.filter(|(_, (_, path))| is_crossed(path)).count()
}

/// Returns the point a share of the way along a bent line.
fn at(path: &[Point], share: f64) -> Point {
    let mut left = length(path) * share;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if left <= step && 0.0 < step {
            return pair[0].towards(pair[1], left / step);
        }
        left -= step;
    }
    path.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    /// A draft of one edge from left to right, and nodes that stand in the way.
    fn draft(nodes: &[Rect]) -> Draft {
        Draft {
            nodes: nodes.iter().copied().enumerate().collect(),
            edges: vec![(0, vec![Point::new(0.0, 0.0), Point::new(200.0, 0.0)])],
            ..Draft::default()
        }
    }

    #[test]
    fn words_stand_on_the_middle_then_beside_it_then_further_out_and_never_on_a_node() {
        let cases: [(&[Rect], &str); 4] = [
            (&[], "on it"),
            (&[wall(80.0, -20.0, 40.0, 40.0)], "on it"),
            (&[wall(-10.0, -6.0, 220.0, 4.0)], "beside it"),
            (&[wall(-50.0, -100.0, 300.0, 200.0)], "tied to it"),
        ];
        for (nodes, expected) in cases {
            let draft = draft(nodes);
            let area = freest(&draft, 0, 60.0, 20.0);
            assert!(nodes.iter().all(|node| !node.meets(area)), "{nodes:?} {area:?}");
            let path = &draft.edges[0].1;
            let found = match (area.is_crossed_by(path[0], path[1]), tie(path, area)) {
                (true, _) => "on it",
                (false, None) => "beside it",
                (false, Some(_)) => "tied to it",
            };
            assert_eq!(found, expected, "{nodes:?} {area:?}");
        }
    }

    #[test]
    fn words_that_can_be_done_without_stand_on_their_edge_or_nowhere() {
        let alone = draft(&[]);
        assert!(roomy(&alone, 0, 60.0, 20.0).is_some());
        assert_eq!(roomy(&alone, 0, 120.0, 20.0), None, "little of the edge would be left");
        assert_eq!(roomy(&draft(&[wall(-10.0, -6.0, 220.0, 4.0)]), 0, 60.0, 20.0), None);
        let mut crossed = draft(&[]);
        for x in 0..40 {
            let x = f64::from(x) * 5.0;
            crossed.edges.push((1, vec![Point::new(x, -50.0), Point::new(x, 50.0)]));
        }
        assert_eq!(roomy(&crossed, 0, 60.0, 20.0), None, "other lines would be hidden");
    }

    #[test]
    fn where_nothing_is_free_near_by_words_stand_below_all() {
        let draft = draft(&[wall(-5000.0, -5000.0, 10000.0, 10000.0)]);
        assert!(5000.0 < freest(&draft, 0, 60.0, 20.0).y);
    }
}

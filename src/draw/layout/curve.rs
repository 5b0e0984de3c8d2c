//! Lines between two on a chart: straight where the way is clear, else with one bend, else by a detour.

use std::collections::BTreeMap;

use crate::draw::layout::detour;
use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::shore::Ground;

/// The bends tried, as shares of the length; the first that passes by everybody is taken.
const BENDS: [f64; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.19, -0.19, 0.27, -0.27];
/// How much worse a line is for each box it passes under, against a bend of its whole length.
const HIT: f64 = 0.09;
/// The side of a cell in which boxes are looked for.
const CELL: f64 = 160.0;
/// How much worse a line is that leaves the chart.
const OFF_CHART: f64 = 10.0;
/// How far a line stays off a box.
pub(crate) const CLEAR: f64 = 5.0;

/// Where a line begins or ends: at a box, or at the shore of the ground around it.
pub(crate) struct Port<'a> {
    pub(crate) area: Rect,
    pub(crate) ground: Option<&'a Ground>,
}

/// The boxes that lines had better not pass under.
pub(crate) struct Rocks {
    boxes: Vec<Rect>,
    whole: Rect,
    cells: BTreeMap<(i64, i64), Vec<usize>>,
}

impl Port<'_> {
    pub(crate) fn of(area: Rect) -> Self {
        Self { area, ground: None }
    }

    fn holds(&self, point: Point) -> bool {
        self.area.grown(1.0).holds(point) || self.ground.is_some_and(|ground| is_on(ground, point))
    }
}

impl Rocks {
    pub(crate) fn of(boxes: Vec<Rect>) -> Self {
        let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (index, area) in boxes.iter().enumerate() {
            let (low, high) = (
                cell(Point::new(area.x, area.y)),
                cell(Point::new(area.right(), area.bottom())),
            );
            for column in low.0..=high.0 {
                for row in low.1..=high.1 {
                    cells.entry((column, row)).or_default().push(index);
                }
            }
        }
        let whole = boxes
            .iter()
            .copied()
            .reduce(Rect::with)
            .unwrap_or_default()
            .grown(CELL / 8.0);
        Self { boxes, whole, cells }
    }

    /// Returns the boxes that a line of small steps passes under, those at its ends aside.
    pub(crate) fn met(&self, path: &[Point], ends: [&Port<'_>; 2], clear: f64) -> impl Iterator<Item = Rect> + '_ {
        let mut met: Vec<usize> = Vec::new();
        for pair in path.windows(2) {
            for place in [cell(pair[0]), cell(pair[1])] {
                for index in self.cells.get(&place).into_iter().flatten() {
                    let area = self.boxes[*index];
                    let is_end = ends.iter().any(|end| end.area.meets(area));
                    if !is_end && !met.contains(index) && area.grown(clear).is_crossed_by(pair[0], pair[1]) {
                        met.push(*index);
                    }
                }
            }
        }
        met.into_iter().map(|index| self.boxes[index])
    }

    /// Tells whether a point lies on the chart.
    pub(crate) fn has(&self, point: Point) -> bool {
        self.whole.holds(point)
    }
}

/// Returns a line that passes under no box, or where none can, under as few as it must.
pub(crate) fn bent(from: &Port<'_>, to: &Port<'_>, rocks: &Rocks) -> Vec<Point> {
    let mut best: Option<(f64, Vec<Point>)> = None;
    for bend in BENDS {
        let path = clipped(&arc(from.area.middle(), to.area.middle(), bend), from, to);
        let hits = rocks.met(&path, [from, to], CLEAR).count();
        let is_on_chart = path.iter().all(|point| rocks.has(*point));
        if hits == 0 && is_on_chart {
            return thinned(&path);
        }
        let strays = if is_on_chart { 0.0 } else { OFF_CHART };
        let cost = HIT * crate::draw::layout::count(hits) + bend.abs() + strays;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, path));
        }
    }
    let path = match detour::around(from, to, rocks) {
        Some(path) => clipped(&path, from, to),
        None => best.map(|(_, path)| path).unwrap_or_default(),
    };
    thinned(&path)
}

/// Returns the straight line, for pictures of more lines than can be told apart.
pub(crate) fn straight(from: &Port<'_>, to: &Port<'_>) -> Vec<Point> {
    thinned(&clipped(&arc(from.area.middle(), to.area.middle(), 0.0), from, to))
}

/// Returns points along a parabola whose top lies aside of the middle by a share of the length.
fn arc(from: Point, to: Point, bend: f64) -> Vec<Point> {
    let middle = from.towards(to, 0.5);
    let top = middle.moved((to.y - from.y) * bend * 2.0, (from.x - to.x) * bend * 2.0);
    let length = from.distance(to);
    let mut steps = 8;
    while f64::from(steps) * 24.0 < length && steps < 160 {
        steps += 1;
    }
    (0..=steps)
        .map(|step| {
            let share = f64::from(step) / f64::from(steps);
            from.towards(top, share).towards(top.towards(to, share), share)
        })
        .collect()
}

/// Cuts off what lies within the ends.
fn clipped(path: &[Point], from: &Port<'_>, to: &Port<'_>) -> Vec<Point> {
    let (first, last) = (path[0], path[path.len() - 1]);
    // One within the ground of the other is reached at its box.
    let is_within = |port: &Port<'_>, other: Point| port.ground.is_some_and(|ground| is_on(ground, other));
    let from = if is_within(from, last) {
        &Port::of(from.area)
    } else {
        from
    };
    let to = if is_within(to, first) { &Port::of(to.area) } else { to };
    let begin = path.iter().rposition(|point| from.holds(*point)).unwrap_or(0);
    let end = path.iter().position(|point| to.holds(*point)).unwrap_or(path.len() - 1);
    if end <= begin + 1 {
        return vec![first.towards(last, 0.4), first.towards(last, 0.6)];
    }
    let mut clipped = vec![shore(path[begin], path[begin + 1], from)];
    clipped.extend(&path[begin + 1..end]);
    clipped.push(shore(path[end], path[end - 1], to));
    clipped
}

/// Returns the point between one inside and one outside at which a port ends.
fn shore(inside: Point, outside: Point, port: &Port<'_>) -> Point {
    let (mut near, mut far) = (0.0, 1.0);
    for _ in 0..12 {
        let middle = f64::midpoint(near, far);
        if port.holds(inside.towards(outside, middle)) {
            near = middle;
        } else {
            far = middle;
        }
    }
    inside.towards(outside, far)
}

/// Tells whether a point lies on a ground, the seam around its shape included.
fn is_on(ground: &Ground, point: Point) -> bool {
    if ground.holds(point) {
        return true;
    }
    (0..ground.shape.len()).any(|index| {
        let (one, two) = (ground.shape[index], ground.shape[(index + 1) % ground.shape.len()]);
        let (dx, dy) = (two.x - one.x, two.y - one.y);
        let length = (dx * dx + dy * dy).max(1e-9);
        let share = (((point.x - one.x) * dx + (point.y - one.y) * dy) / length).clamp(0.0, 1.0);
        one.towards(two, share).distance(point) <= ground.off
    })
}

/// Leaves out points that the line between their neighbours passes through anyway.
fn thinned(path: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (index, point) in path.iter().enumerate() {
        let next = path.get(index + 1);
        let is_needed = match (kept.last(), next) {
            (Some(before), Some(after)) => {
                let (dx, dy) = (after.x - before.x, after.y - before.y);
                let aside = (dx * (point.y - before.y) - dy * (point.x - before.x)).abs();
                0.35 * (dx * dx + dy * dy).sqrt() < aside
            }
            _ => true,
        };
        if is_needed {
            kept.push(*point);
        }
    }
    kept
}

fn cell(point: Point) -> (i64, i64) {
    #[expect(clippy::cast_possible_truncation, reason = "sheets are far smaller than that")]
    let of = |value: f64| (value / CELL).floor() as i64;
    (of(point.x), of(point.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_round_whoever_stands_in_the_way() {
        let [from, to, between] = [0.0, 400.0, 200.0].map(|x| Rect::around(Point::new(x, 0.0), 60.0, 30.0));
        let (one, two) = (Port::of(from), Port::of(to));
        let clear = bent(&one, &two, &Rocks::of(vec![from, to]));
        assert_eq!(clear.len(), 2, "{clear:?}");
        assert!(
            (clear[0].x - 31.0).abs() < 0.1 && (clear[1].x - 369.0).abs() < 0.1,
            "{clear:?}"
        );
        let around = bent(&one, &two, &Rocks::of(vec![from, to, between]));
        assert!(2 < around.len());
        assert!(
            around.windows(2).all(|pair| !between.is_crossed_by(pair[0], pair[1])),
            "{around:?}"
        );
    }
}

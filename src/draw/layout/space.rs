//! Rows move apart or together until titles have room and nothing else has too much.
//!
//! dagre gives clusters no room for a title and much more height than they need. Here the rows keep
//! their order and everything keeps its column; only heights change:
//!
//! ```text
//! row 1   ┌─────┐   bottom of its clusters
//!                   room for edges to turn, more where they go far sideways
//! row 2   ┌─────┐   titles of the clusters that begin here
//! ```

use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::layered::{Raw, Task, node_area};
use crate::draw::layout::part::Draft;
use crate::draw::layout::{pins, port, route, title, words};

/// The room between a cluster's border and what is in it.
pub(crate) const PAD: f64 = 14.0;
/// The room between a cluster's title and what is under it.
const UNDER_TITLE: f64 = 6.0;
/// The room between a cluster's border and its title.
pub(crate) const OVER_TITLE: f64 = 5.0;

/// A row of units, before and after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    middle: f64,
    half: f64,
    moved: f64,
}

/// The rows of one try.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    rows: Vec<Row>,
}

/// Gives a try its final places.
pub(crate) fn settle(task: &Task<'_>, raw: &Raw) -> Draft {
    let rows = Rows::of(task, raw);
    let mut draft = Draft::default();
    let middles: Vec<Point> = raw.units.iter().map(|at| Point::new(at.x, rows.place(at.y))).collect();
    for (unit, middle) in middles.iter().enumerate() {
        for (node, within) in &task.blocks[unit].places {
            draft
                .nodes
                .push((*node, node_area(&task.blocks[unit], *within, *middle)));
        }
    }
    draft.clusters = cluster_areas(task, &middles);
    for (index, link) in task.links.iter().enumerate() {
        draft.edges.push((link.edge, rows.bends(&raw.links[index])));
    }
    port::attach(task, &mut draft);
    let bands: Vec<route::Band> = raw.units.iter().map(|at| rows.band(at.y)).collect();
    route::tidy(task, &mut draft, &bands);
    pins::part(task, &mut draft);
    title::place(task, &mut draft);
    words::place(task, &mut draft);
    frame(&mut draft);
    draft
}

impl Rows {
    fn of(task: &Task<'_>, raw: &Raw) -> Self {
        let units = raw.units.iter().zip(&task.blocks);
        let mut items: Vec<(f64, f64)> = units.map(|(at, block)| (at.y, block.height / 2.0)).collect();
        items.sort_by(|one, two| one.0.total_cmp(&two.0));
        let mut rows: Vec<Row> = Vec::new();
        for (middle, half) in items {
            match rows.last_mut() {
                Some(row) if middle - row.middle < 1.0 => {
                    row.half = row.half.max(half);
                }
                _ => rows.push(Row {
                    middle,
                    half,
                    moved: middle,
                }),
            }
        }
        let mut rows = Self { rows };
        rows.respace(task, raw);
        rows
    }

    fn respace(&mut self, task: &Task<'_>, raw: &Raw) {
        let needs = self.needs(task, raw);
        let mut bottom = 0.0;
        for (index, (above, below)) in needs.into_iter().enumerate() {
            let turn = if index == 0 {
                0.0
            } else {
                self.turning_room(task, raw, index)
            };
            let row = &mut self.rows[index];
            let top = bottom + turn + above;
            row.moved = top + row.half;
            bottom = top + 2.0 * row.half + below;
        }
    }

    /// Returns the room that clusters need above and below each row.
    fn needs(&self, task: &Task<'_>, raw: &Raw) -> Vec<(f64, f64)> {
        let mut needs = vec![(0.0_f64, 0.0_f64); self.rows.len()];
        let row_of = |unit: &usize| self.index(raw.units[*unit].y);
        let span = |cluster: usize| {
            let rows: Vec<usize> = task.units_in(cluster).iter().filter_map(row_of).collect();
            Some((*rows.iter().min()?, *rows.iter().max()?))
        };
        for cluster in &task.part.clusters {
            let Some((first, last)) = span(*cluster) else {
                continue;
            };
            let (mut above, mut below) = (0.0, 0.0);
            for around in task.picture.ancestry(*cluster) {
                let Some((begin, end)) = span(around) else {
                    continue;
                };
                if begin == first {
                    above += head(task, around);
                }
                if end == last {
                    below += PAD;
                }
            }
            needs[first].0 = needs[first].0.max(above);
            needs[last].1 = needs[last].1.max(below);
        }
        needs
    }

    /// Returns the room that edges need to turn above a row: more where they go far sideways.
    fn turning_room(&self, task: &Task<'_>, raw: &Raw, index: usize) -> f64 {
        let (above, below) = (self.rows[index - 1].middle, self.rows[index].middle);
        let mut widest = 0.0_f64;
        let mut lines = 0_usize;
        let mut base = 26.0_f64;
        for (path, link) in raw.links.iter().zip(&task.links) {
            let words = &task.sizes.edges[link.edge];
            let is_here = path.first().zip(path.last()).is_some_and(|(one, two)| {
                (one.y.min(two.y) - above).abs() < self.rows[index - 1].half + 1.0
                    && (one.y.max(two.y) - below).abs() < self.rows[index].half + 1.0
            });
            if is_here && !words.lines.is_empty() {
                base = base.max(words.height + 34.0);
            }
            let mut least = f64::INFINITY;
            let mut most = f64::NEG_INFINITY;
            for point in path
                .iter()
                .filter(|point| above - 1.0 <= point.y && point.y <= below + 1.0)
            {
                least = least.min(point.x);
                most = most.max(point.x);
            }
            if least < most {
                widest = widest.max(most - least);
                lines += 1;
            }
        }
        (base + 0.07 * widest + 1.2 * super::geometry::count(lines.min(12))).min(base.max(78.0))
    }

    fn index(&self, y: f64) -> Option<usize> {
        self.rows.iter().position(|row| (row.middle - y).abs() < 1.0)
    }

    /// Returns the top and the bottom of the row that was at a height.
    fn band(&self, y: f64) -> route::Band {
        let row = self.index(y).map(|index| self.rows[index]);
        row.map_or((y, y), |row| (row.moved - row.half, row.moved + row.half))
    }

    /// Returns where a height has gone: rows keep their height, gaps stretch evenly.
    fn place(&self, y: f64) -> f64 {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else {
            return y;
        };
        if y <= first.middle {
            return first.moved + (y - first.middle);
        }
        if last.middle <= y {
            return last.moved + (y - last.middle);
        }
        let next = self
            .rows
            .iter()
            .position(|row| y < row.middle)
            .unwrap_or(self.rows.len() - 1);
        let (above, below) = (&self.rows[next - 1], &self.rows[next]);
        let share = (y - above.middle) / (below.middle - above.middle);
        above.moved + share * (below.moved - above.moved)
    }

    /// Returns the bends of an edge, so that it crosses each row it passes straight.
    fn bends(&self, path: &[Point]) -> Vec<Point> {
        let mut bends = Vec::new();
        for (index, point) in path.iter().enumerate() {
            let at = Point::new(point.x, self.place(point.y));
            let is_end = index == 0 || index + 1 == path.len();
            let row = self.index(point.y).map(|row| self.rows[row]);
            match row.filter(|_| !is_end) {
                Some(row) => {
                    let back = path[index - 1].y < path[index + 1].y;
                    let (top, bottom) = (row.moved - row.half - 4.0, row.moved + row.half + 4.0);
                    let (enter, leave) = if back { (top, bottom) } else { (bottom, top) };
                    bends.extend([Point::new(at.x, enter), Point::new(at.x, leave)]);
                }
                None => bends.push(at),
            }
        }
        bends
    }
}

/// Returns the room a cluster needs above what is in it.
fn head(task: &Task<'_>, cluster: usize) -> f64 {
    let title = &task.sizes.titles[cluster];
    if title.lines.is_empty() {
        PAD
    } else {
        OVER_TITLE + title.height + UNDER_TITLE
    }
}

fn cluster_areas(task: &Task<'_>, middles: &[Point]) -> Vec<(usize, Rect)> {
    let mut areas: Vec<(usize, Rect)> = Vec::new();
    let mut inner_first = task.part.clusters.clone();
    inner_first.sort_by_key(|cluster| std::cmp::Reverse(task.picture.ancestry(*cluster).len()));
    for cluster in inner_first {
        let units = (0..middles.len())
            .filter(|unit| task.part.units[*unit].cluster == Some(cluster))
            .map(|unit| Rect::around(middles[unit], task.widths[unit], task.blocks[unit].height));
        let clusters = areas
            .iter()
            .filter(|(inner, _)| task.picture.ancestry(*inner).get(1) == Some(&cluster))
            .map(|(_, area)| *area);
        let Some(content) = units.chain(clusters).reduce(Rect::with) else {
            continue;
        };
        let above = head(task, cluster);
        let area = Rect {
            x: content.x - PAD,
            y: content.y - above,
            width: content.width + 2.0 * PAD,
            height: content.height + above + PAD,
        };
        areas.push((cluster, area));
    }
    areas.sort_by_key(|(cluster, _)| *cluster);
    areas
}

/// Moves everything so that the part begins at nothing, and takes its size.
pub(crate) fn frame(draft: &mut Draft) {
    let points = draft.edges.iter().flat_map(|(_, path)| path);
    let dots = points.map(|point| Rect::around(*point, 4.0, 0.0));
    let areas = draft
        .nodes
        .iter()
        .chain(&draft.clusters)
        .chain(&draft.labels)
        .chain(&draft.marks)
        .map(|(_, area)| *area);
    let Some(whole) = areas.chain(dots).reduce(Rect::with) else {
        return;
    };
    let (dx, dy) = (-whole.x, -whole.y);
    for (_, area) in draft
        .nodes
        .iter_mut()
        .chain(&mut draft.clusters)
        .chain(&mut draft.titles)
        .chain(&mut draft.labels)
        .chain(&mut draft.marks)
    {
        *area = area.moved(dx, dy);
    }
    for (_, path) in &mut draft.edges {
        for point in path {
            *point = point.moved(dx, dy);
        }
    }
    draft.width = whole.width;
    draft.height = whole.height;
}

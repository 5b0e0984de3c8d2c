//! Where everything of a storyline chart stands on the sheet: columns, rows of scenes, heights of lines, the ways between them.

use super::chart::{Chart, Thread};
use super::course::Line;
use super::heading::Heading;
use super::measure::{Measures, measure};
use super::order::order;
use super::place::{Straighten, place_stiff};
use crate::draw::font::{self, Weight};
use crate::draw::layout::count;

/// From one scene to the next, at least.
const STEP: f64 = 30.0;
/// From one line to its neighbour in a scene, at least.
pub(super) const UNIT: f64 = 12.0;
/// The size of names.
pub(super) const NAME: f64 = 11.0;
/// The size of headings above columns.
pub(super) const HEADING: f64 = 10.5;
/// From one line of a heading to the next.
pub(super) const LEADING: f64 = 13.0;
/// Room around everything.
pub(super) const MARGIN: f64 = 26.0;
/// How far a line runs level at a scene before it bends.
const LEVEL: f64 = 6.0;
/// How many lines a heading should take.
const HEADING_LINES: usize = 3;
/// No column is made wider than this for its heading.
const WIDEST_COLUMN: f64 = 130.0;
/// No sheet is narrower than this.
pub(super) const NARROWEST: f64 = 560.0;
/// How much stiffer a line is where its name stands.
const STIFF: i64 = 12;

/// Where everything stands.
#[derive(Debug)]
pub(super) struct Frame {
    /// The middle of each scene.
    pub(super) x: Vec<f64>,
    /// How wide each scene is.
    pub(super) slots: Vec<f64>,
    /// How high each line runs at each scene; none where it does not.
    pub(super) y: Vec<Vec<Option<f64>>>,
    /// Whether each line goes on into each scene from the one before.
    pub(super) joined: Vec<Vec<bool>>,
    /// The rows of scenes, from above to below.
    pub(super) rows: Vec<Row>,
    /// The order of the lines at each scene, from above to below.
    pub(super) order: Vec<Vec<Line>>,
    /// What stands above the scenes.
    pub(super) heading: Heading,
    /// The headings of columns in lines, one for each column.
    pub(super) headings: Vec<Vec<String>>,
    /// From where on the sheet is seen, and to where: all of it, or as much as a reader of the page has been told of.
    pub(super) left: f64,
    pub(super) above: f64,
    pub(super) width: f64,
    /// Below the last row.
    pub(super) bottom: f64,
    /// How good the order and the heights are.
    pub(super) measures: Measures,
}

/// A row of scenes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// Its first scene.
    pub(super) first: usize,
    /// Its last scene.
    pub(super) last: usize,
    /// The left edge of its first scene.
    pub(super) left: f64,
    /// The right edge of its last scene.
    pub(super) right: f64,
    /// The uppermost line.
    pub(super) top: f64,
    /// The lowest line.
    pub(super) bottom: f64,
}

impl Frame {
    /// Finds a place for everything.
    pub(super) fn of(chart: &Chart) -> Self {
        let (slots, headings) = slots(chart);
        let mut rows = rows(chart, &slots);
        let names: Vec<f64> = chart.threads.iter().map(|thread| name_width(&thread.label)).collect();
        let mut x = vec![0.0; slots.len()];
        for row in &rows {
            let mut edge = 0.0;
            for step in row.first..=row.last {
                x[step] = edge + slots[step] / 2.0;
                edge += slots[step];
            }
        }
        let left = MARGIN
            + rows
                .iter()
                .map(|row| overhang(chart, row, &x, &names))
                .fold(0.0, f64::max);
        for x in &mut x {
            *x += left;
        }
        let last = chart.scenes.len().saturating_sub(1);
        let mut width = NARROWEST;
        for row in &mut rows {
            row.left = x.get(row.first).map_or(left, |x| x - slots[row.first] / 2.0);
            row.right = x.get(row.last).map_or(left, |x| x + slots[row.last] / 2.0);
            let beyond = if row.last == last {
                named_behind(chart, last, &names)
            } else {
                0.0
            };
            width = width.max(row.right + beyond + MARGIN);
        }
        let heading = Heading::of(chart, width);
        let above = heading.bottom;
        let mut frame = Self {
            heading,
            y: vec![vec![None; chart.scenes.len()]; chart.threads.len()],
            joined: chart.threads.iter().map(Thread::joined).collect(),
            x,
            slots,
            rows,
            order: Vec::new(),
            headings,
            left: 0.0,
            above: 0.0,
            width,
            bottom: above,
            measures: Measures::default(),
        };
        frame.settle(chart, &names, above);
        frame
    }

    /// Orders the lines and gives them their heights, row by row below one another.
    fn settle(&mut self, chart: &Chart, names: &[f64], above: f64) {
        let firsts: Vec<Option<usize>> = chart
            .threads
            .iter()
            .map(|thread| thread.runs.iter().position(|run| run.is_shown()))
            .collect();
        let room = |line: Line| firsts[line].map_or(0, |first| self.room(first, names[line]));
        let course = chart.course(room);
        let order = order(&course);
        let stiffness = |step: usize, line: Line| {
            if firsts[line].is_some_and(|first| step <= first) {
                STIFF
            } else {
                1
            }
        };
        let places = place_stiff(&course, &order, Straighten::Ways, stiffness);
        let seen = |step: usize, line: Line| chart.threads[line].runs[step].is_shown();
        let bare = chart.course(|_| 0);
        let mut heights: Vec<Vec<i64>> = Vec::new();
        for (step, (lines, places)) in order.iter().zip(&places).enumerate() {
            let kept = lines.iter().zip(places).filter(|&(&line, _)| seen(step, line));
            let (lines, places) = kept.map(|(&line, &place)| (line, place)).unzip();
            self.order.push(lines);
            heights.push(places);
        }
        self.measures = measure(&bare, &self.order, &heights);
        let mut y = above;
        let deepest = self.headings.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut self.rows {
            let all = || places[row.first..=row.last].iter().flatten().copied();
            let (highest, lowest) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
            row.top = y + count(deepest) * LEADING + 2.2 * UNIT;
            row.bottom = row.top + below(lowest - highest);
            for (step, (lines, places)) in self.order.iter().zip(&heights).enumerate() {
                if !(row.first..=row.last).contains(&step) {
                    continue;
                }
                for (&line, &place) in lines.iter().zip(places) {
                    self.y[line][step] = Some(row.top + below(place - highest));
                }
            }
            y = row.bottom + 3.0 * UNIT;
        }
        self.bottom = y - UNIT;
    }

    /// How many scenes before one the name of a line that begins there reaches over.
    fn room(&self, first: usize, name: f64) -> usize {
        let row = self.rows[self.row(first)];
        let reaches = |&step: &usize| self.x[step] + self.slots[step] / 2.0 > self.x[first] - name - 12.0;
        (row.first..first).rev().take_while(reaches).count()
    }

    /// Whether a line goes on from the scene before into this one.
    pub(super) fn joins(&self, line: Line, step: usize) -> bool {
        self.joined[line][step]
    }

    /// The row of a scene, by its place.
    pub(super) fn row(&self, step: usize) -> usize {
        self.rows.iter().position(|row| step <= row.last).unwrap_or(0)
    }

    /// The way of a line into a scene from the one before, as points; none across rows.
    pub(super) fn way(&self, line: Line, step: usize) -> Vec<(f64, f64)> {
        let (Some(from), Some(to)) = (self.y[line][step - 1], self.y[line][step]) else {
            return Vec::new();
        };
        if self.row(step - 1) != self.row(step) || !self.joins(line, step) {
            return Vec::new();
        }
        let (left, right) = (self.x[step - 1] + LEVEL, self.x[step] - LEVEL);
        let mut points = vec![(self.x[step - 1], from)];
        // The same curve that is drawn: both of its inner points lie in the middle.
        for part in 0..=8 {
            let t = f64::from(part) / 8.0;
            let across = 1.5 * t * (1.0 - t) + t * t * t;
            let down = t * t * (3.0 - 2.0 * t);
            points.push((left + (right - left) * across, from + (to - from) * down));
        }
        points.push((self.x[step], to));
        points
    }

    /// The path of a line from one scene to another, level at each and curved between, and longer at both ends by some pixels.
    pub(super) fn path(&self, line: Line, first: usize, last: usize, (before, after): (f64, f64)) -> String {
        use crate::draw::svg::number;
        let mut path = String::new();
        let mut at: Option<(usize, f64)> = None;
        for step in first..=last {
            let Some(y) = self.y[line][step] else { continue };
            let x = self.x[step];
            match at {
                None => path.push_str(&format!("M{} {}", number(x - before), number(y))),
                Some((left, _)) if self.row(left) != self.row(step) => {
                    let (out, into) = (self.rows[self.row(left)].right, self.rows[self.row(step)].left);
                    path.push_str(&format!("H{}M{} {}", number(out + 6.0), number(into - 4.0), number(y)));
                }
                Some((left, above)) if (above - y).abs() > 0.01 => {
                    let (from, to) = (self.x[left] + LEVEL, x - LEVEL);
                    let middle = f64::midpoint(from, to);
                    path.push_str(&format!(
                        "H{}C{} {} {} {} {} {}",
                        number(from),
                        number(middle),
                        number(above),
                        number(middle),
                        number(y),
                        number(to),
                        number(y)
                    ));
                }
                Some(_) => {}
            }
            at = Some((step, y));
        }
        if let Some((step, _)) = at {
            path.push_str(&format!("H{}", number(self.x[step] + after)));
        }
        path
    }
}

/// How far the names of the lines that go on to the end of a row reach beyond it.
pub(super) fn named_behind(chart: &Chart, last: usize, names: &[f64]) -> f64 {
    let lines = chart.threads.iter().zip(names);
    let to_the_end = lines.filter(|(thread, _)| thread.runs.get(last).is_some_and(|run| run.is_shown()));
    to_the_end.map(|(_, name)| *name + 12.0).fold(0.0, f64::max)
}

fn below(units: i64) -> f64 {
    f64::from(i32::try_from(units).unwrap_or(i32::MAX)) * UNIT
}

/// How wide a name is.
pub(super) fn name_width(label: &str) -> f64 {
    font::width(label, NAME, Weight::Regular)
}

/// How wide each scene is, and the headings above the columns: a column is as wide as its heading needs.
fn slots(chart: &Chart) -> (Vec<f64>, Vec<Vec<String>>) {
    let mut slots = vec![STEP; chart.scenes.len()];
    let mut headings = Vec::new();
    for (nth, column) in chart.columns.iter().enumerate() {
        let next = chart.columns.get(nth + 1).map_or(chart.scenes.len(), |next| next.first);
        let scenes = count(next - column.first);
        let label = column.label();
        let fits = |width: f64| {
            let words = label
                .split_whitespace()
                .map(|word| font::width(word, HEADING, Weight::Regular));
            words.fold(0.0, f64::max) <= width
                && font::wrap(&label, HEADING, Weight::Regular, width).len() <= HEADING_LINES
        };
        let mut width = scenes * STEP - 8.0;
        while !fits(width) && width < WIDEST_COLUMN {
            width += 4.0;
        }
        headings.push(cut(font::wrap(&label, HEADING, Weight::Regular, width)));
        slots[column.first..next].fill(((width + 8.0) / scenes).max(STEP));
    }
    (slots, headings)
}

/// A heading of too many lines ends in dots.
fn cut(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > HEADING_LINES + 1 {
        lines.truncate(HEADING_LINES + 1);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// How far names reach to the left of a row's first scene.
pub(super) fn overhang(chart: &Chart, row: &Row, x: &[f64], names: &[f64]) -> f64 {
    let mut most: f64 = 0.0;
    for (thread, name) in chart.threads.iter().zip(names) {
        for (step, x) in x
            .iter()
            .enumerate()
            .filter(|(step, _)| (row.first..=row.last).contains(step))
        {
            let begins = step == row.first || !thread.runs[step - 1].is_shown();
            if thread.runs.get(step).is_some_and(|run| run.is_shown()) && begins {
                most = most.max(name + 14.0 - x);
            }
        }
    }
    most
}

/// Breaks the scenes into rows that are about as wide, between columns where these are narrow enough.
fn rows(chart: &Chart, slots: &[f64]) -> Vec<Row> {
    let total: f64 = slots.iter().sum();
    let row = |first: usize, last: usize| Row {
        first,
        last,
        left: 0.0,
        right: 0.0,
        top: 0.0,
        bottom: 0.0,
    };
    let limit = chart.row.map_or(f64::INFINITY, f64::from);
    let wanted = (1..=slots.len()).find(|&rows| total <= count(rows) * limit);
    // Where scenes are wider than a row may be, each has a row.
    let target = wanted.map_or(limit, |wanted| total / count(wanted));
    let mut rows = Vec::new();
    let (mut first, mut done, mut unit) = (0, 0.0, 0);
    while unit < slots.len() {
        let column = chart.columns.iter().position(|column| column.first == unit);
        let next = column
            .and_then(|nth| chart.columns.get(nth + 1))
            .map_or(slots.len(), |next| next.first);
        let whole: f64 = slots[unit..next].iter().sum();
        let end = if column.is_some() && whole <= target / 2.0 {
            next
        } else {
            unit + 1
        };
        let width: f64 = slots[unit..end].iter().sum();
        if done + width / 2.0 > target * count(rows.len() + 1) && first < unit {
            rows.push(row(first, unit - 1));
            first = unit;
        }
        done += width;
        unit = end;
    }
    if !slots.is_empty() {
        rows.push(row(first, slots.len() - 1));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_many_as_their_width_asks_for_up_to_one_for_each_scene() {
        let ends = |row: Option<u32>, slots: &[f64]| -> Vec<usize> {
            let chart = Chart {
                row,
                ..Chart::default()
            };
            rows(&chart, slots).iter().map(|row| row.last).collect()
        };
        let even = [30.0; 6];
        assert_eq!(ends(None, &even), [5]);
        assert_eq!(ends(Some(180), &even), [5]);
        assert_eq!(ends(Some(90), &even), [2, 5]);
        assert_eq!(ends(Some(30), &even), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ends(Some(20), &even), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ends(Some(20), &[30.0, 30.0, 200.0, 30.0]), [0, 1, 2, 3]);
        assert!(ends(Some(20), &[]).is_empty());
    }
}

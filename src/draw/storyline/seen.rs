//! The part of a sheet that a reader of the page sees, who has not been told everything: as far as anything reaches, each in its place.

use super::chart::{Chart, Thread};
use super::frame::{Frame, HEADING, LEADING, MARGIN, NARROWEST, Row, UNIT, name_width, named_behind, overhang};
use super::heading::Heading;
use crate::draw::font::{self, Weight};
use crate::draw::layout::count;

impl Frame {
    /// The part of this frame, of one row, that is seen of a chart of which less is told, with so many of the headings; none where nobody is in it.
    pub(super) fn told(&self, chart: &Chart, headings: &[usize]) -> Option<Self> {
        let y: Vec<Vec<Option<f64>>> = self
            .y
            .iter()
            .zip(&chart.threads)
            .map(|(heights, thread)| {
                let heights = heights.iter().zip(&thread.runs);
                heights.map(|(y, run)| y.filter(|_| run.is_shown())).collect()
            })
            .collect();
        let seen = |&step: &usize| y.iter().any(|heights| heights[step].is_some());
        let first = (0..self.x.len()).find(seen)?;
        let last = (0..self.x.len()).rfind(seen)?;
        let column = chart.columns.first().filter(|column| !column.label().is_empty());
        let first = column.map_or(first, |column| column.first);
        let heights = || y.iter().flatten().flatten().copied();
        let mut row = Row {
            first,
            last,
            left: self.x[first] - self.slots[first] / 2.0,
            right: self.x[last] + self.slots[last] / 2.0,
            top: heights().fold(f64::INFINITY, f64::min),
            bottom: heights().fold(f64::NEG_INFINITY, f64::max),
        };
        let headings: Vec<Vec<String>> = chart
            .columns
            .iter()
            .zip(headings)
            .map(|(column, &nth)| {
                let is_heard = !column.label().is_empty();
                self.headings[nth].iter().filter(|_| is_heard).cloned().collect()
            })
            .collect();
        for (column, heading) in chart.columns.iter().zip(&headings) {
            let left = self.x[column.first] - self.slots[column.first] / 2.0 + 4.0;
            let ends = heading
                .iter()
                .map(|words| left + font::width(words, HEADING, Weight::Regular));
            row.right = ends.fold(row.right, f64::max);
        }
        let deepest = headings.iter().map(Vec::len).max().unwrap_or(0);
        let names: Vec<f64> = chart.threads.iter().map(|thread| name_width(&thread.label)).collect();
        let from_left: Vec<f64> = self.x.iter().map(|x| x - row.left).collect();
        let left = row.left - overhang(chart, &row, &from_left, &names) - MARGIN;
        let above = row.top - 2.2 * UNIT - count(deepest) * LEADING - MARGIN;
        Some(Self {
            x: self.x.clone(),
            slots: self.slots.clone(),
            joined: chart.threads.iter().map(Thread::joined).collect(),
            rows: vec![row],
            order: Vec::new(),
            heading: if chart.remark.is_empty() {
                Heading::default()
            } else {
                self.heading.clone()
            },
            left,
            above: if chart.remark.is_empty() { above } else { 0.0 },
            width: (row.right + named_behind(chart, last, &names) + MARGIN).max(left + NARROWEST),
            bottom: row.bottom + 2.0 * UNIT,
            measures: self.measures,
            headings,
            y,
        })
    }
}

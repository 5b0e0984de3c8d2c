//! A storyline chart becomes SVG: bands of factions behind, lines above them, scenes and signs on top, then names.
//!
//! Elements say whom and what they are about: `data-entity` is a character's id, `data-section` a heading's label, and `data-event` an event's id: for a scene those of all its events, for a piece of a line that of the event told first in the scene it leads to.
//! `data-moments` of the whole has the place from left to right for each number of events that have happened, from none to all.

use super::chart::Chart;
use super::colours::colours;
use super::frame::{Frame, HEADING, LEADING, MARGIN, NAME, UNIT};
use super::key::Key;
use super::measure::Measures;
use super::names::{Name, names};
use super::pen::{Pen, text};
use crate::draw::font::{FAMILY, Weight};
use crate::draw::layout::count;
use crate::draw::svg::{Sheet, number};
use crate::draw::theme::{Colour, Palette};

/// Writes a chart as SVG.
#[must_use]
pub fn write(chart: &Chart) -> String {
    painted(chart).0
}

/// Writes a chart as SVG, and measures it.
#[must_use]
pub fn painted(chart: &Chart) -> (String, Measures) {
    let heading = MARGIN + 48.0 + if chart.remark.is_empty() { 0.0 } else { 19.0 };
    let frame = Frame::of(chart, heading);
    let painting = Painting {
        colours: colours(chart, &frame.order),
        palette: &chart.theme.palette,
        chart,
        frame: &frame,
    };
    (painting.written(), frame.measures)
}

/// A chart on its sheet.
pub(super) struct Painting<'a> {
    pub(super) chart: &'a Chart,
    pub(super) frame: &'a Frame,
    pub(super) palette: &'a Palette,
    pub(super) colours: Vec<Colour>,
}

impl Painting<'_> {
    fn written(&self) -> String {
        let mut sheet = Sheet::default();
        let key = Key::of(self.chart, self.frame.width);
        let height = self.frame.bottom + key.height() + MARGIN * 0.6;
        sheet.begin(self.frame.width, height);
        let title = format!("{}, {}", self.chart.title, self.chart.subtitle);
        sheet.words("title", &[], title.trim_start_matches(", "));
        let ground = [
            ("width", "100%".to_owned()),
            ("height", "100%".to_owned()),
            ("fill", self.palette.ground.hex()),
        ];
        sheet.empty("rect", &ground);
        let mut whole = vec![("class", "storyline".to_owned()), ("font-family", FAMILY.to_owned())];
        if let (Some(moments), [row]) = (self.chart.moments, self.frame.rows.as_slice()) {
            whole.push(("data-moments", self.moments(moments)));
            whole.push(("data-top", number(row.top - 2.0 * UNIT)));
            whole.push(("data-bottom", number(row.bottom + 2.0 * UNIT)));
        }
        sheet.open("g", &whole);
        self.heading(&mut sheet);
        self.columns(&mut sheet);
        self.bands(&mut sheet);
        self.threads(&mut sheet);
        for step in 0..self.chart.scenes.len() {
            self.scene(&mut sheet, step);
        }
        self.deaths(&mut sheet);
        for name in names(self.chart, self.frame) {
            self.name(&mut sheet, &name);
        }
        key.draw(&mut sheet, self.chart, self.frame.bottom);
        sheet.close("g");
        sheet.end()
    }

    /// Where each moment of the story lies from left to right: at the scene that it is in, or between the scenes before and after it.
    fn moments(&self, last: u32) -> String {
        let row = self.frame.rows[0];
        let mut known = vec![(0, row.left)];
        for (step, scene) in self.chart.scenes.iter().enumerate() {
            known.extend(scene.deeds.last().map(|deed| (deed.moment, self.frame.x[step])));
        }
        known.push((last + 1, row.right));
        known.dedup_by_key(|(moment, _)| *moment);
        let mut places = Vec::new();
        for pair in known.windows(2) {
            let [(from, left), (to, right)] = [pair[0], pair[1]];
            let across = f64::from(to.saturating_sub(from).max(1));
            places.extend(
                (from..to).map(|moment| number((left + (right - left) * f64::from(moment - from) / across).round())),
            );
        }
        places.join(" ")
    }

    fn heading(&self, sheet: &mut Sheet) {
        let lines = [
            (&self.chart.title, 22.0, Weight::Bold, self.palette.ink),
            (&self.chart.subtitle, 13.0, Weight::Regular, self.palette.soft),
            (&self.chart.remark, 11.0, Weight::Regular, self.palette.soft),
        ];
        let mut y = MARGIN + 6.0;
        for (words, size, weight, colour) in lines {
            text(
                sheet,
                words,
                (MARGIN, y),
                Pen {
                    weight,
                    ..Pen::of(size, colour)
                },
                &[],
            );
            y += size * 0.7 + 11.0;
        }
    }

    fn columns(&self, sheet: &mut Sheet) {
        for (nth, column) in self.chart.columns.iter().enumerate() {
            let end = self
                .chart
                .columns
                .get(nth + 1)
                .map_or(self.chart.scenes.len(), |next| next.first);
            // A column that a row breaks has its heading over each of its parts.
            let parts = (column.first..end)
                .filter(|&step| step == column.first || self.frame.rows.iter().any(|row| row.first == step));
            for first in parts {
                let row = self.frame.rows[self.frame.row(first)];
                let left = self.frame.x[first] - self.frame.slots[first] / 2.0;
                let right = self.frame.x[(end - 1).min(row.last)] + self.frame.slots[(end - 1).min(row.last)] / 2.0;
                sheet.open(
                    "g",
                    &[
                        ("class", "column".to_owned()),
                        ("data-section", column.number.clone()),
                        ("data-left", number(left)),
                        ("data-right", number(right)),
                    ],
                );
                sheet.words("title", &[], &column.label());
                if first > row.first {
                    sheet.empty(
                        "line",
                        &[
                            ("x1", number(left)),
                            ("x2", number(left)),
                            ("y1", number(row.top - 1.8 * UNIT)),
                            ("y2", number(row.bottom + UNIT)),
                            ("stroke", self.palette.rule.hex()),
                            ("stroke-width", "1".to_owned()),
                        ],
                    );
                }
                let words = &self.frame.headings[nth];
                for (line, words) in words.iter().enumerate() {
                    let up = count(self.frame.headings[nth].len() - 1 - line) * LEADING;
                    let at = (
                        left + if first > row.first { 4.0 } else { 0.0 },
                        row.top - 2.4 * UNIT - up,
                    );
                    text(sheet, words, at, Pen::of(HEADING, self.palette.soft), &[]);
                }
                sheet.close("g");
            }
        }
    }

    fn name(&self, sheet: &mut Sheet, name: &Name) {
        let thread = &self.chart.threads[name.line];
        let colour = self.colours[name.line];
        if let Some([from, to]) = name.leader {
            sheet.empty(
                "line",
                &[
                    ("x1", number(from.0)),
                    ("y1", number(from.1)),
                    ("x2", number(to.0)),
                    ("y2", number(to.1)),
                    ("stroke", colour.hex()),
                    ("stroke-width", "0.8".to_owned()),
                ],
            );
        }
        let mut more = vec![
            ("class", "name".to_owned()),
            ("data-entity", thread.id.clone()),
            ("data-event", self.leads_to(name.line, name.step)),
        ];
        if !name.is_free {
            more.extend([
                ("paint-order", "stroke".to_owned()),
                ("stroke", self.palette.ground.hex()),
                ("stroke-width", "3".to_owned()),
                ("stroke-linejoin", "round".to_owned()),
            ]);
        }
        let ink = colour.readable_on(self.palette.ground, 4.5);
        text(sheet, &thread.label, name.at, Pen::of(NAME, ink), &more);
    }
}

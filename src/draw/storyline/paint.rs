//! A storyline chart becomes SVG: bands of factions behind, lines above them, scenes and signs on top.

use super::chart::{Chart, Run, Thread};
use super::course::Line;
use super::order::order;
use super::place::{Straighten, place};
use crate::draw::font::{self, FAMILY, Weight};
use crate::draw::layout::count;
use crate::draw::svg::{Sheet, number};
use crate::draw::theme::{self, Colour, Palette};

/// From one step to the next.
const STEP: f64 = 30.0;
/// From one line to its neighbour in a scene.
const UNIT: f64 = 11.0;
/// The size of names.
const NAME: f64 = 10.5;
/// Room around everything.
const MARGIN: f64 = 24.0;

/// Writes a chart as SVG.
#[must_use]
pub fn write(chart: &Chart) -> String {
    Painting::of(chart).written()
}

struct Painting<'a> {
    chart: &'a Chart,
    palette: Palette,
    /// How high each line runs at each step; none where it does not.
    height: Vec<Vec<Option<f64>>>,
    left: f64,
    top: f64,
    width: f64,
    bottom: f64,
}

impl<'a> Painting<'a> {
    fn of(chart: &'a Chart) -> Self {
        let room = |thread: &Thread| {
            let steps = (font::width(&thread.label, NAME, Weight::Regular) + 10.0) / STEP;
            (1..40).find(|&room| count(room) >= steps).unwrap_or(40)
        };
        let course = chart.course(room);
        let order = order(&course);
        let places = place(&course, &order, Straighten::Ways);
        let highest = places.iter().flatten().min().copied().unwrap_or(0);
        let lowest = places.iter().flatten().max().copied().unwrap_or(0);
        let widest = |ends: &dyn Fn(&Thread) -> bool| {
            let names = chart.threads.iter().filter(|thread| ends(thread));
            let widths = names.map(|thread| font::width(&thread.label, NAME, Weight::Regular));
            widths.fold(0.0, f64::max)
        };
        let left = MARGIN + widest(&|thread| thread.runs.iter().take(5).any(|&run| run != Run::Missing)) + 8.0;
        let right = MARGIN + widest(&|thread| thread.runs.last().is_some_and(|&run| run != Run::Missing)) + 8.0;
        let heading = 34.0 + if chart.remark.is_empty() { 22.0 } else { 38.0 };
        let top = MARGIN + heading + column_room(chart) + 3.0 * UNIT;
        let mut height = vec![vec![None; chart.scenes.len()]; chart.threads.len()];
        for (step, lines) in order.iter().enumerate() {
            for (&line, &place) in lines.iter().zip(&places[step]) {
                let up = i32::try_from(place - highest).unwrap_or(0);
                height[line][step] = Some(top + f64::from(up) * UNIT);
            }
        }
        let steps = count(chart.scenes.len().max(1));
        let deep = i32::try_from(lowest - highest).unwrap_or(0);
        Self {
            chart,
            palette: theme::palette(chart.theme),
            height,
            left,
            top,
            width: (left + (steps - 1.0) * STEP + right).max(520.0),
            bottom: top + f64::from(deep) * UNIT + 2.0 * UNIT,
        }
    }

    fn x(&self, step: usize) -> f64 {
        self.left + count(step) * STEP
    }

    fn written(&self) -> String {
        let mut sheet = Sheet::default();
        let legend = self.legend_rows();
        let height = self.bottom + count(legend) * 20.0 + MARGIN;
        sheet.begin(self.width, height);
        sheet.words("title", &[], &self.chart.title);
        let ground = [
            ("width", "100%".to_owned()),
            ("height", "100%".to_owned()),
            ("fill", self.palette.ground.hex()),
        ];
        sheet.empty("rect", &ground);
        sheet.open("g", &[("font-family", FAMILY.to_owned())]);
        self.heading(&mut sheet);
        self.columns(&mut sheet);
        self.bands(&mut sheet);
        self.threads(&mut sheet);
        self.scenes(&mut sheet);
        self.names(&mut sheet);
        self.legend(&mut sheet);
        sheet.close("g");
        sheet.end()
    }

    fn heading(&self, sheet: &mut Sheet) {
        let lines = [
            (&self.chart.title, 22.0, self.palette.ink),
            (&self.chart.subtitle, 13.0, self.palette.soft),
            (&self.chart.remark, 11.0, self.palette.soft),
        ];
        let mut y = MARGIN + 12.0;
        for (words, size, colour) in lines {
            text(sheet, words, (MARGIN, y), Pen { size, colour, anchor: "start" });
            y += size + 6.0;
        }
    }

    fn columns(&self, sheet: &mut Sheet) {
        for (nth, column) in self.chart.columns.iter().enumerate() {
            let x = self.x(column.first) - STEP / 2.0;
            let next = self.chart.columns.get(nth + 1).map_or(self.chart.scenes.len(), |next| next.first);
            let room = (count(next - column.first) * STEP - 6.0).max(STEP);
            if nth > 0 {
                sheet.empty("line", &[
                    ("x1", number(x)),
                    ("x2", number(x)),
                    ("y1", number(self.top - 2.0 * UNIT)),
                    ("y2", number(self.bottom - UNIT)),
                    ("stroke", self.palette.rule.hex()),
                    ("stroke-width", "1".to_owned()),
                ]);
            }
            let words = font::wrap(&column.label, 10.0, Weight::Regular, room);
            let fits: Vec<String> = words.into_iter().take(COLUMN_LINES).collect();
            let pen = Pen { size: 10.0, colour: self.palette.soft, anchor: "start" };
            for (line, words) in fits.iter().enumerate() {
                let up = count(fits.len() - 1 - line) * 12.0;
                text(sheet, words, (x + 3.0, self.top - 2.6 * UNIT - up), pen);
            }
        }
    }

    /// Each faction's colour behind the lines of its members.
    fn bands(&self, sheet: &mut Sheet) {
        for band in 0..self.chart.bands.len() {
            let tint = theme::tint(self.chart.theme, band);
            let ground = self.palette.ground;
            let fill = ground.towards(tint.border, 30);
            sheet.open("g", &[("class", "band".to_owned())]);
            sheet.words("title", &[], &self.chart.bands[band]);
            for (line, thread) in self.chart.threads.iter().enumerate() {
                let held = |step: usize| thread.bands[step] == Some(band) && thread.runs[step] != Run::Missing;
                for (first, last) in runs_of(self.chart.scenes.len(), held) {
                    sheet.empty("path", &[
                        ("d", self.path(line, first, last, STEP / 2.0)),
                        ("fill", "none".to_owned()),
                        ("stroke", fill.hex()),
                        ("stroke-width", number(UNIT * 1.9)),
                        ("stroke-linejoin", "round".to_owned()),
                    ]);
                }
            }
            sheet.close("g");
        }
    }

    fn threads(&self, sheet: &mut Sheet) {
        for (line, thread) in self.chart.threads.iter().enumerate() {
            let colour = self.colour(line);
            sheet.open("g", &[("class", "thread".to_owned())]);
            sheet.words("title", &[], &thread.label);
            let there = |step: usize| matches!(thread.runs[step], Run::There | Run::Elsewhere);
            for (first, last) in runs_of(self.chart.scenes.len(), there) {
                self.stroke(sheet, self.path(line, first, last, 4.0), colour, "2.6", "1");
            }
            // The way into an absence and out of it fades with it.
            let away = |step: usize| thread.runs[step] == Run::Away;
            for (first, last) in runs_of(self.chart.scenes.len(), away) {
                let from = first.saturating_sub(1);
                let to = (last + 1).min(self.chart.scenes.len() - 1);
                let from = if thread.runs[from] == Run::Missing { first } else { from };
                let to = if thread.runs[to] == Run::Missing { last } else { to };
                self.stroke(sheet, self.path(line, from, to, 0.0), colour.towards(self.palette.ground, 45), "1.6", "3 4");
            }
            sheet.close("g");
        }
    }

    fn stroke(&self, sheet: &mut Sheet, path: String, colour: Colour, width: &str, dashes: &str) {
        let mut attributes = vec![
            ("d", path),
            ("fill", "none".to_owned()),
            ("stroke", colour.hex()),
            ("stroke-width", width.to_owned()),
            ("stroke-linecap", "round".to_owned()),
        ];
        if dashes != "1" {
            attributes.push(("stroke-dasharray", dashes.to_owned()));
        }
        sheet.empty("path", &attributes);
    }

    /// A line from one step to another, level at each step and curved between, and a little longer at both ends.
    fn path(&self, line: Line, first: usize, last: usize, longer: f64) -> String {
        let mut path = String::new();
        let mut before: Option<(f64, f64)> = None;
        for step in first..=last {
            let Some(y) = self.height[line][step] else { continue };
            let x = self.x(step);
            match before {
                None => path = format!("M{} {}", number(x - longer), number(y)),
                Some((left, above)) if above != y => {
                    let (from, to) = (left + 4.0, x - 4.0);
                    let middle = (from + to) / 2.0;
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
            before = Some((x, y));
        }
        if let Some((x, _)) = before {
            path.push_str(&format!("H{}", number(x + longer)));
        }
        path
    }

    fn scenes(&self, sheet: &mut Sheet) {
        for (step, scene) in self.chart.scenes.iter().enumerate() {
            let heights: Vec<f64> = scene.who.iter().filter_map(|&line| self.height[line][step]).collect();
            let upper = heights.iter().copied().fold(f64::INFINITY, f64::min);
            let lower = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            if heights.is_empty() {
                continue;
            }
            sheet.open("g", &[("class", "scene".to_owned())]);
            let mut told = scene.told.join(". ");
            if !scene.place.is_empty() {
                told = format!("{}: {told}", scene.place);
            }
            sheet.words("title", &[], &told);
            if heights.len() > 1 {
                sheet.empty("rect", &[
                    ("x", number(self.x(step) - 4.5)),
                    ("y", number(upper - 5.0)),
                    ("width", "9".to_owned()),
                    ("height", number(lower - upper + 10.0)),
                    ("rx", "4.5".to_owned()),
                    ("fill", self.palette.paper.hex()),
                    ("stroke", self.palette.ink.hex()),
                    ("stroke-width", "1.3".to_owned()),
                ]);
            }
            for &line in &scene.who {
                if let Some(y) = self.height[line][step] {
                    sheet.empty("circle", &[
                        ("cx", number(self.x(step))),
                        ("cy", number(y)),
                        ("r", "2.4".to_owned()),
                        ("fill", self.colour(line).hex()),
                    ]);
                }
            }
            for (nth, mark) in scene.marks.iter().enumerate() {
                let colour = theme::line_colour(self.chart.theme, &mark.colour);
                let y = upper - 13.0 - count(nth) * 13.0;
                self.badge(sheet, (self.x(step), y), &mark.sign, colour);
            }
            sheet.close("g");
        }
        for (line, thread) in self.chart.threads.iter().enumerate() {
            for (step, told) in &thread.deaths {
                if let Some(y) = self.height[line][*step] {
                    sheet.open("g", &[("class", "death".to_owned())]);
                    sheet.words("title", &[], told);
                    self.badge(sheet, (self.x(*step) + 11.0, y), "†", self.colour(line));
                    sheet.close("g");
                }
            }
        }
    }

    fn badge(&self, sheet: &mut Sheet, (x, y): (f64, f64), sign: &str, colour: Colour) {
        sheet.empty("circle", &[
            ("cx", number(x)),
            ("cy", number(y)),
            ("r", "6".to_owned()),
            ("fill", self.palette.ground.hex()),
            ("stroke", colour.hex()),
            ("stroke-width", "1.2".to_owned()),
        ]);
        text(sheet, sign, (x, y), Pen { size: 9.0, colour, anchor: "middle" });
    }

    /// Names where lines begin and begin again, and once more at the right edge.
    fn names(&self, sheet: &mut Sheet) {
        for (line, thread) in self.chart.threads.iter().enumerate() {
            let runs = |step: usize| thread.runs[step] != Run::Missing;
            let colour = theme::line_colour(self.chart.theme, &self.colour(line).hex());
            for (first, last) in runs_of(self.chart.scenes.len(), runs) {
                if let Some(y) = self.height[line][first] {
                    text(sheet, &thread.label, (self.x(first) - 8.0, y), Pen { size: NAME, colour, anchor: "end" });
                }
                if let Some(y) = self.height[line][last].filter(|_| last + 1 == self.chart.scenes.len() && first < last) {
                    let dead = thread.deaths.iter().any(|(step, _)| *step == last);
                    let x = self.x(last) + if dead { 21.0 } else { 8.0 };
                    text(sheet, &thread.label, (x, y), Pen { size: NAME, colour, anchor: "start" });
                }
            }
        }
    }

    fn colour(&self, line: Line) -> Colour {
        theme::thread(self.chart.theme, line)
    }

    fn legend_items(&self) -> Vec<Item> {
        let mut items: Vec<Item> = self
            .chart
            .bands
            .iter()
            .enumerate()
            .map(|(band, label)| Item { sign: Sign::Band(band), label: label.clone() })
            .collect();
        if self.chart.threads.iter().any(|thread| !thread.deaths.is_empty()) {
            items.push(Item { sign: Sign::Badge("†".to_owned(), self.palette.ink), label: "dies".to_owned() });
        }
        if self.chart.threads.iter().any(|thread| thread.runs.contains(&Run::Away)) {
            items.push(Item { sign: Sign::Dashes, label: "is away".to_owned() });
        }
        for mark in self.chart.scenes.iter().flat_map(|scene| &scene.marks) {
            let colour = theme::line_colour(self.chart.theme, &mark.colour);
            let item = Item { sign: Sign::Badge(mark.sign.clone(), colour), label: mark.label.clone() };
            if items.iter().all(|known| known.label != item.label) {
                items.push(item);
            }
        }
        items
    }

    fn legend_rows(&self) -> usize {
        let mut rows = 1;
        let mut x = MARGIN;
        for item in self.legend_items() {
            let wide = item.width();
            if x + wide > self.width - MARGIN && x > MARGIN {
                rows += 1;
                x = MARGIN;
            }
            x += wide;
        }
        rows
    }

    fn legend(&self, sheet: &mut Sheet) {
        let (mut x, mut y) = (MARGIN, self.bottom + 8.0);
        for item in self.legend_items() {
            if x + item.width() > self.width - MARGIN && x > MARGIN {
                x = MARGIN;
                y += 20.0;
            }
            match &item.sign {
                Sign::Band(band) => {
                    let fill = self.palette.ground.towards(theme::tint(self.chart.theme, *band).border, 30);
                    sheet.empty("rect", &[
                        ("x", number(x)),
                        ("y", number(y - 6.0)),
                        ("width", "16".to_owned()),
                        ("height", "12".to_owned()),
                        ("rx", "3".to_owned()),
                        ("fill", fill.hex()),
                    ]);
                }
                Sign::Badge(sign, colour) => self.badge(sheet, (x + 8.0, y), sign, *colour),
                Sign::Dashes => {
                    let path = format!("M{} {}H{}", number(x), number(y), number(x + 16.0));
                    self.stroke(sheet, path, self.palette.soft, "1.6", "3 4");
                }
            }
            text(sheet, &item.label, (x + 22.0, y), Pen { size: 10.5, colour: self.palette.ink, anchor: "start" });
            x += item.width();
        }
    }
}

/// Something in the legend.
struct Item {
    sign: Sign,
    label: String,
}

enum Sign {
    Band(usize),
    Badge(String, Colour),
    Dashes,
}

impl Item {
    fn width(&self) -> f64 {
        22.0 + font::width(&self.label, 10.5, Weight::Regular) + 18.0
    }
}

/// How many lines a column's heading may take.
const COLUMN_LINES: usize = 3;

fn column_room(chart: &Chart) -> f64 {
    if chart.columns.iter().all(|column| column.label.is_empty()) {
        0.0
    } else {
        count(COLUMN_LINES) * 12.0
    }
}

#[derive(Clone, Copy)]
struct Pen {
    size: f64,
    colour: Colour,
    anchor: &'static str,
}

fn text(sheet: &mut Sheet, words: &str, (x, y): (f64, f64), pen: Pen) {
    sheet.words(
        "text",
        &[
            ("x", number(x)),
            ("y", number(y + pen.size * 0.36)),
            ("font-size", number(pen.size)),
            ("fill", pen.colour.hex()),
            ("text-anchor", pen.anchor.to_owned()),
        ],
        words,
    );
}

/// The longest spans of steps of which something is so.
fn runs_of(steps: usize, so: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for step in (0..steps).filter(|&step| so(step)) {
        match found.last_mut().filter(|(_, last)| *last + 1 == step) {
            Some(open) => open.1 = step,
            None => found.push((step, step)),
        }
    }
    found
}

//! A storyline chart becomes SVG: bands of factions behind, lines above them, scenes and signs on top, then names.
//!
//! Elements say whom and what they are about: `data-entity` is a character's id, `data-section` a heading's label, and `data-event` an event's id, for a scene those of all its events.
//! `data-moments` of the whole has the place from left to right for each number of events that have happened, from none to all.

use super::chart::Chart;
use super::colours::colours;
use super::course::Line;
use super::frame::{Frame, HEADING, LEADING, MARGIN, NAME, UNIT};
use super::key::Key;
use super::measure::Measures;
use super::names::{Name, names};
use super::pen::{Pen, text};
use crate::draw::font::FAMILY;
use crate::draw::layout::count;
use crate::draw::svg::{Attribute, Sheet, number};
use crate::draw::theme::{Colour, Palette};

/// Writes a chart as SVG.
#[must_use]
pub fn write(chart: &Chart) -> String {
    painted(chart).0
}

/// Writes a chart as SVG, and measures it.
#[must_use]
pub fn painted(chart: &Chart) -> (String, Measures) {
    let frame = Frame::of(chart);
    let painting = Painting::of(chart, &frame, colours(chart, &frame.order));
    (painting.written(), frame.measures)
}

/// What lies on one another, from back to front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// How much of the sheet there is to see; nothing in a chart that is seen whole.
    View,
    /// The title and what is under it.
    Heading,
    /// The parts of the telling.
    Columns,
    /// One faction's colour.
    Band(usize),
    /// One character's line.
    Thread(Line),
    /// Who is together, and what is marked on it.
    Scenes,
    /// Where lines end.
    Deaths,
    /// The names of lines.
    Names,
    /// What colours and signs mean.
    Legend,
}

/// A chart on its sheet.
pub(super) struct Painting<'a> {
    pub(super) chart: &'a Chart,
    pub(super) frame: &'a Frame,
    pub(super) palette: &'a Palette,
    pub(super) colours: Vec<Colour>,
    names: Vec<Name>,
    key: Key,
}

impl<'a> Painting<'a> {
    /// A chart in a frame, with a colour for each line.
    pub(super) fn of(chart: &'a Chart, frame: &'a Frame, colours: Vec<Colour>) -> Self {
        Self {
            palette: &chart.theme.palette,
            names: names(chart, frame),
            key: Key::of(chart, frame),
            chart,
            frame,
            colours,
        }
    }

    /// The same with the theme of another chart, and its colours of lines.
    pub(super) fn with<'b>(&'b self, chart: &'b Chart, colours: Vec<Colour>) -> Painting<'b> {
        Painting {
            palette: &chart.theme.palette,
            names: self.names.clone(),
            key: Key::of(chart, self.frame),
            chart,
            frame: self.frame,
            colours,
        }
    }

    /// Begins the sheet, and on it the group of all layers.
    pub(super) fn begin(&self, sheet: &mut Sheet) {
        sheet.begin(self.frame.width, self.bottom());
        let title = format!("{}, {}", self.chart.title, self.chart.subtitle);
        sheet.words("title", &[], title.trim_matches([',', ' ']));
        let ground = [
            ("width", "100%".to_owned()),
            ("height", "100%".to_owned()),
            ("fill", self.palette.ground.hex()),
        ];
        sheet.empty("rect", &ground);
        let mut whole = vec![("class", "storyline".to_owned()), ("font-family", FAMILY.to_owned())];
        if let (Some(moments), [_]) = (self.chart.moments, self.frame.rows.as_slice()) {
            whole.push(("data-moments", self.moments(moments)));
        }
        sheet.open("g", &whole);
    }

    fn written(&self) -> String {
        let mut sheet = Sheet::default();
        self.begin(&mut sheet);
        for layer in self.layers() {
            let group = self.group(layer);
            if let Some((attributes, title)) = &group {
                sheet.open("g", attributes);
                sheet.words("title", &[], title);
            }
            self.draw(&mut sheet, layer);
            if group.is_some() {
                sheet.close("g");
            }
        }
        sheet.close("g");
        sheet.end()
    }

    /// All layers, from back to front.
    pub(super) fn layers(&self) -> Vec<Layer> {
        let bands = (0..self.chart.bands.len()).map(Layer::Band);
        let threads = (0..self.chart.threads.len()).map(Layer::Thread);
        let below = [Layer::Heading, Layer::Columns].into_iter().chain(bands).chain(threads);
        let above = [Layer::Scenes, Layer::Deaths, Layer::Names, Layer::Legend];
        below.chain(above).collect()
    }

    /// What is so of all that is in a layer, and what it is called, where there is such a thing.
    pub(super) fn group(&self, layer: Layer) -> Option<(Vec<Attribute>, &str)> {
        match layer {
            Layer::Band(nth) => Some((self.band_group(nth), &self.chart.bands[nth].label)),
            Layer::Thread(line) => Some((self.thread_group(line), &self.chart.threads[line].label)),
            Layer::Legend => Some((vec![("class", "legend".to_owned())], "")),
            Layer::View | Layer::Heading | Layer::Columns | Layer::Scenes | Layer::Deaths | Layer::Names => None,
        }
    }

    /// Draws what is in a layer.
    pub(super) fn draw(&self, sheet: &mut Sheet, layer: Layer) {
        match layer {
            Layer::View => sheet.empty("g", &self.view()),
            Layer::Heading => self.frame.heading.draw(sheet, self.palette),
            Layer::Columns => self.columns(sheet),
            Layer::Band(nth) => self.band(sheet, nth),
            Layer::Thread(line) => self.thread(sheet, line),
            Layer::Scenes => (0..self.chart.scenes.len()).for_each(|step| self.scene(sheet, step)),
            Layer::Deaths => self.deaths(sheet),
            Layer::Names => self.names.iter().for_each(|name| self.name(sheet, name)),
            Layer::Legend => self.key.draw(sheet, self.chart, self.frame.bottom),
        }
    }

    fn bottom(&self) -> f64 {
        self.frame.bottom + self.key.height() + MARGIN * 0.6
    }

    /// How much of the sheet there is to see, and from where to where the line of the moment goes.
    fn view(&self) -> Vec<Attribute> {
        let row = self.frame.rows[0];
        let (left, top) = (self.frame.left, self.frame.above);
        let area = [left, top, self.frame.width - left, self.bottom() - top].map(number);
        vec![
            ("class", "view".to_owned()),
            ("data-box", area.join(" ")),
            ("data-top", number(row.top - 2.0 * UNIT)),
            ("data-bottom", number(row.bottom + 1.4 * UNIT)),
        ]
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
                sheet.layer = first;
                let row = self.frame.rows[self.frame.row(first)];
                let left = self.frame.x[first] - self.frame.slots[first] / 2.0;
                sheet.open(
                    "g",
                    &[("class", "column".to_owned()), ("data-section", column.number.clone())],
                );
                self.title(sheet, &column.label());
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
        sheet.layer = name.line;
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
                    ("data-entity", thread.id.clone()),
                ],
            );
        }
        let mut more = vec![("class", "name".to_owned()), ("data-entity", thread.id.clone())];
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

//! The legend of a storyline chart: which colour is which faction, and what the signs mean.

use super::chart::{Chart, Run};
use super::frame::{Frame, MARGIN};
use super::pen::{Pen, badge, text};
use crate::draw::font::{self, Weight};
use crate::draw::layout::count;
use crate::draw::svg::{Sheet, number};
use crate::draw::theme::{Colour, Hue, Theme};

/// The size of its words.
const SIZE: f64 = 11.0;
/// From one row to the next.
const ROW: f64 = 21.0;
/// From the left end of a sign to its words.
const INDENT: f64 = 23.0;

/// What stands under a chart.
pub(super) struct Key {
    items: Vec<(Sign, String)>,
    /// Where each of them begins, and in which row.
    places: Vec<(f64, usize)>,
}

enum Sign {
    Band(Colour, String),
    Badge(String, Colour),
    Faded,
    Hollow,
}

impl Key {
    pub(super) fn of(chart: &Chart, frame: &Frame) -> Self {
        let items = items(chart);
        let mut places = Vec::new();
        let (left, right) = (frame.left + MARGIN, frame.width - MARGIN);
        let (mut x, mut row) = (left, 0);
        for (_, words) in &items {
            let wide = INDENT + font::width(words, SIZE, Weight::Regular) + 20.0;
            if x + wide - 20.0 > right && x > left {
                (x, row) = (left, row + 1);
            }
            places.push((x, row));
            x += wide;
        }
        Self { items, places }
    }

    pub(super) fn height(&self) -> f64 {
        self.places.last().map_or(0.0, |&(_, row)| count(row + 1) * ROW)
    }

    pub(super) fn draw(&self, sheet: &mut Sheet, chart: &Chart, top: f64) {
        let palette = &chart.theme.palette;
        for (nth, ((sign, words), &(x, row))) in self.items.iter().zip(&self.places).enumerate() {
            sheet.layer = nth;
            let y = top + count(row) * ROW + ROW / 2.0;
            let mut more = Vec::new();
            match sign {
                Sign::Band(fill, id) => {
                    sheet.empty(
                        "rect",
                        &[
                            ("x", number(x)),
                            ("y", number(y - 6.0)),
                            ("width", "17".to_owned()),
                            ("height", "12".to_owned()),
                            ("rx", "3".to_owned()),
                            ("fill", fill.hex()),
                            ("data-entity", id.clone()),
                        ],
                    );
                    more.push(("data-entity", id.clone()));
                }
                Sign::Badge(sign, colour) => badge(sheet, (x + 9.0, y), sign, *colour, palette.ground),
                Sign::Faded => sheet.empty(
                    "line",
                    &[
                        ("x1", number(x)),
                        ("x2", number(x + 18.0)),
                        ("y1", number(y)),
                        ("y2", number(y)),
                        ("stroke", palette.ink.hex()),
                        ("stroke-width", "1.8".to_owned()),
                        ("stroke-dasharray", "1 5".to_owned()),
                        ("stroke-linecap", "round".to_owned()),
                    ],
                ),
                Sign::Hollow => sheet.empty(
                    "circle",
                    &[
                        ("cx", number(x + 9.0)),
                        ("cy", number(y)),
                        ("r", "2.7".to_owned()),
                        ("fill", palette.paper.hex()),
                        ("stroke", palette.ink.hex()),
                        ("stroke-width", "1.4".to_owned()),
                    ],
                ),
            }
            text(sheet, words, (x + INDENT, y), Pen::of(SIZE, palette.ink), &more);
        }
    }
}

/// The colour of a faction behind lines: pale, and not so pale on a dark ground.
pub(super) fn behind(theme: &Theme, hue: Hue) -> Colour {
    let share = if theme.is_dark() { 46 } else { 34 };
    theme.palette.ground.towards(theme.tint(hue).border, share)
}

fn items(chart: &Chart) -> Vec<(Sign, String)> {
    let ink = chart.theme.palette.ink;
    let mut items: Vec<(Sign, String)> = chart
        .bands
        .iter()
        .enumerate()
        .filter(|&(nth, _)| chart.threads.iter().any(|thread| thread.is_of(nth)))
        .map(|(_, band)| {
            let fill = behind(&chart.theme, band.hue);
            (Sign::Band(fill, band.id.clone()), band.label.clone())
        })
        .collect();
    let runs = |wanted: Run| chart.threads.iter().any(|thread| thread.runs.contains(&wanted));
    if chart.threads.iter().any(|thread| !thread.deaths.is_empty()) {
        items.push((Sign::Badge("†".to_owned(), ink), "dies".to_owned()));
    }
    if runs(Run::Dead) {
        items.push((Sign::Hollow, "is there, dead".to_owned()));
    }
    if runs(Run::Away) {
        items.push((Sign::Faded, "is away".to_owned()));
    }
    // What has the same sign in the same colour shares a place.
    let mut signs: Vec<(String, Colour, Vec<String>)> = Vec::new();
    for mark in chart.scenes.iter().flat_map(|scene| &scene.marks) {
        let colour = chart.theme.line_colour(&mark.colour);
        match signs
            .iter_mut()
            .find(|(sign, own, _)| (sign, *own) == (&mark.sign, colour))
        {
            Some((_, _, labels)) if labels.contains(&mark.label) => {}
            Some((_, _, labels)) => labels.push(mark.label.clone()),
            None => signs.push((mark.sign.clone(), colour, vec![mark.label.clone()])),
        }
    }
    items.extend(
        signs
            .into_iter()
            .map(|(sign, colour, labels)| (Sign::Badge(sign, colour), labels.join(", "))),
    );
    items
}

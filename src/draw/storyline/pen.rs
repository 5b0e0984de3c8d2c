//! How words and signs are written on a storyline chart.

use crate::draw::font::{self, Weight};
use crate::draw::svg::{Sheet, number};
use crate::draw::theme::Colour;

/// How words are written.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub(super) size: f64,
    pub(super) colour: Colour,
    pub(super) weight: Weight,
}

impl Pen {
    pub(super) fn of(size: f64, colour: Colour) -> Self {
        Self {
            size,
            colour,
            weight: Weight::Regular,
        }
    }
}

/// Writes words from a left end on, `at` being in the middle of their height.
pub(super) fn text(sheet: &mut Sheet, words: &str, (x, y): (f64, f64), pen: Pen, more: &[(&'static str, String)]) {
    let weight = if font::is_bold_enough(words) {
        pen.weight
    } else {
        Weight::Regular
    };
    let mut left = x;
    for run in font::runs(&font::clean(words), weight) {
        let mut attributes = vec![
            ("x", number(left)),
            ("y", number(y + pen.size * 0.36)),
            ("font-size", number(pen.size)),
            ("fill", pen.colour.hex()),
        ];
        if weight == Weight::Bold {
            attributes.push(("font-weight", "bold".to_owned()));
        }
        attributes.extend_from_slice(more);
        sheet.words("text", &attributes, &run.text);
        left += font::width(&run.text, pen.size, weight);
    }
}

/// A sign in a ring.
pub(super) fn badge(sheet: &mut Sheet, (x, y): (f64, f64), sign: &str, colour: Colour, ground: Colour) {
    sheet.empty(
        "circle",
        &[
            ("cx", number(x)),
            ("cy", number(y)),
            ("r", "6.2".to_owned()),
            ("fill", ground.hex()),
            ("stroke", colour.hex()),
            ("stroke-width", "1.5".to_owned()),
        ],
    );
    let size = 10.0;
    let attributes = [
        ("x", number(x)),
        ("y", number(y + size * 0.36)),
        ("font-size", number(size)),
        ("font-weight", "bold".to_owned()),
        ("fill", colour.hex()),
        ("text-anchor", "middle".to_owned()),
    ];
    sheet.words("text", &attributes, sign);
}

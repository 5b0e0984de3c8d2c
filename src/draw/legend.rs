//! The legend says what lines and marks mean, and only those that are in the picture.
//!
//! It is placed in even columns under the drawing. It knows no colours, only which row has which.

use std::collections::BTreeSet;

use crate::draw::font::{self, Weight};
use crate::draw::picture::{Certainty, Edge, Picture, Shape, State};

/// The width of the sample before the words.
pub const SAMPLE: f64 = 38.0;
/// The height of one row.
pub const ROW: f64 = 24.0;
const GAP: f64 = 9.0;
const COLUMN_GAP: f64 = 26.0;

/// What one sample shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// A line: the row of the picture's legend.
    Row(usize),
    /// A pale line with `?`.
    Doubtful,
    /// A small node in a state.
    State(State),
    /// A small node of a shape.
    Shape(Shape),
}

/// One entry, with the place of the left end of its middle line.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the sample shows.
    pub sample: Sample,
    /// The words.
    pub label: String,
    /// How far from the left of the legend.
    pub x: f64,
    /// How far from the top of the legend.
    pub y: f64,
}

/// The entries in their places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Legend {
    /// In reading order.
    pub entries: Vec<Entry>,
    /// The whole width.
    pub width: f64,
    /// The whole height; nothing when there is nothing to say.
    pub height: f64,
}

impl Legend {
    /// Returns the legend of a picture, no wider than it must be for the widest entry or the room.
    pub fn of(picture: &Picture, room: f64) -> Self {
        let words = if picture.unkeyed { Vec::new() } else { entries(picture) };
        let size = picture.theme.letters.legend;
        let height = ROW.max(1.6 * size);
        let widths: Vec<f64> = words
            .iter()
            .map(|(_, label)| SAMPLE + GAP + font::width(label, size, Weight::Regular))
            .collect();
        let columns = columns(&widths, room);
        if columns == 0 {
            return Self::default();
        }
        let rows = words.len().div_ceil(columns);
        let mut legend = Self::default();
        let mut x = 0.0;
        for column in 0..columns {
            let range = (column * rows).min(words.len())..((column + 1) * rows).min(words.len());
            let widest = widths[range.clone()].iter().copied().fold(0.0, f64::max);
            for (row, (sample, label)) in words[range].iter().enumerate() {
                legend.entries.push(Entry {
                    sample: *sample,
                    label: label.clone(),
                    x,
                    y: height * (f64::from(u32::try_from(row).unwrap_or(u32::MAX)) + 0.5),
                });
                legend.height = legend
                    .height
                    .max(height * f64::from(u32::try_from(row + 1).unwrap_or(u32::MAX)));
            }
            legend.width = x + widest;
            x += widest + COLUMN_GAP;
        }
        legend
    }
}

/// Returns the greatest number of columns, filled from the top, that fits the room.
fn columns(widths: &[f64], room: f64) -> usize {
    let fits = |columns: usize| {
        let rows = widths.len().div_ceil(columns);
        let total: f64 = widths
            .chunks(rows)
            .map(|column| column.iter().copied().fold(0.0, f64::max) + COLUMN_GAP)
            .sum();
        total - COLUMN_GAP <= room
    };
    (1..=widths.len())
        .rev()
        .find(|columns| fits(*columns))
        // Filled from the top, the last columns may have nothing left.
        .map_or(widths.len().min(1), |columns| {
            widths.len().div_ceil(widths.len().div_ceil(columns))
        })
}

fn entries(picture: &Picture) -> Vec<(Sample, String)> {
    let mut entries: Vec<(Sample, String)> = picture
        .used_rows()
        .into_iter()
        .map(|row| {
            let label = font::wrap(&picture.legend[row].label, 12.0, Weight::Regular, f64::MAX).join(" ");
            (Sample::Row(row), label)
        })
        .collect();
    let mut strands = picture.edges.iter().flat_map(Edge::strands);
    if strands.any(|strand| strand.certainty == Certainty::Doubtful) {
        entries.push((Sample::Doubtful, "possible or doubtful".to_owned()));
    }
    let shapes: BTreeSet<Shape> = picture.nodes.iter().map(|node| node.shape).collect();
    if shapes.iter().any(|shape| *shape != Shape::Character) {
        entries.extend(
            shapes
                .into_iter()
                .map(|shape| (Sample::Shape(shape), word_of(shape).to_owned())),
        );
    }
    let states: BTreeSet<State> = picture.nodes.iter().map(|node| node.state).collect();
    for (state, words) in [
        (State::Dead, "dead or no more"),
        (State::Away, "gone away"),
        (State::Unknown, "fate unknown"),
    ] {
        if states.contains(&state) {
            entries.push((Sample::State(state), words.to_owned()));
        }
    }
    entries
}

fn word_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Character => "character",
        Shape::Faction => "faction",
        Shape::Place => "place",
        Shape::Item => "item",
        Shape::Event => "event",
        Shape::Deed => "what happened",
        Shape::Fact => "what holds",
        Shape::Remark => "remark",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::{End, LegendRow, Line, Node};

    #[test]
    fn only_what_is_drawn_is_told() {
        let mut picture = Picture::titled("");
        picture.legend = vec![
            LegendRow::new("a", "", Line::Solid),
            LegendRow::new("b", "", Line::Solid),
        ];
        assert_eq!(Legend::of(&picture, 500.0), Legend::default());
        picture.nodes = vec![Node::character("x", "X"), Node::character("y", "Y")];
        picture.nodes[1].state = State::Dead;
        picture.edges.push(Edge::between(End::Node(0), End::Node(1), 1));
        let samples: Vec<Sample> = Legend::of(&picture, 500.0)
            .entries
            .iter()
            .map(|entry| entry.sample)
            .collect();
        assert_eq!(samples, [Sample::Row(1), Sample::State(State::Dead)]);
    }

    #[test]
    fn columns_fill_the_room() {
        for (room, expected) in [(50.0, 1), (100.0, 1), (330.0, 2), (480.0, 4)] {
            assert_eq!(columns(&[100.0, 100.0, 100.0, 100.0], room), expected, "{room}");
        }
        assert_eq!(columns(&[], 100.0), 0);
    }
}

//! How large each name is, before it has a place.

use crate::draw::font::{self, Weight};
use crate::draw::layout::geometry::count;
use crate::draw::picture::{Certainty, Edge, Node, Picture, Shape};
use crate::draw::theme::Letters;

const LINE: f64 = 1.25;
/// How wide a name may be before it breaks.
const LABEL_LIMIT: f64 = 136.0;
/// How wide a line of what happened may be: about 28 letters.
const EVENT_LIMIT: f64 = 215.0;
/// How wide a line of a sentence may be that is told whole.
const SENTENCE_LIMIT: f64 = 230.0;
/// How many lines of what happened are shown.
const EVENT_LINES: usize = 3;
const TITLE_LIMIT: f64 = 230.0;
const EDGE_LIMIT: f64 = 120.0;

/// Lines of words and the room they take, margins included.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Size {
    pub(crate) lines: Vec<String>,
    pub(crate) note: Vec<String>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// The sizes of all that carries words, in the picture's order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sizes {
    pub(crate) nodes: Vec<Size>,
    pub(crate) titles: Vec<Size>,
    pub(crate) edges: Vec<Size>,
}

impl Sizes {
    pub(crate) fn of(picture: &Picture) -> Self {
        let letters = picture.theme.letters;
        Self {
            nodes: picture
                .nodes
                .iter()
                .map(|node| {
                    let weight = weight_of(node.shape);
                    let letters = grown(letters, node.scale);
                    let (lines, note) = (label_lines(node, letters), note_lines(node, letters));
                    let margin = match node.shape {
                        Shape::Character | Shape::Faction | Shape::Item | Shape::Deed | Shape::Remark => 12.0,
                        Shape::Place | Shape::Event | Shape::Fact => 18.0,
                    };
                    let widest = widest(&lines, letters.name, weight).max(widest(&note, letters.note, Weight::Regular));
                    let height = line_height(letters.name) * count(lines.len().max(1))
                        + line_height(letters.note) * count(note.len());
                    let (side, gap) = face(node);
                    Size {
                        width: (widest + 2.0 * margin * node.scale + side + gap).max(56.0 * node.scale),
                        height: (height + 14.0 * node.scale).max(34.0 * node.scale).max(side + 10.0),
                        lines,
                        note,
                    }
                })
                .collect(),
            titles: sized(
                picture.clusters.iter().map(|cluster| cluster.label.clone()),
                letters.faction,
                Weight::Bold,
                TITLE_LIMIT * letters.faction / 14.0,
                8.0,
            ),
            edges: sized(
                picture.edges.iter().map(words_on),
                letters.note,
                Weight::Regular,
                EDGE_LIMIT * letters.note / 12.0,
                5.0,
            ),
        }
    }
}

/// Returns the room that nodes take, and the titles of clusters.
pub(crate) fn rooms(picture: &Picture) -> [Vec<(f64, f64)>; 2] {
    let sizes = Sizes::of(picture);
    [sizes.nodes, sizes.titles].map(|sizes| sizes.iter().map(|size| (size.width, size.height)).collect())
}

/// Returns how heavy the name of a node of this shape is.
pub(crate) fn weight_of(shape: Shape) -> Weight {
    match shape {
        Shape::Faction | Shape::Fact => Weight::Bold,
        Shape::Character | Shape::Place | Shape::Item | Shape::Event | Shape::Deed | Shape::Remark => Weight::Regular,
    }
}

/// The side of a picture of somebody.
const FACE: f64 = 40.0;
/// The room between the picture and the name.
const BESIDE_FACE: f64 = 6.0;

/// Returns the side of the picture of a node and the room beside it; nothing where it has none.
pub(crate) fn face(node: &Node) -> (f64, f64) {
    match node.image {
        Some(_) => (FACE * node.scale, BESIDE_FACE),
        None => (0.0, 0.0),
    }
}

/// Returns the letters of a node that is written larger than others, or smaller.
pub(crate) fn grown(letters: Letters, scale: f64) -> Letters {
    Letters {
        name: letters.name * scale,
        note: letters.note * scale,
        ..letters
    }
}

/// What stands before each of several facts in one box, and before a line that goes on with one: as wide, and held by no line break.
const ITEM: &str = "• ";
const ITEM_GOES_ON: &str = "\u{a0}\u{a0}\u{a0}";
/// The room of either.
const INDENT: f64 = 15.0;

/// Tells whether a node tells several facts, which stand below one another from the left.
pub(crate) fn is_list(node: &Node) -> bool {
    node.shape == Shape::Fact && node.label.contains('\n')
}

/// Returns the lines of a node's name; what happened breaks off after a few.
pub(crate) fn label_lines(node: &Node, letters: Letters) -> Vec<String> {
    let (weight, text, size) = (weight_of(node.shape), node.marked_label(), letters.name);
    let wrap = |limit: f64| font::wrap(&text, size, weight, limit * size / 14.0);
    if is_list(node) {
        let below = |(nth, line): (usize, String)| format!("{}{line}", if nth == 0 { ITEM } else { ITEM_GOES_ON });
        let items = text.split('\n').flat_map(|item| {
            let lines = font::wrap(item, size, weight, (SENTENCE_LIMIT - INDENT) * size / 14.0);
            lines.into_iter().enumerate().map(below)
        });
        return items.collect();
    }
    match node.shape {
        Shape::Event => {}
        Shape::Deed | Shape::Fact | Shape::Remark => return wrap(SENTENCE_LIMIT),
        Shape::Character | Shape::Faction | Shape::Place | Shape::Item => {
            return wrap(LABEL_LIMIT);
        }
    }
    let mut lines = wrap(EVENT_LIMIT);
    if EVENT_LINES < lines.len() {
        lines.truncate(EVENT_LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// Returns the lines of a node's note.
pub(crate) fn note_lines(node: &Node, letters: Letters) -> Vec<String> {
    let limit = match node.shape {
        Shape::Deed | Shape::Fact | Shape::Remark => SENTENCE_LIMIT,
        Shape::Character | Shape::Faction | Shape::Place | Shape::Item | Shape::Event => LABEL_LIMIT,
    };
    font::wrap(
        &node.marked_note(),
        letters.note,
        Weight::Regular,
        limit * letters.note / 12.0,
    )
}

/// Returns the height of one line of letters of a size.
pub(crate) fn line_height(size: f64) -> f64 {
    size * LINE
}

/// Returns the words on an edge; `?` follows those that are doubtful, and stands within those of several strands.
fn words_on(edge: &Edge) -> String {
    match edge.certainty {
        Certainty::Doubtful if !edge.label.is_empty() && edge.also.is_empty() => format!("{}\u{a0}?", edge.label),
        Certainty::Stated | Certainty::Doubtful => edge.label.clone(),
    }
}

fn widest(lines: &[String], size: f64, weight: Weight) -> f64 {
    lines
        .iter()
        .map(|line| font::width(line, size, weight))
        .fold(0.0, f64::max)
}

fn sized(texts: impl Iterator<Item = String>, size: f64, weight: Weight, limit: f64, margin: f64) -> Vec<Size> {
    texts
        .map(|text| {
            let lines = font::wrap(&text, size, weight, limit);
            match lines.len() {
                0 => Size::default(),
                number => Size {
                    width: widest(&lines, size, weight) + 2.0 * margin,
                    height: line_height(size) * count(number) + 4.0,
                    note: Vec::new(),
                    lines,
                },
            }
        })
        .collect()
}

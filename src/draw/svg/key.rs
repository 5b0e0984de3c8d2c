//! The legend, drawn with the same strokes and outlines as the picture above it.

use crate::draw::font::{self, Weight};
use crate::draw::layout::{Layout, Point, Rect, Words};
use crate::draw::legend::{Entry, SAMPLE, Sample};
use crate::draw::picture::{Arrow, Certainty, Line, Node, Picture, Shape, State, Strand};
use crate::draw::svg::sheet::{Sheet, number};
use crate::draw::svg::{line_of, outline, stroke};
use crate::draw::theme::Palette;

/// Draws the legend under a rule.
pub(crate) fn draw(sheet: &mut Sheet, picture: &Picture, layout: &Layout, palette: &Palette) {
    if layout.legend.entries.is_empty() {
        return;
    }
    let y = number(layout.legend_at.y - 12.0);
    let rule = [
        ("x1", "28".to_owned()),
        ("x2", number(layout.width - 28.0)),
        ("y1", y.clone()),
        ("y2", y),
        ("stroke", palette.rule.hex()),
    ];
    sheet.open("g", &[("class", "legend".to_owned())]);
    sheet.empty("line", &rule);
    let size = picture.theme.letters.legend;
    for entry in &layout.legend.entries {
        let at = layout.legend_at.moved(entry.x, entry.y);
        sample(sheet, picture, entry, at, palette);
        let width = font::width(&entry.label, size, Weight::Regular);
        let words = Words {
            text: entry.label.clone(),
            at: at.moved(SAMPLE + 9.0 + width / 2.0, 0.0),
            size,
            weight: Weight::Regular,
        };
        line_of(sheet, &words, palette.ink);
    }
    sheet.close("g");
}

fn sample(sheet: &mut Sheet, picture: &Picture, entry: &Entry, at: Point, palette: &Palette) {
    let path = [at, at.moved(SAMPLE, 0.0)];
    match entry.sample {
        Sample::Row(row) => {
            let strand = Strand {
                row,
                arrow: picture.legend[row].arrow,
                certainty: Certainty::Stated,
            };
            let look = stroke::Look::of(picture, strand);
            stroke::draw(sheet, &path, look);
        }
        Sample::Doubtful => {
            let look = stroke::Look {
                colour: palette.soft,
                line: Line::Solid,
                arrow: Arrow::None,
                certainty: Certainty::Doubtful,
            };
            stroke::draw(sheet, &path, look);
            stroke::mark_doubt(sheet, at.moved(SAMPLE / 2.0, 0.0), palette.soft, palette);
        }
        Sample::State(state) => small_node(sheet, at, Shape::Character, state, palette),
        Sample::Shape(shape) => small_node(sheet, at, shape, State::Alive, palette),
    }
}

fn small_node(sheet: &mut Sheet, at: Point, shape: Shape, state: State, palette: &Palette) {
    let area = Rect::around(at.moved(SAMPLE / 2.0, 0.0), SAMPLE - 4.0, 18.0);
    let node = Node {
        shape,
        state,
        ..Node::character("", "")
    };
    outline::draw(sheet, area, &node, palette.outline, palette);
    let (mark, ink) = match state {
        State::Alive => ("", palette.ink),
        State::Dead => ("†", palette.dead_ink),
        State::Away => ("↗", palette.soft),
        State::Unknown => ("?", palette.ink),
    };
    let words = Words {
        text: mark.to_owned(),
        at: area.middle(),
        size: 12.0,
        weight: Weight::Regular,
    };
    line_of(sheet, &words, ink);
}

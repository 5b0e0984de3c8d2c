//! The sheet: a heading above, the parts in the middle, the legend below.

use crate::draw::font::{self, Weight};
use crate::draw::layout::geometry::{Point, Rect, count, half_way};
use crate::draw::layout::measure::{Sizes, face, grown, is_list, line_height, weight_of};
use crate::draw::layout::part::Draft;
use crate::draw::layout::{Layout, PlacedCluster, PlacedEdge, PlacedNode, Words, pack, words};
use crate::draw::legend::Legend;
use crate::draw::picture::Picture;
use crate::draw::theme::Letters;

pub(crate) const MARGIN: f64 = 28.0;
const PART_GAP: f64 = 30.0;
const RATIO: f64 = 1.65;
pub(crate) const LEAST_WIDTH: f64 = 360.0;

/// Puts the parts, the heading and the legend on one sheet.
pub(crate) fn compose(picture: &Picture, sizes: &Sizes, drafts: Vec<Draft>) -> Layout {
    let boxes: Vec<(f64, f64)> = drafts.iter().map(|draft| (draft.width, draft.height)).collect();
    let packed = pack::shelves(&boxes, PART_GAP, RATIO);
    let inner = packed.width.max(LEAST_WIDTH);
    let mut layout = Layout {
        width: inner + 2.0 * MARGIN,
        ..Layout::default()
    };
    let top = heading(picture, inner, &mut layout);
    layout.legend = Legend::of(picture, inner);
    let mut whole = Draft::default();
    let left = MARGIN + (inner - packed.width) / 2.0;
    for (draft, at) in drafts.into_iter().zip(packed.places) {
        whole.take(draft, at.moved(left, top));
    }
    finish(&mut layout, inner, top + packed.height);
    fill(picture, sizes, &whole, &mut layout);
    layout
}

/// Puts the legend under what ends at the bottom, and gives the sheet its size.
pub(crate) fn finish(layout: &mut Layout, inner: f64, bottom: f64) {
    layout.legend_at = Point::new(MARGIN + (inner - layout.legend.width).max(0.0) / 2.0, bottom + 34.0);
    layout.height = if layout.legend.entries.is_empty() {
        bottom + MARGIN
    } else {
        layout.legend_at.y + layout.legend.height + 20.0
    };
    layout.width = layout.width.max(layout.legend.width + 2.0 * MARGIN);
    (layout.width, layout.height) = (layout.width.ceil(), layout.height.ceil());
}

/// Writes the heading and returns where the parts begin.
pub(crate) fn heading(picture: &Picture, room: f64, layout: &mut Layout) -> f64 {
    let mut y = MARGIN;
    let letters = picture.theme.letters;
    let lines = [
        (&picture.title, letters.title, Weight::Bold),
        (&picture.subtitle, letters.subtitle, Weight::Regular),
        (&picture.remark, letters.note, Weight::Regular),
    ];
    for (text, size, weight) in lines {
        for line in font::wrap(text, size, weight, room) {
            y += line_height(size) / 2.0;
            layout.heading.push(Words {
                text: line,
                at: Point::new(MARGIN, y),
                size,
                weight,
            });
            y += line_height(size) / 2.0;
        }
    }
    if layout.heading.is_empty() { y } else { y + 18.0 }
}

/// Gives everything of a picture the place a draft says.
pub(crate) fn fill(picture: &Picture, sizes: &Sizes, draft: &Draft, layout: &mut Layout) {
    let Letters { faction, note, .. } = picture.theme.letters;
    layout.nodes = vec![PlacedNode::default(); picture.nodes.len()];
    for (node, area) in &draft.nodes {
        let size = &sizes.nodes[*node];
        let shown = &picture.nodes[*node];
        let Letters { name, note, .. } = grown(picture.theme.letters, shown.scale);
        let height = line_height(name) * count(size.lines.len()) + line_height(note) * count(size.note.len());
        let top = area.middle().y - height / 2.0;
        let under = top + line_height(name) * count(size.lines.len());
        let (side, gap) = face(shown);
        let middle = area.middle().x + 0.5 * (side + gap);
        let mut label = stacked(&size.lines, middle, top, (name, weight_of(shown.shape)));
        if is_list(shown) {
            from_the_left(&mut label);
        }
        layout.nodes[*node] = PlacedNode {
            area: *area,
            label,
            note: stacked(&size.note, middle, under, (note, Weight::Regular)),
            face: shown.image.is_some().then(|| {
                let left = Point::new(area.x + 5.0 + side / 2.0, area.middle().y);
                Rect::around(left, side, side)
            }),
            is_fresh: false,
        };
    }
    layout.clusters = vec![PlacedCluster::default(); picture.clusters.len()];
    for (cluster, area) in &draft.clusters {
        layout.clusters[*cluster].area = *area;
        layout.clusters[*cluster].depth = picture.ancestry(*cluster).len() - 1;
    }
    for (cluster, area) in &draft.titles {
        let placed = &mut layout.clusters[*cluster];
        placed.title_area = *area;
        placed.title = within(&sizes.titles[*cluster].lines, *area, (faction, Weight::Bold));
    }
    layout.edges = vec![PlacedEdge::default(); picture.edges.len()];
    for (edge, path) in &draft.edges {
        layout.edges[*edge].path.clone_from(path);
        layout.edges[*edge].middle = half_way(path);
    }
    for (edge, area) in &draft.marks {
        layout.edges[*edge].middle = area.middle();
        layout.edges[*edge].tie = words::tie(&layout.edges[*edge].path, *area);
    }
    for (edge, area) in &draft.labels {
        layout.edges[*edge].label_area = *area;
        layout.edges[*edge].tie = words::tie(&layout.edges[*edge].path, *area);
        layout.edges[*edge].label = within(&sizes.edges[*edge].lines, *area, (note, Weight::Regular));
    }
}

fn within(lines: &[String], area: Rect, letters: (f64, Weight)) -> Vec<Words> {
    let height = line_height(letters.0) * count(lines.len());
    stacked(lines, area.middle().x, area.middle().y - height / 2.0, letters)
}

/// Moves lines that stand around one middle so that all begin where the longest does.
fn from_the_left(lines: &mut [Words]) {
    let width = |line: &Words| font::width(&line.text, line.size, line.weight);
    let widest = lines.iter().map(width).fold(0.0, f64::max);
    for line in lines {
        line.at.x -= (widest - width(line)) / 2.0;
    }
}

fn stacked(lines: &[String], x: f64, top: f64, (size, weight): (f64, Weight)) -> Vec<Words> {
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| Words {
            text: line.clone(),
            at: Point::new(x, top + line_height(size) * (count(index) + 0.5)),
            size,
            weight,
        })
        .collect()
}

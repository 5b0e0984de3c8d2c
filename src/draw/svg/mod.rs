//! A picture with its layout becomes SVG, to the byte the same on every machine.
//!
//! From back to front: the sheet, clusters from the outside in, edges, nodes, words on edges, titles,
//! heading, legend. Every node and edge carries a `<title>` that says in words what it is, so that a
//! pointer or a screen reader finds it. Nothing is glued from strings: `sheet` escapes all.

mod film;
mod key;
mod outline;
mod sheet;
mod stroke;

use crate::draw::font::{self, FAMILY, Weight};
use crate::draw::layout::{Layout, Rect, Words};
use crate::draw::picture::{Certainty, End, Node, Picture, State};
use crate::draw::theme::{Colour, Palette};

pub use film::film;
pub(crate) use sheet::{Attribute, Sheet, number};

/// Writes a picture as SVG.
///
/// ```
/// use lorescope::draw::{layout, picture::{Node, Picture}, svg};
///
/// let mut picture = Picture::titled("Names & <signs>");
/// picture.nodes.push(Node::character("odo", "Odo"));
/// let text = svg::write(&picture, &layout::arrange(&picture));
/// assert!(text.contains("Names &amp; &lt;signs&gt;"));
/// ```
#[must_use]
pub fn write(picture: &Picture, layout: &Layout) -> String {
    let palette = picture.theme.palette;
    let mut sheet = Sheet::default();
    sheet.begin(layout.width, layout.height);
    sheet.words(
        "title",
        &[],
        &joined(&[&picture.title, &picture.subtitle, &picture.remark]),
    );
    let whole = [
        ("width", "100%".to_owned()),
        ("height", "100%".to_owned()),
        ("fill", palette.ground.hex()),
    ];
    sheet.empty("rect", &whole);
    sheet.open(
        "g",
        &[("font-family", FAMILY.to_owned()), ("text-anchor", "middle".to_owned())],
    );
    draw(&mut sheet, picture, layout);
    sheet.close("g");
    sheet.end()
}

/// Draws everything from back to front, each sort on a layer of its own.
fn draw(sheet: &mut Sheet, picture: &Picture, layout: &Layout) {
    let palette = picture.theme.palette;
    let is_dead = |node: &Node| node.image.is_some() && node.state == State::Dead;
    if picture.nodes.iter().any(is_dead) {
        outline::grey(sheet);
    }
    clusters(sheet, picture, layout);
    // Above the clusters, however deep they stand in each other.
    sheet.layer = ABOVE_CLUSTERS;
    halos(sheet, layout, picture.theme.glow());
    sheet.layer += 1;
    edges(sheet, picture, layout);
    sheet.layer += 1;
    nodes(sheet, picture, layout, &palette);
    sheet.layer += 1;
    edge_words(sheet, picture, layout, &palette);
    sheet.layer += 1;
    cluster_titles(sheet, picture, layout);
    sheet.layer += 1;
    heading(sheet, layout, &palette);
    sheet.layer += 1;
    key::draw(sheet, picture, layout, &palette);
}

/// More clusters than ever stand in each other.
const ABOVE_CLUSTERS: usize = 1_000;

/// Writes lines of words, each around its middle.
fn lines(sheet: &mut Sheet, words: &[Words], colour: Colour) {
    for line in words {
        line_of(sheet, line, colour);
    }
}

/// Returns how heavy a line is written: the bold font has fewer letters.
fn weight(line: &Words) -> Weight {
    if font::is_bold_enough(&line.text) {
        line.weight
    } else {
        Weight::Regular
    }
}

/// Writes one line, in one element for each run that one font covers.
fn line_of(sheet: &mut Sheet, line: &Words, colour: Colour) {
    let weight = weight(line);
    let mut base = vec![
        ("y", number(line.at.y + line.size * 0.36)),
        ("font-size", number(line.size)),
        ("fill", colour.hex()),
    ];
    if weight == Weight::Bold {
        base.push(("font-weight", "bold".to_owned()));
    }
    let runs = font::runs(&line.text, weight);
    let mut x = line.at.x - font::width(&line.text, line.size, weight) / 2.0;
    for run in &runs {
        let room = font::width(&run.text, line.size, weight);
        let mut attributes = vec![("x", number(x + room / 2.0))];
        attributes.extend(base.iter().cloned());
        sheet.words("text", &attributes, &run.text);
        x += room;
    }
}

fn clusters(sheet: &mut Sheet, picture: &Picture, layout: &Layout) {
    let mut order: Vec<usize> = (0..layout.clusters.len()).collect();
    order.sort_by_key(|cluster| layout.clusters[*cluster].depth);
    for cluster in order {
        sheet.layer = layout.clusters[cluster].depth.min(ABOVE_CLUSTERS);
        let (tint, area) = (picture.tint_of(cluster), layout.clusters[cluster].area);
        sheet.open("g", &[("class", "cluster".to_owned())]);
        sheet.words("title", &[], &joined(&[&picture.clusters[cluster].label]));
        let dashes = match picture.clusters[cluster].state {
            State::Alive | State::Dead => None,
            State::Away => Some("2 5"),
            State::Unknown => Some("7 5"),
        };
        let ground = &layout.clusters[cluster].ground;
        if ground.shape.is_empty() {
            let mut attributes = outline::box_of(area, 12.0);
            attributes.extend([
                ("fill", tint.fill.hex()),
                ("stroke", tint.border.hex()),
                ("stroke-width", "1.5".to_owned()),
            ]);
            attributes.extend(dashes.map(|dashes| ("stroke-dasharray", dashes.to_owned())));
            sheet.empty("rect", &attributes);
        } else {
            outline::ground(sheet, ground, tint, dashes);
        }
        sheet.close("g");
    }
}

/// Draws a glow behind what has just come to be or changed.
fn halos(sheet: &mut Sheet, layout: &Layout, glow: Colour) {
    for placed in layout
        .edges
        .iter()
        .filter(|placed| placed.is_fresh && 2 <= placed.path.len())
    {
        stroke::halo(sheet, &placed.path, glow);
    }
    for placed in layout.nodes.iter().filter(|placed| placed.is_fresh) {
        let mut attributes = outline::box_of(placed.area.grown(7.0), 14.0);
        attributes.push(("fill", glow.hex()));
        sheet.empty("rect", &attributes);
    }
}

fn cluster_titles(sheet: &mut Sheet, picture: &Picture, layout: &Layout) {
    for (cluster, placed) in layout.clusters.iter().enumerate() {
        if placed.title.is_empty() {
            continue;
        }
        let tint = picture.tint_of(cluster);
        let area = placed.title_area;
        let is_passed = layout
            .edges
            .iter()
            .any(|edge| edge.path.windows(2).any(|pair| area.is_crossed_by(pair[0], pair[1])));
        if is_passed {
            patch(sheet, area, tint.fill);
        }
        lines(sheet, &placed.title, tint.title);
    }
}

fn edges(sheet: &mut Sheet, picture: &Picture, layout: &Layout) {
    for (edge, placed) in picture.edges.iter().zip(&layout.edges) {
        if placed.path.len() < 2 {
            continue;
        }
        sheet.open("g", &[("class", "edge".to_owned())]);
        let sentences: Vec<String> = picture.sentences(edge);
        sheet.words("title", &[], font::clean(&sentences.join("; ")).trim());
        let strands: Vec<stroke::Look> = edge.strands().map(|strand| stroke::Look::of(picture, strand)).collect();
        stroke::bundle(sheet, &placed.path, &strands);
        let ends = [
            (edge.from, placed.path.first(), edge.arrows().is_back()),
            (edge.to, placed.path.last(), edge.arrows().is_forward()),
        ];
        for (end, at, is_tip) in ends {
            if let (End::Cluster(_), Some(at), false) = (end, at, is_tip) {
                stroke::pin(sheet, *at, strands[0]);
            }
        }
        sheet.close("g");
    }
}

fn edge_words(sheet: &mut Sheet, picture: &Picture, layout: &Layout, palette: &Palette) {
    for (edge, placed) in picture.edges.iter().zip(&layout.edges) {
        if let Some([from, to]) = placed.tie {
            stroke::hair(sheet, from, to, palette.soft);
        }
        if !placed.label.is_empty() {
            patch(sheet, placed.label_area, palette.ground);
            lines(sheet, &placed.label, palette.ink);
        } else if edge.certainty == Certainty::Doubtful && 2 <= placed.path.len() {
            let colour = edge.strands().next().map(|strand| picture.colour_of(strand));
            stroke::mark_doubt(sheet, placed.middle, colour.unwrap_or(palette.soft), palette);
        }
    }
}

fn patch(sheet: &mut Sheet, area: Rect, colour: Colour) {
    let mut attributes = outline::box_of(area, 5.0);
    attributes.extend([("fill", colour.hex()), ("fill-opacity", "0.88".to_owned())]);
    sheet.empty("rect", &attributes);
}

fn nodes(sheet: &mut Sheet, picture: &Picture, layout: &Layout, palette: &Palette) {
    for (node, placed) in picture.nodes.iter().zip(&layout.nodes) {
        let border = picture.outline_of(node);
        sheet.open("g", &[("class", "node".to_owned())]);
        sheet.words("title", &[], &joined(&[&node.marked_label(), &node.marked_note()]));
        outline::draw(sheet, placed.area, node, border, palette);
        let (ink, soft) = match node.state {
            State::Dead => (palette.dead_ink, palette.dead_ink),
            State::Alive | State::Away | State::Unknown => (palette.ink, palette.soft),
        };
        if let (Some(address), Some(area)) = (&node.image, placed.face) {
            outline::face(sheet, area, address, node.state);
        }
        lines(sheet, &placed.label, ink);
        lines(sheet, &placed.note, soft);
        sheet.close("g");
    }
}

fn heading(sheet: &mut Sheet, layout: &Layout, palette: &Palette) {
    for line in &layout.heading {
        let mut line = line.clone();
        line.at.x += font::width(&line.text, line.size, weight(&line)) / 2.0;
        let ink = match line.weight {
            Weight::Bold => palette.ink,
            Weight::Regular => palette.soft,
        };
        line_of(sheet, &line, ink);
    }
}

fn joined(pieces: &[&str]) -> String {
    let pieces: Vec<String> = pieces
        .iter()
        .filter(|piece| !piece.is_empty())
        .map(|piece| font::clean(piece))
        .collect();
    pieces.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::layout;

    #[test]
    fn a_subtitle_as_large_as_the_title_is_no_title() {
        let mut picture = Picture::titled("Title");
        picture.subtitle = "Subtitle".to_owned();
        picture.theme.letters.subtitle = picture.theme.letters.title;
        let text = write(&picture, &layout::arrange(&picture));
        let bold: Vec<&str> = text.lines().filter(|line| line.contains("\"bold\"")).collect();
        assert!(
            matches!(bold.as_slice(), [title] if title.contains(">Title<")),
            "{bold:?}"
        );
    }
}

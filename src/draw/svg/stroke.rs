//! The strokes of edges: bends become round, ends become arrows, doubt becomes pale.

use crate::draw::font::Weight;
use crate::draw::layout::{Point, Words};
use crate::draw::picture::{Arrow, Certainty, Line, Picture, Strand};
use crate::draw::svg::line_of;
use crate::draw::svg::sheet::{Sheet, number};
use crate::draw::theme::{Colour, Palette};

const RADIUS: f64 = 34.0;
const HEAD: f64 = 10.0;
const HEAD_HALF: f64 = 4.6;

/// How an edge looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) colour: Colour,
    pub(crate) line: Line,
    pub(crate) arrow: Arrow,
    pub(crate) certainty: Certainty,
}

impl Look {
    /// Returns how a strand of a picture looks.
    pub(crate) fn of(picture: &Picture, strand: Strand) -> Self {
        Self {
            colour: picture.colour_of(strand),
            line: picture.row_of(strand).map(|row| row.line).unwrap_or_default(),
            arrow: strand.arrow,
            certainty: strand.certainty,
        }
    }

    /// Returns the room it takes across.
    fn room(self) -> f64 {
        let pen = self.line.pen();
        match self.arrow {
            Arrow::None if pen.is_double => 8.0,
            Arrow::None => pen.width + 3.0,
            Arrow::Forward | Arrow::Back | Arrow::Both => 2.0 * HEAD_HALF + 0.8,
        }
    }
}

/// Draws lines side by side along one path.
pub(crate) fn bundle(sheet: &mut Sheet, path: &[Point], strands: &[Look]) {
    let whole: f64 = strands.iter().map(|look| look.room()).sum();
    let mut side = -whole / 2.0;
    for look in strands {
        let middle = side + look.room() / 2.0;
        side += look.room();
        if strands.len() == 1 {
            draw(sheet, path, *look);
        } else {
            draw(sheet, &beside(path, middle), *look);
        }
    }
}

/// Draws a bent line.
pub(crate) fn draw(sheet: &mut Sheet, path: &[Point], look: Look) {
    let mut path = path.to_vec();
    if look.arrow.is_back() {
        path.reverse();
        point(sheet, &mut path, look);
        path.reverse();
    }
    if look.arrow.is_forward() {
        point(sheet, &mut path, look);
    }
    if look.line.pen().is_double {
        for side in [-2.0, 2.0] {
            one(sheet, &beside(&path, side), look);
        }
    } else {
        one(sheet, &path, look);
    }
}

/// Draws a broad glow along a line.
pub(crate) fn halo(sheet: &mut Sheet, path: &[Point], colour: Colour) {
    let attributes = [
        ("d", rounded(path)),
        ("fill", "none".to_owned()),
        ("stroke", colour.hex()),
        ("stroke-width", "13".to_owned()),
        ("stroke-linecap", "round".to_owned()),
    ];
    sheet.empty("path", &attributes);
}

/// Draws the dot that fastens an edge to the border of a cluster.
pub(crate) fn pin(sheet: &mut Sheet, at: Point, look: Look) {
    let dot = [
        ("cx", number(at.x)),
        ("cy", number(at.y)),
        ("r", "3.6".to_owned()),
        ("fill", look.colour.hex()),
    ];
    sheet.empty("circle", &dot);
}

/// Draws a thin line from an edge to words that stand apart from it.
pub(crate) fn hair(sheet: &mut Sheet, from: Point, to: Point, colour: Colour) {
    let line = [
        ("x1", number(from.x)),
        ("y1", number(from.y)),
        ("x2", number(to.x)),
        ("y2", number(to.y)),
        ("stroke", colour.hex()),
        ("stroke-width", "0.8".to_owned()),
    ];
    sheet.empty("line", &line);
}

/// Draws a `?` in a ring.
pub(crate) fn mark_doubt(sheet: &mut Sheet, at: Point, colour: Colour, palette: &Palette) {
    let ring = [
        ("cx", number(at.x)),
        ("cy", number(at.y)),
        ("r", "8.5".to_owned()),
        ("fill", palette.ground.hex()),
        ("stroke", colour.hex()),
        ("stroke-width", "1.3".to_owned()),
    ];
    sheet.empty("circle", &ring);
    let words = Words {
        text: "?".to_owned(),
        at,
        size: 12.0,
        weight: Weight::Bold,
    };
    line_of(sheet, &words, palette.ink);
}

/// Draws the head at the end of a line, which stops short of it.
fn point(sheet: &mut Sheet, path: &mut [Point], look: Look) {
    let Some(at) = path.last().copied() else { return };
    let before = path.iter().rev().find(|point| 0.5 < point.distance(at)).copied();
    if let (Some(before), Some(tip)) = (before, path.last_mut()) {
        let share = (HEAD - 2.0) / before.distance(at).max(HEAD);
        *tip = at.towards(before, share);
        head(sheet, before, at, look);
    }
}

fn one(sheet: &mut Sheet, path: &[Point], look: Look) {
    let pen = look.line.pen();
    let mut attributes = vec![
        ("d", rounded(path)),
        ("fill", "none".to_owned()),
        ("stroke", look.colour.hex()),
        ("stroke-width", number(pen.width)),
    ];
    if !pen.dashes.is_empty() {
        let dashes: Vec<String> = pen.dashes.iter().map(|dash| number(*dash)).collect();
        attributes.push(("stroke-dasharray", dashes.join(" ")));
    }
    if pen.dashes.iter().any(|dash| *dash < 1.0) {
        attributes.push(("stroke-linecap", "round".to_owned()));
    }
    if look.certainty == Certainty::Doubtful {
        attributes.push(("stroke-opacity", "0.55".to_owned()));
    }
    sheet.empty("path", &attributes);
}

fn head(sheet: &mut Sheet, before: Point, tip: Point, look: Look) {
    let length = before.distance(tip).max(0.01);
    let (dx, dy) = ((tip.x - before.x) / length, (tip.y - before.y) / length);
    let back = tip.moved(-dx * HEAD, -dy * HEAD);
    let (left, right) = (
        back.moved(-dy * HEAD_HALF, dx * HEAD_HALF),
        back.moved(dy * HEAD_HALF, -dx * HEAD_HALF),
    );
    let points: Vec<String> = [tip, left, right]
        .iter()
        .map(|point| format!("{},{}", number(point.x), number(point.y)))
        .collect();
    let mut attributes = vec![("points", points.join(" ")), ("fill", look.colour.hex())];
    if look.certainty == Certainty::Doubtful {
        attributes.push(("fill-opacity", "0.55".to_owned()));
    }
    sheet.empty("polygon", &attributes);
}

/// Returns the path of a bent line with round bends.
fn rounded(path: &[Point]) -> String {
    let Some(first) = path.first() else {
        return String::new();
    };
    let mut text = format!("M{} {}", number(first.x), number(first.y));
    for bend in path.windows(3) {
        let (before, at, after) = (bend[0], bend[1], bend[2]);
        let share = |other: Point| 0.5_f64.min(RADIUS / at.distance(other).max(0.01));
        let (enter, leave) = (at.towards(before, share(before)), at.towards(after, share(after)));
        text.push_str(&format!(
            "L{} {}Q{} {} {} {}",
            number(enter.x),
            number(enter.y),
            number(at.x),
            number(at.y),
            number(leave.x),
            number(leave.y)
        ));
    }
    if let Some(last) = path.last() {
        text.push_str(&format!("L{} {}", number(last.x), number(last.y)));
    }
    text
}

/// Returns a line beside another, at a distance to its left.
fn beside(path: &[Point], by: f64) -> Vec<Point> {
    (0..path.len())
        .map(|index| {
            let before = path[index.saturating_sub(1)];
            let after = path[(index + 1).min(path.len() - 1)];
            let length = before.distance(after).max(0.01);
            path[index].moved(-(after.y - before.y) / length * by, (after.x - before.x) / length * by)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bends_are_round_and_ends_exact() {
        let path = [(0.0, 0.0), (0.0, 20.0), (100.0, 20.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(rounded(&path), "M0 0L0 10Q0 20 34 20L100 20");
        assert_eq!(rounded(&path[..2]), "M0 0L0 20");
        assert_eq!(rounded(&[]), "");
        assert_eq!(beside(&path[..2], 2.0), [Point::new(-2.0, 0.0), Point::new(-2.0, 20.0)]);
    }
}

//! The outlines of nodes: shape says what sort of thing, stroke and fill how it fares.

use crate::draw::layout::{Ground, Rect};
use crate::draw::picture::{Emphasis, Node, Shape, State};
use crate::draw::svg::sheet::{Attribute, Sheet, number};
use crate::draw::theme::{Colour, Palette, Tint};

/// Draws the outline of a node.
pub(crate) fn draw(sheet: &mut Sheet, area: Rect, node: &Node, border: Colour, palette: &Palette) {
    let (fill, stroke) = match node.state {
        State::Dead => (palette.dead_paper, palette.dead_outline),
        State::Alive | State::Away | State::Unknown => (palette.paper, border),
    };
    let width = match (node.emphasis, node.state) {
        (Emphasis::Focus, _) => 3.5,
        (Emphasis::Usual, State::Away) => 2.2,
        (Emphasis::Usual, State::Alive | State::Dead | State::Unknown) => 1.5,
    };
    let mut look = vec![
        ("fill", fill.hex()),
        ("stroke", stroke.hex()),
        ("stroke-width", number(width)),
    ];
    match node.state {
        State::Alive | State::Dead => {}
        State::Away => look.extend([
            ("stroke-dasharray", "0.1 4.5".to_owned()),
            ("stroke-linecap", "round".to_owned()),
        ]),
        State::Unknown => look.push(("stroke-dasharray", "6 4".to_owned())),
    }
    shape(sheet, area, node.shape, look);
}

/// Draws the picture of somebody, cut to its box; that of the dead is grey.
pub(crate) fn face(sheet: &mut Sheet, area: Rect, address: &str, state: State) {
    let mut attributes = box_of(area, 0.0);
    attributes.retain(|(name, _)| *name != "rx");
    attributes.extend([
        ("preserveAspectRatio", "xMidYMid slice".to_owned()),
        ("href", address.to_owned()),
    ]);
    if state == State::Dead {
        attributes.push(("filter", "url(#grey)".to_owned()));
    }
    sheet.empty("image", &attributes);
}

/// Draws what makes the pictures of the dead grey.
pub(crate) fn grey(sheet: &mut Sheet) {
    sheet.open("filter", &[("id", "grey".to_owned())]);
    let none = [("type", "saturate".to_owned()), ("values", "0".to_owned())];
    sheet.empty("feColorMatrix", &none);
    sheet.close("filter");
}

/// Returns the attributes of a box with round corners.
pub(crate) fn box_of(area: Rect, radius: f64) -> Vec<Attribute> {
    vec![
        ("x", number(area.x)),
        ("y", number(area.y)),
        ("width", number(area.width)),
        ("height", number(area.height)),
        ("rx", number(radius)),
    ]
}

/// Draws the ground of a faction, and threads from those of its members who stand elsewhere.
///
/// The shape is drawn twice with a broad round stroke: once in the colour of the border, and a little smaller in its own.
pub(crate) fn ground(sheet: &mut Sheet, ground: &Ground, tint: Tint, dashes: Option<&str>) {
    for [from, to] in &ground.threads {
        let thread = [
            ("x1", number(from.x)),
            ("y1", number(from.y)),
            ("x2", number(to.x)),
            ("y2", number(to.y)),
            ("stroke", tint.border.hex()),
            ("stroke-width", "9".to_owned()),
            ("stroke-opacity", "0.3".to_owned()),
        ];
        sheet.empty("line", &thread);
    }
    let mut path = String::new();
    for (index, point) in ground.shape.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{command}{} {}", number(point.x), number(point.y)));
    }
    path.push('Z');
    let seam = [
        (tint.border, 2.0 * ground.off + 3.0, dashes),
        (tint.fill, 2.0 * ground.off, None),
    ];
    for (colour, width, dashes) in seam {
        let mut attributes = vec![
            ("d", path.clone()),
            ("fill", colour.hex()),
            ("stroke", colour.hex()),
            ("stroke-width", number(width)),
            ("stroke-linejoin", "round".to_owned()),
        ];
        attributes.extend(dashes.map(|dashes| ("stroke-dasharray", dashes.to_owned())));
        sheet.empty("path", &attributes);
    }
}

fn shape(sheet: &mut Sheet, area: Rect, shape: Shape, mut look: Vec<Attribute>) {
    let (name, mut attributes) = match shape {
        Shape::Character => ("rect", box_of(area, 9.0)),
        Shape::Faction => ("rect", box_of(area, 0.0)),
        Shape::Place => ("rect", box_of(area, area.height.min(40.0) / 2.0)),
        Shape::Item => {
            let cut = (area.height * 0.3).min(9.0);
            ("polygon", corners(area, cut, cut))
        }
        Shape::Deed => ("rect", box_of(area, 4.0)),
        Shape::Fact => ("rect", box_of(area, 17.0)),
        Shape::Remark => {
            look.push(("stroke-dasharray", "4 4".to_owned()));
            ("rect", box_of(area, 4.0))
        }
        Shape::Event => ("polygon", corners(area, 11.0, area.height / 2.0)),
    };
    attributes.extend(look);
    sheet.empty(name, &attributes);
}

/// Returns a box whose corners are cut by so much across and down.
fn corners(area: Rect, across: f64, down: f64) -> Vec<Attribute> {
    let (left, right, top, bottom) = (area.x, area.right(), area.y, area.bottom());
    let points: Vec<String> = [
        (left + across, top),
        (right - across, top),
        (right, top + down),
        (right, bottom - down),
        (right - across, bottom),
        (left + across, bottom),
        (left, bottom - down),
        (left, top + down),
    ]
    .iter()
    .map(|(x, y)| format!("{},{}", number(*x), number(*y)))
    .collect();
    vec![("points", points.join(" "))]
}

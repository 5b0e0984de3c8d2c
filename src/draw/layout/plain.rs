//! A crowd too large for rows: every cluster a grid, grids on shelves, edges straight.
//!
//! Rows cost time that grows with the square of the edges. Past a bound no picture is readable, but
//! one must still come, and soon.

use crate::draw::layout::block::{self, Block};
use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::measure::{Size, Sizes};
use crate::draw::layout::pack;
use crate::draw::layout::part::{Draft, Part};
use crate::draw::layout::space::{OVER_TITLE, PAD};
use crate::draw::layout::{port, space, words};
use crate::draw::picture::{Picture, READABLE_EDGES};

const BOUND: usize = 620;
/// A part is no ribbon up to this width.
const LONG: f64 = 3200.0;
/// How much wider than high a part may be.
const RIBBON: f64 = 3.0;

/// Tells whether a part is too large for rows.
pub(crate) fn is_better(picture: &Picture, part: &Part) -> bool {
    BOUND < part.units.len() + part.edges.len() + part.nesting(picture)
}

/// Tells whether rows made something so long that no sheet or screen takes it.
pub(crate) fn is_ribbon(draft: &Draft) -> bool {
    LONG < draft.width && RIBBON * draft.height < draft.width
}

/// Lays one part out in grids, events among them in story order.
pub(crate) fn lay(picture: &Picture, sizes: &Sizes, part: &Part) -> Draft {
    let mut draft = inside(picture, sizes, part, None);
    for edge in &part.edges {
        let ends = &picture.edges[*edge];
        let (Some(one), Some(two)) = (port::area_of(&draft, ends.from), port::area_of(&draft, ends.to)) else {
            continue;
        };
        draft.edges.push((*edge, straight(one, two)));
    }
    if part.edges.len() <= READABLE_EDGES {
        words::place_on(picture, sizes, &mut draft);
    } else {
        // Words on so many lines would hide what they lie on.
        let bare = Sizes {
            edges: vec![Size::default(); sizes.edges.len()],
            ..sizes.clone()
        };
        words::place_on(picture, &bare, &mut draft);
    }
    space::frame(&mut draft);
    draft
}

/// Returns what stands directly in a cluster, or in none.
fn inside(picture: &Picture, sizes: &Sizes, part: &Part, home: Option<usize>) -> Draft {
    let own: Vec<usize> = part
        .units
        .iter()
        .filter(|unit| unit.cluster == home)
        .flat_map(|unit| unit.nodes.clone())
        .collect();
    let block = Block::of(&own, sizes, block::RATIO);
    let mut pieces = vec![Draft {
        nodes: block.places,
        width: block.width,
        height: block.height,
        ..Draft::default()
    }];
    for cluster in &part.clusters {
        if picture.ancestry(*cluster).get(1).copied() == home {
            pieces.push(boxed(picture, sizes, part, *cluster));
        }
    }
    let boxes: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.width, piece.height)).collect();
    let packed = pack::shelves(&boxes, 24.0, 1.6);
    let mut whole = Draft {
        width: packed.width,
        height: packed.height,
        ..Draft::default()
    };
    for (piece, at) in pieces.into_iter().zip(packed.places) {
        whole.take(piece, at);
    }
    whole
}

fn boxed(picture: &Picture, sizes: &Sizes, part: &Part, cluster: usize) -> Draft {
    let content = inside(picture, sizes, part, Some(cluster));
    let title = &sizes.titles[cluster];
    let head = OVER_TITLE + title.height + PAD;
    let area = Rect {
        x: 0.0,
        y: 0.0,
        width: content.width.max(title.width) + 2.0 * PAD,
        height: content.height + head + PAD,
    };
    let mut draft = Draft {
        width: area.width,
        height: area.height,
        ..Draft::default()
    };
    draft.clusters.push((cluster, area));
    if !title.lines.is_empty() {
        draft.titles.push((
            cluster,
            Rect {
                x: PAD / 2.0,
                y: OVER_TITLE,
                width: title.width,
                height: title.height,
            },
        ));
    }
    draft.take(content, Point::new(PAD, head));
    draft
}

fn straight(one: Rect, two: Rect) -> Vec<Point> {
    let (from, to) = (one.middle(), two.middle());
    let leave = one.crossing(from, to).map_or(0.0, |(_, leave)| leave);
    let enter = two.crossing(from, to).map_or(1.0, |(enter, _)| enter);
    if leave < enter {
        vec![from.towards(to, leave), from.towards(to, enter)]
    } else {
        vec![from, to]
    }
}

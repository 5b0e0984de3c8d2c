//! Every node, cluster, edge and word of a picture gets its place here.
//!
//! ```text
//! Picture ── measure ──▶ sizes ── part ──▶ connected parts ── layered ──▶ rows
//!                                                                 │  (several tries, judged by score)
//! Layout ◀── page (heading, legend) ◀── pack ◀── title ◀── route ◀── space
//! ```
//!
//! The layout is the same on every machine: no clock, no chance, nothing but basic arithmetic and
//! square roots. It knows no colours and no format.

mod block;
mod chart;
mod curve;
mod detour;
mod fan;
mod geometry;
mod layered;
mod measure;
mod pack;
mod page;
mod part;
mod pins;
mod plain;
mod port;
mod route;
mod score;
mod shore;
mod space;
mod title;
mod words;

pub use chart::{Chart, Spot, on_chart};
pub(crate) use geometry::count;
pub use geometry::{Point, Rect};
pub(crate) use measure::{label_lines, note_lines, rooms};
pub(crate) use pack::shelves;
pub use shore::Ground;

use crate::draw::font::Weight;
use crate::draw::legend::Legend;
use crate::draw::picture::Picture;

/// Where everything goes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The width of the sheet in pixels.
    pub width: f64,
    /// The height of the sheet in pixels.
    pub height: f64,
    /// The title and the line under it.
    pub heading: Vec<Words>,
    /// One a node, in the picture's order.
    pub nodes: Vec<PlacedNode>,
    /// One a cluster, in the picture's order.
    pub clusters: Vec<PlacedCluster>,
    /// One an edge, in the picture's order.
    pub edges: Vec<PlacedEdge>,
    /// The legend's own layout.
    pub legend: Legend,
    /// Where the top left corner of the legend is.
    pub legend_at: Point,
}

/// A line of words at a place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// The letters.
    pub text: String,
    /// The middle of the line, or its left end for headings.
    pub at: Point,
    /// The size of the letters.
    pub size: f64,
    /// How heavy the letters are, where the font has them so.
    pub weight: Weight,
}

/// A node in its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacedNode {
    /// Its box.
    pub area: Rect,
    /// The lines of its name.
    pub label: Vec<Words>,
    /// The lines of its note.
    pub note: Vec<Words>,
    /// The box of its picture, where it has one.
    pub face: Option<Rect>,
    /// Whether something has just become of it, so that it has a halo.
    pub is_fresh: bool,
}

/// A cluster in its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacedCluster {
    /// Its box.
    pub area: Rect,
    /// How many clusters it stands in.
    pub depth: usize,
    /// Its ground, where it is no box.
    pub ground: Ground,
    /// The box of its title, within its own.
    pub title_area: Rect,
    /// The lines of its title.
    pub title: Vec<Words>,
}

/// An edge in its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacedEdge {
    /// The points it bends at, from its beginning to its end; fewer than two when it has no place.
    pub path: Vec<Point>,
    /// The lines on it.
    pub label: Vec<Words>,
    /// The box of those lines.
    pub label_area: Rect,
    /// The line that ties those words to the edge, where there was no room on it or beside it.
    pub tie: Option<[Point; 2]>,
    /// Where `?` goes, near the middle of the edge.
    pub middle: Point,
    /// Whether it has just come to be, so that it has a halo.
    pub is_fresh: bool,
}

/// Finds a place for everything in a picture.
///
/// ```
/// use lorescope::draw::layout;
/// use lorescope::draw::picture::{Node, Picture};
///
/// let mut picture = Picture::titled("One");
/// picture.nodes.push(Node::character("odo", "Odo"));
/// let layout = layout::arrange(&picture);
/// assert!(layout.nodes[0].area.right() < layout.width);
/// ```
#[must_use]
pub fn arrange(picture: &Picture) -> Layout {
    let sizes = measure::Sizes::of(picture);
    let parts = part::parts(picture);
    let drafts: Vec<part::Draft> = parts
        .iter()
        .map(|part| {
            if plain::is_better(picture, part) {
                plain::lay(picture, &sizes, part)
            } else {
                let draft = layered::lay(picture, &sizes, part);
                if plain::is_ribbon(&draft) {
                    plain::lay(picture, &sizes, part)
                } else {
                    draft
                }
            }
        })
        .collect();
    page::compose(picture, &sizes, drafts)
}

/// Finds a place for everything in a picture whose edges all lead down, as in a tree.
#[must_use]
pub fn arrange_downward(picture: &Picture) -> Layout {
    let sizes = measure::Sizes::of(picture);
    let drafts = part::parts(picture)
        .iter()
        .map(|part| {
            if plain::is_better(picture, part) {
                plain::lay(picture, &sizes, part)
            } else {
                layered::lay_downward(picture, &sizes, part)
            }
        })
        .collect();
    page::compose(picture, &sizes, drafts)
}

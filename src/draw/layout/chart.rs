//! Pictures on a chart: where everybody stands is given, and the same in each of them.
//!
//! A faction is the ground around those of its members whose home it is; a member who stands
//! elsewhere is tied to it by a thread. All pictures have one size, one legend and one heading's room,
//! so that they can be flipped through.

use std::collections::BTreeMap;

use crate::draw::layout::curve::{self, Rocks};
use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::measure::Sizes;
use crate::draw::layout::part::Draft;
use crate::draw::layout::shore::{self, Ground};
use crate::draw::layout::{Layout, page, words};
use crate::draw::legend::Legend;
use crate::draw::picture::{End, Picture, READABLE_EDGES};

/// Where everybody stands, by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chart {
    /// The middle of each, and whose ground it stands on.
    pub spots: BTreeMap<String, Spot>,
}

/// Where one of them stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spot {
    /// The middle.
    pub at: Point,
    /// The faction on whose ground that is, by its id.
    pub home: Option<String>,
}

/// Room around all that stands on the chart.
const ROOM: f64 = 30.0;

/// Returns the layouts of some pictures on one chart; whoever is not on it has no place.
#[must_use]
pub fn on_chart(chart: &Chart, pictures: &[Picture]) -> Vec<Layout> {
    let sizes: Vec<Sizes> = pictures.iter().map(Sizes::of).collect();
    let mut all: BTreeMap<&str, Rect> = BTreeMap::new();
    for (picture, sizes) in pictures.iter().zip(&sizes) {
        for (id, area) in areas(chart, picture, sizes) {
            let known = all.entry(id).or_insert(area);
            *known = known.with(area);
        }
    }
    let whole = all.values().copied().reduce(Rect::with).unwrap_or_default().grown(ROOM);
    let rocks = Rocks::of(all.values().copied().collect());
    let inner = whole.width.max(page::LEAST_WIDTH);
    let legend = Legend::of(&joined(pictures), inner);
    let mut layouts: Vec<Layout> = Vec::with_capacity(pictures.len());
    let mut top = 0.0_f64;
    for picture in pictures {
        let mut layout = Layout {
            width: inner + 2.0 * page::MARGIN,
            ..Layout::default()
        };
        top = page::heading(picture, inner, &mut layout).max(top);
        layouts.push(layout);
    }
    let by = Point::new(page::MARGIN + (inner - whole.width) / 2.0 - whole.x, top - whole.y);
    for ((picture, sizes), layout) in pictures.iter().zip(&sizes).zip(&mut layouts) {
        layout.legend = legend.clone();
        page::finish(layout, inner, top + whole.height);
        let (draft, grounds) = drafted(chart, picture, sizes, &rocks);
        let mut moved = Draft::default();
        moved.take(draft, by);
        page::fill(picture, sizes, &moved, layout);
        for (cluster, ground) in grounds.into_iter().enumerate() {
            layout.clusters[cluster].ground = ground.moved(by);
        }
    }
    layouts
}

/// Returns the box of everybody in a picture, with their ids.
fn areas<'a>(chart: &Chart, picture: &'a Picture, sizes: &Sizes) -> Vec<(&'a str, Rect)> {
    let nodes = picture.nodes.iter().zip(&sizes.nodes).filter_map(|(node, size)| {
        let spot = chart.spots.get(&node.id)?;
        Some((node.id.as_str(), Rect::around(spot.at, size.width, size.height)))
    });
    let clusters = picture
        .clusters
        .iter()
        .zip(&sizes.titles)
        .filter_map(|(cluster, size)| {
            let spot = chart.spots.get(&cluster.id)?;
            Some((cluster.id.as_str(), Rect::around(spot.at, size.width, size.height)))
        });
    nodes.chain(clusters).collect()
}

/// Returns one picture that shows all that any of them shows, for a legend of it all.
fn joined(pictures: &[Picture]) -> Picture {
    let mut whole = Picture::default();
    for picture in pictures {
        if whole.legend.len() < picture.legend.len() {
            whole.legend.clone_from(&picture.legend);
        }
        whole.unkeyed |= picture.unkeyed;
        whole.nodes.extend(picture.nodes.iter().cloned());
        whole.edges.extend(picture.edges.iter().cloned());
    }
    whole
}

/// Returns everything of a picture in its place on the chart, and the ground of each cluster.
fn drafted(chart: &Chart, picture: &Picture, sizes: &Sizes, rocks: &Rocks) -> (Draft, Vec<Ground>) {
    let mut draft = Draft::default();
    for (index, (node, size)) in picture.nodes.iter().zip(&sizes.nodes).enumerate() {
        if let Some(spot) = chart.spots.get(&node.id) {
            draft
                .nodes
                .push((index, Rect::around(spot.at, size.width, size.height)));
        }
    }
    for (index, (cluster, size)) in picture.clusters.iter().zip(&sizes.titles).enumerate() {
        if let Some(spot) = chart.spots.get(&cluster.id) {
            draft
                .titles
                .push((index, Rect::around(spot.at, size.width, size.height)));
        }
    }
    let grounds = shore::grounds(chart, picture, &draft);
    for (index, ground) in grounds.iter().enumerate() {
        draft.clusters.push((index, ground.area()));
    }
    let is_bending = picture.edges.len() <= 2 * READABLE_EDGES;
    for (index, edge) in picture.edges.iter().enumerate() {
        let place = |end: End| match end {
            End::Node(node) => draft
                .nodes
                .iter()
                .find(|(index, _)| *index == node)
                .map(|(_, area)| curve::Port::of(*area)),
            End::Cluster(cluster) => {
                let (_, area) = draft.titles.iter().find(|(index, _)| *index == cluster)?;
                Some(curve::Port {
                    area: *area,
                    ground: Some(&grounds[cluster]),
                })
            }
        };
        if let (Some(from), Some(to)) = (place(edge.from), place(edge.to)) {
            let path = if is_bending {
                curve::bent(&from, &to, rocks)
            } else {
                curve::straight(&from, &to)
            };
            draft.edges.push((index, path));
        }
    }
    if picture.edges.len() <= READABLE_EDGES {
        words::place_on(picture, sizes, &mut draft);
        // Words that would lie on a name are left to the legend.
        let boxes: Vec<Rect> = draft.nodes.iter().chain(&draft.titles).map(|(_, area)| *area).collect();
        let mut taken: Vec<Rect> = Vec::new();
        draft.labels.retain(|(_, area)| {
            let is_free = boxes.iter().chain(&taken).all(|other| !other.meets(*area));
            if is_free {
                taken.push(*area);
            }
            is_free
        });
    }
    (draft, grounds)
}

//! Where everybody stands in the network: one place for the whole story, so that nobody jumps when a slider moves.
//!
//! A place has room for a round node and for a name below it.
//! Whoever has more ties is larger, as the square root of how many; the page draws only as many as there are at its moment, and here is room for all.

use super::reader::Index;
use crate::draw::font::{self, Weight};
use crate::draw::organic::{self, Body, Tie};
use crate::model::{EntityId, EntityKind, Node};
use crate::vocabulary::Meaning;
use crate::world::World;
use serde::Serialize;
use std::collections::BTreeMap;

/// The sheet on which everybody stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(super) struct Bounds {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Everybody's place.
#[derive(Clone, Debug)]
pub(super) struct Network {
    /// By the numbers of the page.
    pub(super) spots: Vec<Spot>,
    /// The sheet around them.
    pub(super) bounds: Bounds,
}

/// The size of names below nodes.
const NAME: f64 = 12.0;
/// How high a line of them is.
const LINE: f64 = 18.0;
/// The room of the smallest node, and how much a tie adds to it.
const RADIUS: (f64, f64) = (9.0, 2.2);
/// Names longer than that are cut when they are drawn.
const WIDEST: f64 = 150.0;
/// How much a tie to a place or a thing draws, against one between those who act.
const PALE: f64 = 0.15;
/// Room around all of it.
const MARGIN: f64 = 30.0;

impl Network {
    /// Gives everybody of a world their place.
    pub(super) fn of(world: &World, index: &Index) -> Self {
        let ties = ties(world, index);
        let mut degrees = vec![0_u32; index.entities().len()];
        for (one, other) in ties.keys() {
            degrees[*one] += 1;
            degrees[*other] += 1;
        }
        let radii: Vec<f64> = degrees
            .iter()
            .map(|&degree| tenths(RADIUS.0 + RADIUS.1 * f64::from(degree).sqrt()))
            .collect();
        let homes = homes(world, index);
        let bodies = index.entities().iter().zip(&radii).zip(&homes);
        let bodies: Vec<Body<'_>> = bodies
            .map(|((&id, &radius), &within)| Body {
                id: world.story.slug(id.into()),
                width: font::width(world.story.label(id), NAME, Weight::Regular)
                    .min(WIDEST)
                    .max(2.0 * radius),
                height: 2.0 * radius + LINE,
                within,
            })
            .collect();
        let ties: Vec<Tie> = ties
            .into_iter()
            .map(|((from, to), weight)| Tie { from, to, weight })
            .collect();
        let places = organic::arrange(&bodies, &ties);
        let spots = places.iter().map(|place| Spot {
            x: tenths(place.x),
            y: tenths(place.y - LINE / 2.0),
        });
        Self {
            spots: spots.collect(),
            bounds: bounds(&bodies, &places),
        }
    }
}

/// How much any two are drawn to each other: by how long something ties them, of all the time there is.
fn ties(world: &World, index: &Index) -> BTreeMap<(usize, usize), f64> {
    let end = index.moments() + 1;
    let mut ties = BTreeMap::new();
    for stretch in &world.timeline.stretches {
        let means = world.vocabulary.relation(stretch.relation).means;
        let [Some(one), Some(other)] = stretch.args.map(|node| node.and_then(Node::entity)) else {
            continue;
        };
        if one == other || means == Some(Meaning::Knowledge) {
            continue;
        }
        let until = stretch.until.map_or(end, |until| until.0).min(end);
        let long = f64::from(until.saturating_sub(stretch.from.0)) / f64::from(end);
        let acts = |id: EntityId| matches!(world.story.entity(id).kind, EntityKind::Character | EntityKind::Faction);
        let share = if acts(one) && acts(other) { 1.0 } else { PALE };
        let (one, other) = (index.number(one), index.number(other));
        *ties.entry((one.min(other), one.max(other))).or_insert(0.0) += share * (0.2 + long);
    }
    ties
}

/// The faction that everybody belongs to longest.
fn homes(world: &World, index: &Index) -> Vec<Option<usize>> {
    let end = index.moments() + 1;
    let mut homes: Vec<Option<(u32, usize)>> = vec![None; index.entities().len()];
    for stretch in &world.timeline.stretches {
        let means = world.vocabulary.relation(stretch.relation).means;
        if !matches!(means, Some(Meaning::Membership | Meaning::Part)) {
            continue;
        }
        let [Some(member), Some(faction)] = stretch.args.map(|node| node.and_then(Node::entity)) else {
            continue;
        };
        let long = stretch
            .until
            .map_or(end, |until| until.0)
            .saturating_sub(stretch.from.0);
        let home = &mut homes[index.number(member)];
        if member != faction && home.is_none_or(|(known, _)| known < long) {
            *home = Some((long, index.number(faction)));
        }
    }
    homes.into_iter().map(|home| home.map(|(_, faction)| faction)).collect()
}

/// The sheet around all bodies, with a margin.
fn bounds(bodies: &[Body<'_>], places: &[organic::Point]) -> Bounds {
    let mut low = (f64::MAX, f64::MAX);
    let mut high = (f64::MIN, f64::MIN);
    for (body, place) in bodies.iter().zip(places) {
        low = (
            low.0.min(place.x - body.width / 2.0),
            low.1.min(place.y - body.height / 2.0),
        );
        high = (
            high.0.max(place.x + body.width / 2.0),
            high.1.max(place.y + body.height / 2.0),
        );
    }
    if bodies.is_empty() {
        return Bounds::default();
    }
    Bounds {
        x: tenths(low.0 - MARGIN),
        y: tenths(low.1 - MARGIN),
        width: tenths(high.0 - low.0 + 2.0 * MARGIN),
        height: tenths(high.1 - low.1 + 2.0 * MARGIN),
    }
}

/// A length to a tenth: nobody sees more, and it is short to write.
fn tenths(length: f64) -> f64 {
    let tenths = (length * 10.0).round() / 10.0;
    // There is no zero below zero on a page.
    if tenths == 0.0 { 0.0 } else { tenths }
}

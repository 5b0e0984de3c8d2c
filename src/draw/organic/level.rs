//! Factions are islands: their members are laid out around them first, and the whole then stands among others as one.
//!
//! Each island is laid out twice. The first time nobody outside is known; the second time whoever
//! has ties to somebody outside is drawn to that shore.

use std::collections::BTreeMap;

use super::distances::Roads;
use super::order::Ordered;
use super::pivots::Pivots;
use super::stress::Pull;
use super::{GAP, Point, apart, stress};
use crate::draw::layout::{count, shelves};

/// Room within the shore of an island, between it and whoever stands there.
const SHORE: f64 = 24.0;
/// Room that most have around them beside the gap, for lines and the words on them.
const AIR: f64 = 34.0;
/// How many pivots a layout has.
const PIVOTS: usize = 48;
/// The shape of the whole: so much wider than high.
const RATIO: f64 = 1.6;
const PART_GAP: f64 = 40.0;

/// Ties between those who stand directly on one island, and how each is drawn outwards.
#[derive(Default)]
struct Level {
    units: Vec<usize>,
    edges: Vec<(usize, usize, f64)>,
}

struct Atlas<'a> {
    ordered: &'a Ordered,
    /// Those who stand directly within each body; the last is those who stand within none.
    levels: Vec<Level>,
    /// Where each stands, seen from the middle of the island they stand on.
    spots: Vec<Point>,
    /// Where the name of each island stands, seen from its middle.
    titles: Vec<Point>,
    /// The size of each, for islands with all that stands on them.
    sizes: Vec<(f64, f64)>,
}

/// Returns the middle of every body.
pub(super) fn places(ordered: &Ordered) -> Vec<Point> {
    let mut atlas = Atlas::of(ordered);
    atlas.settle(&[]);
    let alone = atlas.absolute();
    let pulls = outward(ordered, &alone);
    if !pulls.is_empty() {
        atlas.settle(&pulls);
    }
    let mut places = atlas.absolute();
    let mut low = Point::new(f64::MAX, f64::MAX);
    for (place, size) in places.iter().zip(&ordered.sizes) {
        low = Point::new(low.x.min(place.x - size.0 / 2.0), low.y.min(place.y - size.1 / 2.0));
    }
    let tidy = |value: f64| (value * 100.0).round() / 100.0;
    for place in &mut places {
        *place = Point::new(tidy(place.x - low.x), tidy(place.y - low.y));
    }
    places
}

impl<'a> Atlas<'a> {
    fn of(ordered: &'a Ordered) -> Self {
        let sea = ordered.sizes.len();
        let mut levels: Vec<Level> = (0..=sea).map(|_| Level::default()).collect();
        for (body, home) in ordered.homes.iter().enumerate() {
            levels[home.unwrap_or(sea)].units.push(body);
        }
        for (one, two, weight) in &ordered.ties {
            let (one_chain, two_chain) = (chain(ordered, *one), chain(ordered, *two));
            // The innermost island both stand on, and who stands for each of them there.
            let Some(shared) = one_chain.iter().find(|island| two_chain.contains(island)) else {
                continue;
            };
            let stands_for = |chain: &[usize]| {
                let at = chain.iter().position(|island| island == shared).unwrap_or(0);
                chain[at.saturating_sub(1)]
            };
            let (one, two) = (stands_for(&one_chain), stands_for(&two_chain));
            if one != two {
                levels[*shared].edges.push((one.min(two), one.max(two), *weight));
            }
        }
        Self {
            ordered,
            levels,
            spots: vec![Point::default(); sea],
            titles: vec![Point::default(); sea],
            sizes: ordered.sizes.clone(),
        }
    }

    fn sea(&self) -> usize {
        self.ordered.sizes.len()
    }

    /// Lays out every island after those that lie on it, and the sea last.
    fn settle(&mut self, pulls: &[Option<Point>]) {
        let mut islands = vec![self.sea()];
        let mut looked_at = 0;
        while let Some(island) = islands.get(looked_at) {
            let units = self.levels[*island].units.iter();
            let within: Vec<usize> = units.copied().filter(|unit| self.is_island(*unit)).collect();
            islands.extend(within);
            looked_at += 1;
        }
        for island in islands.into_iter().rev() {
            let units = std::mem::take(&mut self.levels[island].units);
            if island != self.sea() {
                self.settle_island(island, &units, pulls);
            } else if pulls.is_empty() {
                self.settle_sea(&units);
            } else {
                self.settle_sea_again(&units);
            }
            self.levels[island].units = units;
        }
    }

    /// Tells whether anybody stands on a body.
    fn is_island(&self, body: usize) -> bool {
        !self.levels[body].units.is_empty()
    }

    /// Lays out the members of a faction around its name.
    fn settle_island(&mut self, island: usize, units: &[usize], pulls: &[Option<Point>]) {
        let mut all = vec![island];
        all.extend(units);
        let sizes: Vec<(f64, f64)> = all
            .iter()
            .enumerate()
            .map(|(index, unit)| {
                if index == 0 {
                    self.ordered.sizes[island]
                } else {
                    self.sizes[*unit]
                }
            })
            .collect();
        let area: f64 = sizes.iter().map(|(width, height)| (width + GAP) * (height + GAP)).sum();
        // Members with no tie to each other stand in a ring; the more they are, the wider.
        let reach = (area / 3.2).sqrt() * 0.8;
        let mut edges = self.local(island, &all, &sizes);
        for index in 1..all.len() {
            if edges.iter().all(|(one, two, _)| (*one, *two) != (0, index)) {
                edges.push((0, index, reach.max(radius(sizes[0]) + radius(sizes[index]))));
            }
        }
        let shores: Vec<Pull> = all
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(who, unit)| {
                let way = pulls.get(*unit).copied().flatten()?;
                let far = way.distance(Point::default()).max(1.0);
                let out = 2.5 * reach / far;
                Some(Pull {
                    who,
                    to: Point::new(way.x * out, way.y * out),
                    length: 1.5 * reach,
                })
            })
            .collect();
        let spots = laid(&edges, &sizes, &shores);
        let (low, high) = bounds(&spots, &sizes);
        let middle = Point::new(low.x.midpoint(high.x), low.y.midpoint(high.y));
        for (unit, spot) in all.iter().zip(&spots).skip(1) {
            self.spots[*unit] = spot.moved(-middle.x, -middle.y);
        }
        self.titles[island] = spots[0].moved(-middle.x, -middle.y);
        self.sizes[island] = (high.x - low.x + 2.0 * SHORE, high.y - low.y + 2.0 * SHORE);
    }

    /// Lays out whoever stands within nobody: part by part, and the parts on shelves.
    fn settle_sea(&mut self, units: &[usize]) {
        let sizes: Vec<(f64, f64)> = units.iter().map(|unit| self.sizes[*unit]).collect();
        let edges = self.local(self.sea(), units, &sizes);
        let roads = Roads::of(units.len(), &edges);
        for part in listed(&roads.parts()) {
            let sizes: Vec<(f64, f64)> = part.iter().map(|index| sizes[*index]).collect();
            let rank = |index: usize| part.binary_search(&index).expect("ties do not leave a part");
            let edges: Vec<(usize, usize, f64)> = edges
                .iter()
                .filter(|(one, _, _)| part.binary_search(one).is_ok())
                .map(|(one, two, length)| (rank(*one), rank(*two), *length))
                .collect();
            let spots = laid(&edges, &sizes, &[]);
            for (index, spot) in part.iter().zip(&spots) {
                self.spots[units[*index]] = *spot;
            }
        }
        self.shelve(units, &roads);
    }

    /// Makes room for islands that have changed, everything else where it is.
    fn settle_sea_again(&mut self, units: &[usize]) {
        let sizes: Vec<(f64, f64)> = units.iter().map(|unit| self.sizes[*unit]).collect();
        let edges = self.local(self.sea(), units, &sizes);
        self.shelve(units, &Roads::of(units.len(), &edges));
    }

    /// Parts what meets in each part, and puts the parts on shelves.
    fn shelve(&mut self, units: &[usize], roads: &Roads) {
        let parts = listed(&roads.parts());
        let mut boxes = Vec::new();
        let mut corners = Vec::new();
        for part in &parts {
            let sizes: Vec<(f64, f64)> = part.iter().map(|index| self.sizes[units[*index]]).collect();
            let mut spots: Vec<Point> = part.iter().map(|index| self.spots[units[*index]]).collect();
            apart::gather(&mut spots, &roomy(&sizes), AIR);
            apart::part(&mut spots, &roomy(&sizes));
            for (index, spot) in part.iter().zip(&spots) {
                self.spots[units[*index]] = *spot;
            }
            let (low, high) = bounds(&spots, &sizes);
            boxes.push((high.x - low.x, high.y - low.y));
            corners.push(low);
        }
        let packed = shelves(&boxes, PART_GAP, RATIO);
        for ((part, at), corner) in parts.iter().zip(packed.places).zip(corners) {
            for index in part {
                let spot = &mut self.spots[units[*index]];
                *spot = spot.moved(at.x - corner.x, at.y - corner.y);
            }
        }
    }

    /// Returns the ties on an island with the length each ought to have, by the ranks of those who stand there.
    fn local(&self, island: usize, units: &[usize], sizes: &[(f64, f64)]) -> Vec<(usize, usize, f64)> {
        let ranks: BTreeMap<usize, usize> = units.iter().enumerate().map(|(rank, unit)| (*unit, rank)).collect();
        let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (one, two, weight) in &self.levels[island].edges {
            let (one, two) = (ranks[one], ranks[two]);
            *sums.entry((one.min(two), one.max(two))).or_default() += weight;
        }
        let mean = sums.values().sum::<f64>() / count(sums.len().max(1));
        sums.into_iter()
            .map(|((one, two), weight)| {
                // Twice as near for those who are tied much longer than others.
                let slack = 40.0 * (0.6 + 1.2 / (1.0 + weight / mean));
                (one, two, radius(sizes[one]) + radius(sizes[two]) + slack)
            })
            .collect()
    }

    /// Returns where everybody stands on the sheet.
    fn absolute(&self) -> Vec<Point> {
        (0..self.sea())
            .map(|body| {
                let inner = if self.is_island(body) {
                    self.titles[body]
                } else {
                    Point::default()
                };
                chain(self.ordered, body)
                    .iter()
                    .filter(|island| **island != self.sea())
                    .fold(inner, |sum, island| {
                        sum.moved(self.spots[*island].x, self.spots[*island].y)
                    })
            })
            .collect()
    }
}

/// Returns a body, the islands it stands on, the innermost first, and the sea.
fn chain(ordered: &Ordered, body: usize) -> Vec<usize> {
    let mut chain = vec![body];
    let mut here = body;
    while let Some(home) = ordered.homes[here] {
        chain.push(home);
        here = home;
    }
    chain.push(ordered.sizes.len());
    chain
}

/// Returns for each body the way from where its island is to those outside whom it is tied to.
fn outward(ordered: &Ordered, places: &[Point]) -> Vec<Option<Point>> {
    let mut sums: Vec<Option<Point>> = vec![None; places.len()];
    for (one, two, weight) in &ordered.ties {
        for (here, there) in [(*one, *two), (*two, *one)] {
            let outside = chain(ordered, there);
            for body in chain(ordered, here) {
                let Some(home) = ordered.homes.get(body).copied().flatten() else {
                    break;
                };
                if outside.contains(&home) {
                    break;
                }
                let (from, to) = (places[home], places[there]);
                let sum = sums[body].unwrap_or_default();
                sums[body] = Some(sum.moved((to.x - from.x) * weight, (to.y - from.y) * weight));
            }
        }
    }
    sums
}

/// Lays out what is joined, wider than high where its boxes are.
fn laid(edges: &[(usize, usize, f64)], sizes: &[(f64, f64)], pulls: &[Pull]) -> Vec<Point> {
    let stretch = stretch(sizes);
    let roads = Roads::of(sizes.len(), edges);
    let pivots = Pivots::of(&roads, PIVOTS);
    let mut spots = pivots.places(sizes.len());
    let flat: Vec<Pull> = pulls
        .iter()
        .map(|pull| Pull {
            to: Point::new(pull.to.x / stretch, pull.to.y * stretch),
            ..*pull
        })
        .collect();
    stress::relax(&roads, &pivots, &mut spots, &flat);
    for spot in &mut spots {
        *spot = Point::new(spot.x * stretch, spot.y / stretch);
    }
    apart::gather(&mut spots, &roomy(sizes), AIR);
    apart::part(&mut spots, &roomy(sizes));
    spots
}

/// Returns by how much lines to the side are to be longer than those up and down.
fn stretch(sizes: &[(f64, f64)]) -> f64 {
    let (wide, high) = sizes
        .iter()
        .fold((0.0, 0.0), |sum, size| (sum.0 + size.0, sum.1 + size.1));
    (wide / high).sqrt().clamp(1.0, 1.5)
}

fn roomy(sizes: &[(f64, f64)]) -> Vec<(f64, f64)> {
    sizes
        .iter()
        .map(|(width, height)| (width + GAP, height + GAP))
        .collect()
}

fn radius((width, height): (f64, f64)) -> f64 {
    (width * height).sqrt() * 0.56
}

fn bounds(spots: &[Point], sizes: &[(f64, f64)]) -> (Point, Point) {
    let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
    for (spot, (width, height)) in spots.iter().zip(sizes) {
        low = Point::new(low.x.min(spot.x - width / 2.0), low.y.min(spot.y - height / 2.0));
        high = Point::new(high.x.max(spot.x + width / 2.0), high.y.max(spot.y + height / 2.0));
    }
    (low, high)
}

/// Returns the members of each part, in order.
fn listed(parts: &[usize]) -> Vec<Vec<usize>> {
    let most = parts.iter().map(|part| part + 1).max().unwrap_or(0);
    let mut listed = vec![Vec::new(); most];
    for (index, part) in parts.iter().enumerate() {
        listed[*part].push(index);
    }
    listed
}

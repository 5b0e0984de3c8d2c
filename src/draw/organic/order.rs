//! Bodies in the order of their ids, so that how a file is shuffled moves nobody.

use super::{Body, Point, Tie};

/// The least and the greatest side a body is taken to have.
const SIDES: (f64, f64) = (1.0, 4_000.0);

/// Bodies by id, with sound sizes, sound homes, and one tie between any two.
pub(super) struct Ordered {
    /// Width and height.
    pub(super) sizes: Vec<(f64, f64)>,
    /// Which body each belongs with; free of circles.
    pub(super) homes: Vec<Option<usize>>,
    /// Ties from the lower to the higher, in order, each pair once.
    pub(super) ties: Vec<(usize, usize, f64)>,
    /// Where each given body stands in this order.
    ranks: Vec<usize>,
}

impl Ordered {
    pub(super) fn of(bodies: &[Body<'_>], ties: &[Tie]) -> Self {
        let mut order: Vec<usize> = (0..bodies.len()).collect();
        order.sort_by(|one, two| {
            let (one, two) = (&bodies[*one], &bodies[*two]);
            one.id
                .cmp(two.id)
                .then(one.width.total_cmp(&two.width))
                .then(one.height.total_cmp(&two.height))
        });
        let mut ranks = vec![0; bodies.len()];
        for (rank, given) in order.iter().enumerate() {
            ranks[*given] = rank;
        }
        let side = |length: f64| {
            if length.is_finite() {
                length.clamp(SIDES.0, SIDES.1)
            } else {
                SIDES.0
            }
        };
        let homes: Vec<Option<usize>> = order
            .iter()
            .map(|given| bodies[*given].within.and_then(|home| ranks.get(home).copied()))
            .collect();
        Self {
            sizes: order
                .iter()
                .map(|given| (side(bodies[*given].width), side(bodies[*given].height)))
                .collect(),
            homes: without_circles(&homes),
            ties: merged(ties, &ranks),
            ranks,
        }
    }

    /// Returns what is known in this order in the order that was given.
    pub(super) fn given(&self, places: &[Point]) -> Vec<Point> {
        self.ranks.iter().map(|rank| places[*rank]).collect()
    }
}

/// Returns the homes without those that lead round in a circle.
fn without_circles(homes: &[Option<usize>]) -> Vec<Option<usize>> {
    let ends = |body: usize| {
        let mut here = homes[body];
        for _ in 0..=homes.len() {
            match here {
                Some(home) => here = homes[home],
                None => return true,
            }
        }
        false
    };
    (0..homes.len())
        .map(|body| homes[body].filter(|_| ends(body)))
        .collect()
}

/// Returns each pair once, with the sum of its weights, taken in an order of their own.
fn merged(ties: &[Tie], ranks: &[usize]) -> Vec<(usize, usize, f64)> {
    let mut sound: Vec<(usize, usize, f64)> = ties
        .iter()
        .filter(|tie| tie.weight.is_finite() && 0.0 < tie.weight)
        .filter_map(|tie| {
            let (one, two) = (*ranks.get(tie.from)?, *ranks.get(tie.to)?);
            (one != two).then_some((one.min(two), one.max(two), tie.weight.min(1e9)))
        })
        .collect();
    sound.sort_by(|one, two| (one.0, one.1).cmp(&(two.0, two.1)).then(one.2.total_cmp(&two.2)));
    let mut merged: Vec<(usize, usize, f64)> = Vec::with_capacity(sound.len());
    for (one, two, weight) in sound {
        match merged.last_mut() {
            Some(last) if (last.0, last.1) == (one, two) => last.2 += weight,
            _ => merged.push((one, two, weight)),
        }
    }
    merged
}

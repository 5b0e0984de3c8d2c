//! Places get better, pair by pair, until everybody stands about as far from everybody as the ways between them are long.
//!
//! Zheng, Pawar and Goodman, *Graph Drawing by Stochastic Gradient Descent* (IEEE TVCG 2019). Of a
//! large crowd not every pair is looked at, but ties and ways to pivots, each pivot standing for
//! those around it: Ortmann, Klimenta and Brandes, *A Sparse Stress Model* (Graph Drawing 2016).
//! The order of the pairs is a shuffled one, and always the same.

use super::Point;
use super::distances::Roads;
use super::pivots::Pivots;

/// Up to so many, every pair is looked at.
const EVERY_PAIR: usize = 180;
/// How many rounds there are; one more than a power of two, so that square roots give the cooling.
const ROUNDS: usize = 33;
/// How much a pair still moves in the last round.
const LAST: f64 = 0.1;

/// Somebody who is drawn towards a fixed place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pull {
    pub(super) who: usize,
    pub(super) to: Point,
    /// How far from that place they would stand best.
    pub(super) length: f64,
}

struct Pair {
    one: usize,
    two: usize,
    length: f64,
    /// How much the way between the two says of where the first ought to stand, and the second.
    weights: (f64, f64),
}

/// Moves everybody to where stress is less; all must be joined by some way.
pub(super) fn relax(roads: &Roads, pivots: &Pivots, places: &mut [Point], pulls: &[Pull]) {
    let mut pairs = if roads.count() <= EVERY_PAIR {
        every_pair(roads)
    } else {
        some_pairs(roads, pivots)
    };
    let weights = || {
        pairs
            .iter()
            .flat_map(|pair| [pair.weights.0, pair.weights.1])
            .filter(|weight| 0.0 < *weight)
    };
    let (least, most) = weights().fold((f64::MAX, 0.0_f64), |(least, most), weight| {
        (least.min(weight), most.max(weight))
    });
    if most <= 0.0 {
        return;
    }
    let (mut step, last) = (1.0 / least, LAST / most);
    // The thirty-second root, five square roots deep: the step falls by the same share each round.
    let mut cooling = last / step;
    for _ in 0..5 {
        cooling = cooling.sqrt();
    }
    let mut state = 0x2545_F491_4F6C_DD1D;
    for _ in 0..ROUNDS {
        shuffle(&mut pairs, &mut state);
        for pair in &pairs {
            let (one, two) = (places[pair.one], places[pair.two]);
            let (dx, dy) = (one.x - two.x, one.y - two.y);
            let far = (dx * dx + dy * dy).sqrt().max(1e-6);
            let share = (far - pair.length) / (2.0 * far);
            let (by_one, by_two) = (
                (pair.weights.0 * step).min(1.0) * share,
                (pair.weights.1 * step).min(1.0) * share,
            );
            places[pair.one] = Point::new(one.x - dx * by_one, one.y - dy * by_one);
            places[pair.two] = Point::new(two.x + dx * by_two, two.y + dy * by_two);
        }
        for pull in pulls {
            let one = places[pull.who];
            let (dx, dy) = (one.x - pull.to.x, one.y - pull.to.y);
            let far = (dx * dx + dy * dy).sqrt().max(1e-6);
            let by = (step / (pull.length * pull.length)).min(1.0) * (far - pull.length) / (2.0 * far);
            places[pull.who] = Point::new(one.x - dx * by, one.y - dy * by);
        }
        step *= cooling;
    }
}

fn every_pair(roads: &Roads) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for one in 0..roads.count() {
        let ways = roads.ways(one);
        for (two, way) in ways.iter().enumerate().take(one) {
            let weight = 1.0 / (way * way);
            pairs.push(Pair {
                one,
                two,
                length: *way,
                weights: (weight, weight),
            });
        }
    }
    pairs
}

fn some_pairs(roads: &Roads, pivots: &Pivots) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for one in 0..roads.count() {
        for (two, length) in roads.of_one(one) {
            if one < *two {
                let weight = 1.0 / (length * length);
                pairs.push(Pair {
                    one,
                    two: *two,
                    length: *length,
                    weights: (weight, weight),
                });
            }
        }
    }
    let mut around: Vec<Vec<f64>> = vec![Vec::new(); pivots.who.len()];
    for index in 0..roads.count() {
        let mut nearest = 0;
        for (pivot, ways) in pivots.ways.iter().enumerate() {
            if ways[index] < pivots.ways[nearest][index] {
                nearest = pivot;
            }
        }
        around[nearest].push(pivots.ways[nearest][index]);
    }
    for ((pivot, ways), near) in pivots.who.iter().zip(&pivots.ways).zip(&mut around) {
        near.sort_by(f64::total_cmp);
        for (index, way) in ways.iter().enumerate() {
            if index == *pivot || *way <= 0.0 {
                continue;
            }
            // The pivot stands for those around it who are nearer to it than to whom it draws.
            let stood_for = near.partition_point(|other| *other <= way / 2.0).max(1);
            let weight = crate::draw::layout::count(stood_for) / (way * way);
            pairs.push(Pair {
                one: index,
                two: *pivot,
                length: *way,
                weights: (weight, 0.0),
            });
        }
    }
    pairs
}

/// Shuffles in a way that looks like chance and is none (Fisher and Yates; xorshift by Marsaglia 2003).
fn shuffle(pairs: &mut [Pair], state: &mut u64) {
    for index in (1..pairs.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        let other = *state % (index as u64 + 1);
        pairs.swap(index, usize::try_from(other).expect("it is no more than an index"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_becomes_round() {
        for count in [24, 240] {
            let edges: Vec<(usize, usize, f64)> = (0..count).map(|index| (index, (index + 1) % count, 40.0)).collect();
            let roads = Roads::of(count, &edges);
            let pivots = Pivots::of(&roads, 40);
            let mut places = pivots.places(count);
            relax(&roads, &pivots, &mut places, &[]);
            let share = 1.0 / crate::draw::layout::count(count);
            let middle = places.iter().fold(Point::default(), |sum, place| {
                sum.moved(place.x * share, place.y * share)
            });
            let far: Vec<f64> = places.iter().map(|place| place.distance(middle)).collect();
            let (least, most) = far.iter().fold((f64::MAX, 0.0_f64), |(least, most), far| {
                (least.min(*far), most.max(*far))
            });
            assert!(most < 1.15 * least, "{count}: {least} to {most}");
        }
    }
}

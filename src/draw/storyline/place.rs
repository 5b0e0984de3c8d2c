//! How high each line runs at each step, its order given, so that lines run straight.
//!
//! The ways that lines move up and down, taken together, are made as small as can be: *linear wiggle height*, or its squares (Dobler, Hegemann, Nöllenburg and Wolff 2025).
//! Both are convex functions of differences, so steepest descent finds the least of them exactly (Murota 2003, chapter 10): again and again some lines at some steps go up or down by one distance together, and a cheapest cut says which; big distances are tried first.

use super::course::{Course, Line};
use super::cut::{NEVER, Network};

/// The distance of neighbours in one group.
const INNER: i64 = 1;

/// The distance of neighbours that are not together, and the greatest of neighbours in one group.
const OUTER: i64 = 2;

/// How much is tried, counted in pipes of networks looked at, so that every machine does the same: several times what a chart of the usual size takes.
const WORK: u64 = 250_000_000;

/// What is made as small as can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Straighten {
    /// The ways up and down.
    #[default]
    Ways,
    /// Their squares: many small moves rather than few big ones.
    Squares,
}

/// The places of lines at each step, from above to below, in distances between neighbours of one group.
///
/// Neighbours of one group are one or two apart, others two at least.
#[must_use]
pub fn place(course: &Course, order: &[Vec<Line>], straighten: Straighten) -> Vec<Vec<i64>> {
    place_stiff(course, order, straighten, |_, _| 1)
}

/// The same, where some lines bend less readily than others: how stiff a line is on its way into a step.
pub(super) fn place_stiff(
    course: &Course,
    order: &[Vec<Line>],
    straighten: Straighten,
    stiffness: impl Fn(usize, Line) -> i64,
) -> Vec<Vec<i64>> {
    place_within(order, Descent::new(course, order, straighten, stiffness))
}

/// The places that a descent comes to with the work it has left; they are as they must be after any step of it.
fn place_within(order: &[Vec<Line>], mut descent: Descent) -> Vec<Vec<i64>> {
    // Nothing is gained by a distance of twice the greatest place or more.
    let reach = 2 * descent.places.iter().copied().max().unwrap_or(0);
    let distances: Vec<i64> = (0..62)
        .map(|power| 1 << power)
        .take_while(|&distance| distance < reach)
        .collect();
    // Each distance has its share of the work, and what those before it have left over.
    let mut left = descent.left;
    for (&distance, shares) in distances.iter().rev().zip((1..=distances.len() as u64).rev()) {
        let share = left / shares;
        descent.left = share;
        while descent.step(distance) || descent.step(-distance) {}
        left -= share - descent.left;
    }
    let mut places = descent.places.into_iter();
    order
        .iter()
        .map(|step| places.by_ref().take(step.len()).collect())
        .collect()
}

struct Descent {
    places: Vec<i64>,
    /// The same line at one step and the next, and how stiff it is there.
    ways: Vec<(usize, usize, i64)>,
    /// One above the other, and how far at least and at most.
    above: Vec<(usize, usize, [i64; 2])>,
    straighten: Straighten,
    weight: i64,
    /// How much may still be tried.
    left: u64,
}

impl Descent {
    fn new(
        course: &Course,
        order: &[Vec<Line>],
        straighten: Straighten,
        stiffness: impl Fn(usize, Line) -> i64,
    ) -> Self {
        let (mut places, mut ways, mut above) = (Vec::new(), Vec::new(), Vec::new());
        let mut before: Vec<Option<usize>> = vec![None; course.lines()];
        for (step, lines) in order.iter().enumerate() {
            let mut now = vec![None; course.lines()];
            for (nth, &line) in lines.iter().enumerate() {
                let cell = places.len();
                now[line] = Some(cell);
                if nth == 0 {
                    places.push(0);
                } else {
                    let together = course.together(step, lines[nth - 1], line);
                    let gap = if together { [INNER, OUTER] } else { [OUTER, NEVER] };
                    above.push((cell - 1, cell, gap));
                    places.push(places[cell - 1] + gap[0]);
                }
                if let Some(cell_before) = before[line] {
                    ways.push((cell_before, cell, stiffness(step, line)));
                }
            }
            before = now;
        }
        // Straight lines first; among charts that are as straight, the one that keeps to the middle.
        let weight = i64::try_from(places.len()).expect("fewer cells than that") + 1;
        Self {
            places,
            ways,
            above,
            straighten,
            weight,
            left: WORK,
        }
    }

    fn cost(&self, way: i64) -> i64 {
        match self.straighten {
            Straighten::Ways => self.weight * way.abs(),
            Straighten::Squares => self.weight * way * way,
        }
    }

    /// Moves whatever is best moved by a distance; false if nothing is, or no work is left.
    fn step(&mut self, distance: i64) -> bool {
        let mut network = Network::new(self.places.len());
        let mut costs: Vec<i64> = self
            .places
            .iter()
            .map(|place| (place + distance).abs() - place.abs())
            .collect();
        for &(one, other, stiff) in &self.ways {
            let way = self.places[one] - self.places[other];
            let cost = |way: i64| stiff * self.cost(way);
            let first = cost(way + distance) - cost(way);
            let second = cost(way - distance) - cost(way);
            costs[one] += first;
            costs[other] -= first;
            if first + second > 0 {
                network.apart(other, one, first + second);
            }
        }
        for &(upper, lower, [least, most]) in &self.above {
            let gap = self.places[lower] - self.places[upper];
            let (nearing, parting) = if distance > 0 { (upper, lower) } else { (lower, upper) };
            if gap - distance.abs() < least {
                network.apart(nearing, parting, NEVER);
            }
            if gap + distance.abs() > most {
                network.apart(parting, nearing, NEVER);
            }
        }
        for (cell, &cost) in costs.iter().enumerate() {
            network.take(cell, cost);
        }
        let Some(taken) = network.cheapest(&mut self.left) else {
            return false;
        };
        let before = self.total();
        let moved: Vec<i64> = self
            .places
            .iter()
            .zip(&taken)
            .map(|(place, &taken)| if taken { place + distance } else { *place })
            .collect();
        let old = std::mem::replace(&mut self.places, moved);
        if self.total() < before {
            return true;
        }
        self.places = old;
        false
    }

    fn total(&self) -> i64 {
        let ways = self.ways.iter();
        let ways: i64 = ways
            .map(|&(one, other, stiff)| stiff * self.cost(self.places[one] - self.places[other]))
            .sum();
        ways + self.places.iter().map(|place| place.abs()).sum::<i64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_little_work_lines_are_less_straight_and_keep_their_distance() {
        let course = Course::new(
            3,
            vec![vec![vec![0, 1], vec![2]], vec![vec![0], vec![1, 2]], vec![vec![2]]],
        );
        let order = [vec![0, 1, 2], vec![0, 1, 2], vec![2]];
        let with = |work: u64| {
            let descent = Descent {
                left: work,
                ..Descent::new(&course, &order, Straighten::Ways, |_, _| 1)
            };
            place_within(&order, descent)
        };
        assert_eq!(with(0), [vec![0, 1, 3], vec![0, 2, 3], vec![0]]);
        let straight = place(&course, &order, Straighten::Ways);
        assert_eq!(with(WORK), straight);
        assert_ne!(with(0), straight);
        for work in 0..2_000 {
            let places = with(work);
            let gaps = |step: usize| {
                places[step]
                    .windows(2)
                    .map(|pair| pair[1] - pair[0])
                    .collect::<Vec<i64>>()
            };
            let [first, second] = [gaps(0), gaps(1)];
            assert!(
                (INNER..=OUTER).contains(&first[0]) && first[1] >= OUTER,
                "{work}: {places:?}"
            );
            assert!(
                second[0] >= OUTER && (INNER..=OUTER).contains(&second[1]),
                "{work}: {places:?}"
            );
        }
    }
}

//! How good a storyline chart is, in the measures of the field.
//!
//! Crossings and block crossings count where lines change places (Gronemann, Jünger, Liers and Mambelli 2016; van Dijk, Fink, Fischer, Lipp, Markfelder, Ravsky, Suri and Wolff 2017);
//! wiggles are about how far they move up and down (Fröschl and Nöllenburg 2018; Dobler, Hegemann, Nöllenburg and Wolff 2025).

use super::course::{Course, Line};

/// The measures of a chart; less is better in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// How many times two lines cross.
    pub crossings: u64,
    /// How many times one bundle of lines that lie side by side crosses another.
    pub block_crossings: u64,
    /// How many times a line moves up or down from one step to the next.
    pub wiggles: u64,
    /// How far lines move up and down, all taken together, in distances between neighbours of one group.
    pub linear_wiggle: u64,
    /// The squares of those ways, taken together.
    pub quadratic_wiggle: u64,
    /// From the uppermost line to the lowest.
    pub height: u64,
    /// The height times the number of steps.
    pub area: u64,
}

impl Measures {
    /// Each measure by its name in the field, with its value and what it counts.
    #[must_use]
    pub fn named(&self) -> [(&'static str, u64, &'static str); 7] {
        [
            ("crossings", self.crossings, "times that two lines cross"),
            (
                "block crossings",
                self.block_crossings,
                "times that a bundle of lines crosses another as a whole",
            ),
            ("wiggles", self.wiggles, "times that a line moves up or down"),
            (
                "linear wiggle height",
                self.linear_wiggle,
                "how far lines move up and down, in least distances between lines",
            ),
            (
                "quadratic wiggle height",
                self.quadratic_wiggle,
                "the squares of those ways",
            ),
            ("height", self.height, "from the uppermost line to the lowest"),
            ("area", self.area, "the height times the number of scenes"),
        ]
    }
}

/// Measures an order of lines and their places.
#[must_use]
pub fn measure(course: &Course, order: &[Vec<Line>], places: &[Vec<i64>]) -> Measures {
    let mut measures = Measures::default();
    for step in 1..order.len() {
        let (here, there) = shared(course, step, order);
        measures.crossings += inversions(&there);
        measures.block_crossings += blocks(there);
        for line in here {
            let at = |step: usize| place(order, places, step, line);
            let way = at(step - 1).abs_diff(at(step));
            measures.wiggles += u64::from(way != 0);
            measures.linear_wiggle += way;
            measures.quadratic_wiggle += way * way;
        }
    }
    let all = || places.iter().flatten().copied();
    measures.height = all().max().unwrap_or(0).abs_diff(all().min().unwrap_or(0));
    measures.area = measures.height * places.len() as u64;
    measures
}

/// How many times lines cross from each step to the next.
#[must_use]
pub fn crossings(course: &Course, order: &[Vec<Line>]) -> u64 {
    order
        .windows(2)
        .map(|pair| between(course.lines(), &pair[0], &pair[1]))
        .sum()
}

fn place(order: &[Vec<Line>], places: &[Vec<i64>], step: usize, line: Line) -> i64 {
    let nth = order[step].iter().position(|&each| each == line);
    places[step][nth.expect("the line runs through the step")]
}

/// The lines that run through a step and the one before: in the order before, and the places they come to.
fn shared(course: &Course, step: usize, order: &[Vec<Line>]) -> (Vec<Line>, Vec<usize>) {
    let mut come_to = vec![0; course.lines()];
    for (nth, &line) in order[step].iter().enumerate() {
        come_to[line] = nth;
    }
    let here = order[step - 1].iter().copied();
    let here: Vec<Line> = here.filter(|&line| course.runs(step, line)).collect();
    let there = here.iter().map(|&line| come_to[line]).collect();
    (here, there)
}

/// How many times lines cross from one order to another, those that are in one alone left aside.
pub(super) fn between(lines: usize, one: &[Line], other: &[Line]) -> u64 {
    let mut come_to = vec![None; lines];
    for (nth, &line) in other.iter().enumerate() {
        come_to[line] = Some(nth);
    }
    let places: Vec<usize> = one.iter().filter_map(|&line| come_to[line]).collect();
    inversions(&places)
}

fn inversions(places: &[usize]) -> u64 {
    let pairs = places.iter().enumerate();
    pairs
        .map(|(nth, place)| places[nth + 1..].iter().filter(|&other| other < place).count() as u64)
        .sum()
}

/// How many crossings of one block of neighbours with the next sort the places; the largest crossing is done first.
///
/// The least possible number is hard to find; this is what the picture shows when bundles cross as wholes where they can.
fn blocks(mut places: Vec<usize>) -> u64 {
    let mut count = 0;
    while let Some((start, middle, end)) = largest_crossing(&places) {
        places[start..end].rotate_left(middle - start);
        count += 1;
    }
    count
}

/// Two neighbouring blocks each of which is in order, the whole of the one to go behind the whole of the other.
fn largest_crossing(places: &[usize]) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, (usize, usize, usize))> = None;
    for middle in 1..places.len() {
        if places[middle - 1] < places[middle] {
            continue;
        }
        // To the left and right of a descent, as far as each side rises and all of the one exceed all of the other.
        let mut start = middle - 1;
        while start > 0 && places[start - 1] < places[start] && places[start - 1] > places[middle] {
            start -= 1;
        }
        for first in start..middle {
            let mut end = middle + 1;
            while end < places.len() && places[end - 1] < places[end] && places[end] < places[first] {
                end += 1;
            }
            let size = (middle - first) * (end - middle);
            if best.is_none_or(|(most, _)| size > most) {
                best = Some((size, (first, middle, end)));
            }
        }
    }
    best.map(|(_, crossing)| crossing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundles_cross_as_wholes() {
        for (places, crossings, block_crossings) in [
            (vec![0, 1, 2], 0, 0),
            (vec![1, 0], 1, 1),
            (vec![2, 3, 0, 1], 4, 1),
            (vec![2, 1, 0], 3, 2),
            (vec![1, 0, 3, 2], 2, 2),
        ] {
            assert_eq!(inversions(&places), crossings, "{places:?}");
            assert_eq!(blocks(places.clone()), block_crossings, "{places:?}");
        }
    }
}

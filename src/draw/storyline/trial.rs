//! What must hold of every order and of every height, tried on small courses that nobody thought of.

use super::course::{Course, Line};
use super::exact::fewest_crossings;
use super::measure::{crossings, measure};
use super::order::{Dice, by_sweeps, order};
use super::place::{Straighten, place};

/// A course of a few lines and steps, the same for each seed.
fn course(seed: u64) -> Course {
    let mut dice = Dice::of(seed);
    let lines = 2 + dice.below(4);
    let steps = (0..2 + dice.below(5)).map(|_| {
        let mut groups: Vec<Vec<Line>> = vec![Vec::new(); 3];
        for line in 0..lines {
            // One in six is missing from the step.
            if dice.below(6) > 0 {
                groups[dice.below(3)].push(line);
            }
        }
        groups
    });
    let steps: Vec<Vec<Vec<Line>>> = steps.collect();
    Course::new(lines, steps)
}

/// Crossings counted pair by pair: two lines cross where the one above is below at the next step.
fn crossings_by_pairs(order: &[Vec<Line>]) -> u64 {
    let stands = |step: usize, line: Line| order[step].iter().position(|&other| other == line);
    let mut count = 0;
    for (step, lines) in order.iter().enumerate().skip(1) {
        for &one in lines {
            for &other in lines.iter().filter(|&&other| one < other) {
                if let (Some(a), Some(b)) = (stands(step - 1, one), stands(step - 1, other)) {
                    count += u64::from((a < b) != (stands(step, one) < stands(step, other)));
                }
            }
        }
    }
    count
}

#[test]
fn no_order_is_worse_than_sweeps_alone_nor_better_than_can_be() {
    let (mut ours, mut best) = (0, 0);
    for seed in 0..60 {
        let course = course(seed);
        let (swept, ordered) = (by_sweeps(&course), order(&course));
        assert!(course.admits(&swept) && course.admits(&ordered), "{seed}: {course:?}");
        let exact = fewest_crossings(&course).expect("it is small");
        let found = crossings(&course, &ordered);
        assert!(
            exact <= found && found <= crossings(&course, &swept),
            "{seed}: {course:?}"
        );
        (ours, best) = (ours + found, best + exact);
    }
    assert_eq!(ours, best, "small courses are ordered as well as can be");
}

#[test]
fn measures_are_what_they_say() {
    for seed in 0..60 {
        let course = course(seed);
        let order = order(&course);
        let places = place(&course, &order, Straighten::Ways);
        let measured = measure(&course, &order, &places);
        assert_eq!(measured.crossings, crossings_by_pairs(&order), "{seed}");
        assert!(measured.block_crossings <= measured.crossings, "{seed}");
        assert_eq!(measured.block_crossings == 0, measured.crossings == 0, "{seed}");
        let at = |step: usize, line: Line| {
            let nth = order[step].iter().position(|&other| other == line)?;
            Some(places[step][nth])
        };
        let pairs = (1..order.len()).flat_map(|step| (0..course.lines()).map(move |line| (step, line)));
        let ways: Vec<u64> = pairs
            .filter_map(|(step, line)| Some(at(step - 1, line)?.abs_diff(at(step, line)?)))
            .collect();
        assert_eq!(measured.wiggles, ways.iter().filter(|&&way| way > 0).count() as u64);
        assert_eq!(measured.linear_wiggle, ways.iter().sum::<u64>());
        assert_eq!(measured.quadratic_wiggle, ways.iter().map(|way| way * way).sum::<u64>());
        assert_eq!(measured.area, measured.height * course.len() as u64);
    }
}

#[test]
fn neighbours_keep_their_distance_and_squares_are_least_where_squares_are_asked_for() {
    for seed in 0..60 {
        let course = course(seed);
        let order = order(&course);
        let [by_ways, by_squares] = [Straighten::Ways, Straighten::Squares].map(|straighten| {
            let places = place(&course, &order, straighten);
            for (step, lines) in order.iter().enumerate() {
                for nth in 1..lines.len() {
                    let gap = places[step][nth] - places[step][nth - 1];
                    let together = course.together(step, lines[nth - 1], lines[nth]);
                    assert!(if together { (1..=2).contains(&gap) } else { gap >= 2 }, "{seed}");
                }
            }
            measure(&course, &order, &places)
        });
        assert!(by_ways.linear_wiggle <= by_squares.linear_wiggle, "{seed}");
        assert!(by_squares.quadratic_wiggle <= by_ways.quadratic_wiggle, "{seed}");
    }
}

#[test]
fn heights_are_as_straight_as_trying_all_of_them_finds() {
    for seed in 0..40 {
        let mut dice = Dice::of(seed);
        let steps = (0..3).map(|_| {
            let mut groups: Vec<Vec<Line>> = vec![Vec::new(); 2];
            (0..3).for_each(|line| groups[dice.below(2)].push(line));
            groups
        });
        let course = Course::new(3, steps.collect());
        let order = order(&course);
        let found = measure(&course, &order, &place(&course, &order, Straighten::Ways));
        assert_eq!(found.linear_wiggle, straightest(&course, &order), "{seed}: {course:?}");
    }
}

/// The least linear wiggle height, by trying all heights of each step from 0 to 6.
fn straightest(course: &Course, order: &[Vec<Line>]) -> u64 {
    let mut before: Vec<([i64; 3], u64)> = Vec::new();
    for (step, lines) in order.iter().enumerate() {
        let mut reached = Vec::new();
        for code in 0..7_i64.pow(3) {
            let heights = [code % 7, code / 7 % 7, code / 49];
            let fits = lines.windows(2).all(|pair| {
                let gap = heights[pair[1]] - heights[pair[0]];
                let together = course.together(step, pair[0], pair[1]);
                if together { (1..=2).contains(&gap) } else { gap >= 2 }
            });
            if fits {
                let way = |from: &[i64; 3]| {
                    from.iter()
                        .zip(heights)
                        .map(|(one, other)| one.abs_diff(other))
                        .sum::<u64>()
                };
                let least = before.iter().map(|(from, cost)| cost + way(from)).min().unwrap_or(0);
                reached.push((heights, least));
            }
        }
        before = reached;
    }
    before.iter().map(|&(_, cost)| cost).min().unwrap_or(0)
}

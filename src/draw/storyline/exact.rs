//! The fewest crossings there can be, found by trying every order of every step: a yardstick for small cases.
//!
//! Larger ones take an integer programme (Gronemann, Jünger, Liers and Mambelli 2016; Dobler, Jünger, Jünger, Meffert, Mutzel and Nöllenburg 2024), which is more than a picture on somebody's desk can wait for.

use super::course::{Course, Line};
use super::measure::between;

/// More orders than this for one step are not tried.
const MOST_ORDERS: usize = 6000;

/// The fewest crossings of a course; none if a step has too many orders to try them all.
///
/// ```
/// use lorescope::draw::storyline::{Course, fewest_crossings};
/// let course = Course::new(3, vec![vec![vec![0, 1], vec![2]], vec![vec![0, 2], vec![1]], vec![vec![1, 2], vec![0]]]);
/// assert_eq!(fewest_crossings(&course), Some(1));
/// ```
#[must_use]
pub fn fewest_crossings(course: &Course) -> Option<u64> {
    let mut before: Vec<(Vec<Line>, u64)> = Vec::new();
    for step in 0..course.len() {
        let orders = orders(course, step)?;
        if orders.len() * before.len() > MOST_ORDERS * 1000 {
            return None;
        }
        let pair = |one: &[Line], other: &[Line]| between(course.lines(), one, other);
        before = orders
            .into_iter()
            .map(|order| {
                let reach = before.iter().map(|(from, cost)| cost + pair(from, &order));
                let least = if step == 0 { 0 } else { reach.min().unwrap_or(0) };
                (order, least)
            })
            .collect();
    }
    Some(before.into_iter().map(|(_, cost)| cost).min().unwrap_or(0))
}

fn orders(course: &Course, step: usize) -> Option<Vec<Vec<Line>>> {
    let mut all: Vec<Vec<Line>> = Vec::new();
    for groups in permutations(&(0..course.step(step).len()).collect::<Vec<_>>())? {
        let mut made = vec![Vec::new()];
        for group in groups {
            let within = permutations(&course.step(step)[group])?;
            made = made
                .iter()
                .flat_map(|start: &Vec<Line>| within.iter().map(move |rest| [start.as_slice(), rest].concat()))
                .collect();
            if made.len() > MOST_ORDERS {
                return None;
            }
        }
        all.extend(made);
        if all.len() > MOST_ORDERS {
            return None;
        }
    }
    Some(all)
}

fn permutations(of: &[usize]) -> Option<Vec<Vec<usize>>> {
    if of.len() > 7 {
        return None;
    }
    let mut all = vec![Vec::new()];
    for &one in of {
        all = all
            .iter()
            .flat_map(|made: &Vec<usize>| {
                (0..=made.len()).map(move |place| {
                    let mut longer = made.clone();
                    longer.insert(place, one);
                    longer
                })
            })
            .collect();
    }
    Some(all)
}

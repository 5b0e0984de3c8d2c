//! How far from one another things ought to stand: the shortest way along ties, each as long as the two it joins need.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Ties of each thing, with the length each ought to have.
pub(super) struct Roads {
    from: Vec<usize>,
    arcs: Vec<(usize, f64)>,
}

impl Roads {
    /// Builds the roads between so many things from pairs and lengths.
    pub(super) fn of(count: usize, edges: &[(usize, usize, f64)]) -> Self {
        let mut from = vec![0; count + 1];
        for (one, two, _) in edges {
            from[one + 1] += 1;
            from[two + 1] += 1;
        }
        for index in 0..count {
            from[index + 1] += from[index];
        }
        let mut next = from.clone();
        let mut arcs = vec![(0, 0.0); edges.len() * 2];
        for (one, two, length) in edges {
            for (here, there) in [(*one, *two), (*two, *one)] {
                arcs[next[here]] = (there, *length);
                next[here] += 1;
            }
        }
        Self { from, arcs }
    }

    /// Returns how many things there are.
    pub(super) fn count(&self) -> usize {
        self.from.len() - 1
    }

    /// Returns whom somebody is tied to, with the length of each tie.
    pub(super) fn of_one(&self, here: usize) -> &[(usize, f64)] {
        &self.arcs[self.from[here]..self.from[here + 1]]
    }

    /// Returns the shortest way from one to each; infinite where there is none (Dijkstra 1959).
    pub(super) fn ways(&self, start: usize) -> Vec<f64> {
        let mut ways = vec![f64::INFINITY; self.count()];
        // Lengths are positive, and the bits of positive numbers stand in their order.
        let mut open = BinaryHeap::from([Reverse((0.0_f64.to_bits(), start))]);
        ways[start] = 0.0;
        while let Some(Reverse((bits, here))) = open.pop() {
            let way = f64::from_bits(bits);
            if ways[here] < way {
                continue;
            }
            for (there, length) in self.of_one(here) {
                let longer = way + length;
                if longer < ways[*there] {
                    ways[*there] = longer;
                    open.push(Reverse((longer.to_bits(), *there)));
                }
            }
        }
        ways
    }

    /// Returns which part each stands in, numbered in the order of their first.
    pub(super) fn parts(&self) -> Vec<usize> {
        let mut parts = vec![usize::MAX; self.count()];
        let mut number = 0;
        for first in 0..self.count() {
            if parts[first] != usize::MAX {
                continue;
            }
            let mut open = vec![first];
            parts[first] = number;
            while let Some(here) = open.pop() {
                for (there, _) in self.of_one(here) {
                    if parts[*there] == usize::MAX {
                        parts[*there] = number;
                        open.push(*there);
                    }
                }
            }
            number += 1;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_counts_and_parts_are_told_apart() {
        let roads = Roads::of(5, &[(0, 1, 2.0), (1, 2, 2.0), (0, 2, 5.0), (3, 4, 1.0)]);
        assert_eq!(roads.ways(0), [0.0, 2.0, 4.0, f64::INFINITY, f64::INFINITY]);
        assert_eq!(roads.parts(), [0, 0, 0, 1, 1]);
    }
}

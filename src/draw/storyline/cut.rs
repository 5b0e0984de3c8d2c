//! The cheapest way to part a network in two, by the greatest flow through it (Dinic 1970).

use std::collections::VecDeque;

/// More than any sum of costs.
pub(super) const NEVER: i64 = i64::MAX / 4;

/// A network of pipes, in which every node will stand on one side or the other.
pub(super) struct Network {
    /// The pipes out of each node.
    out: Vec<Vec<u32>>,
    to: Vec<u32>,
    left: Vec<i64>,
    /// How many pipes were looked at.
    work: u64,
}

impl Network {
    /// A network of so many nodes, and a source and a sink beside them.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            out: vec![Vec::new(); nodes + 2],
            to: Vec::new(),
            left: Vec::new(),
            work: 0,
        }
    }

    fn source(&self) -> usize {
        self.out.len() - 2
    }

    fn sink(&self) -> usize {
        self.out.len() - 1
    }

    /// What it costs if the one is taken and the other is not.
    pub(super) fn apart(&mut self, taken: usize, left: usize, cost: i64) {
        for (from, to, room) in [(taken, left, cost), (left, taken, 0)] {
            self.out[from].push(u32::try_from(self.to.len()).expect("fewer pipes than that"));
            self.to.push(u32::try_from(to).expect("fewer nodes than that"));
            self.left.push(room);
        }
    }

    /// What it costs, or gains where it is negative, to take a node.
    pub(super) fn take(&mut self, node: usize, cost: i64) {
        match cost {
            0 => {}
            1.. => self.apart(node, self.sink(), cost),
            _ => self.apart(self.source(), node, -cost),
        }
    }

    /// The nodes to take at the least cost, of all such choices the smallest; none if that is more work than is left, from which it is taken.
    pub(super) fn cheapest(mut self, left: &mut u64) -> Option<Vec<bool>> {
        let nodes = self.out.len();
        self.work += self.to.len() as u64;
        loop {
            let depth = self.depths();
            if depth[self.sink()] == usize::MAX {
                *left = left.checked_sub(self.work)?;
                return Some(depth[..nodes - 2].iter().map(|&depth| depth != usize::MAX).collect());
            }
            let mut next = vec![0; nodes];
            while self.work < *left && self.push(&depth, &mut next) {}
            if *left <= self.work {
                *left = 0;
                return None;
            }
        }
    }

    /// How many pipes with room lead from the source to each node.
    fn depths(&mut self) -> Vec<usize> {
        let mut depth = vec![usize::MAX; self.out.len()];
        depth[self.source()] = 0;
        let mut queue = VecDeque::from([self.source()]);
        while let Some(node) = queue.pop_front() {
            self.work += self.out[node].len() as u64;
            for &pipe in &self.out[node] {
                let to = self.to[pipe as usize] as usize;
                if self.left[pipe as usize] > 0 && depth[to] == usize::MAX {
                    depth[to] = depth[node] + 1;
                    queue.push_back(to);
                }
            }
        }
        depth
    }

    /// Sends what fits along one of the shortest ways; false if none is left.
    fn push(&mut self, depth: &[usize], next: &mut [usize]) -> bool {
        let mut way: Vec<usize> = Vec::new();
        let mut node = self.source();
        while node != self.sink() {
            self.work += 1;
            let pipe = self.out[node].get(next[node]).map(|&pipe| pipe as usize);
            let Some(pipe) = pipe else {
                // A dead end: back by one pipe, and never into it again.
                let Some(back) = way.pop() else { return false };
                node = self.to[back ^ 1] as usize;
                next[node] += 1;
                continue;
            };
            let to = self.to[pipe] as usize;
            if self.left[pipe] > 0 && depth[to] == depth[node] + 1 {
                way.push(pipe);
                node = to;
            } else {
                next[node] += 1;
            }
        }
        let fits = way.iter().map(|&pipe| self.left[pipe]).min().unwrap_or(0);
        for pipe in way {
            self.left[pipe] -= fits;
            self.left[pipe ^ 1] += fits;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gains_is_taken_unless_it_drags_along_what_costs_more() {
        let mut network = Network::new(4);
        network.take(0, -5);
        network.take(1, 3);
        network.take(2, -2);
        network.take(3, 4);
        network.apart(0, 1, NEVER);
        network.apart(2, 3, NEVER);
        assert_eq!(
            network.cheapest(&mut 100).expect("it is small"),
            [true, true, false, false]
        );
    }
}

//! One line, or a group that stays together, is taken out of the order and put back where it crosses least.
//!
//! All steps of its stretch are settled at once by dynamic programming over the places it may take in each:
//!
//! ```text
//!   cost(step, place) = least over places before of  cost(step - 1, before) + crossings on the way
//! ```

use super::course::{Course, Line};
use super::measure::crossings;
use super::stretch::Stretch;

/// What a place costs: crossings first, then how far a line moves.
type Cost = u64;

/// One crossing costs more than any way that a line can move.
const CROSSING: Cost = 1 << 32;

/// A line that does not run through a step.
const NOWHERE: usize = usize::MAX;

/// An order in the making.
pub(super) struct Sifting<'a> {
    course: &'a Course,
    order: Vec<Vec<Line>>,
    /// How much was tried, counted in ways from a place to a place.
    work: u64,
}

impl<'a> Sifting<'a> {
    pub(super) fn new(course: &'a Course, order: Vec<Vec<Line>>) -> Self {
        Self { course, order, work: 0 }
    }

    pub(super) fn order(&self) -> &[Vec<Line>] {
        &self.order
    }

    /// Goes back to an order that was better.
    pub(super) fn restore(&mut self, order: &[Vec<Line>]) {
        self.order.clone_from_slice(order);
    }

    pub(super) fn crossings(&self) -> u64 {
        crossings(self.course, &self.order)
    }

    /// How much was tried so far: the same on every machine, as time is not.
    pub(super) fn work(&self) -> u64 {
        self.work
    }

    /// Puts a stretch where it crosses least; where it crosses as little, it moves least.
    ///
    /// Says whether fewer lines cross now; more never do.
    pub(super) fn sift(&mut self, stretch: &Stretch) -> bool {
        let before = self.crossings_of(stretch);
        if before == 0 {
            return false;
        }
        let kept = self.order[stretch.first..=stretch.last].to_vec();
        self.resettle(stretch);
        let after = self.crossings_of(stretch);
        if after > before {
            self.order[stretch.first..=stretch.last].clone_from_slice(&kept);
        }
        after < before
    }

    /// How many times the lines of a stretch cross others or one another, on the ways into its steps, between them and out of them.
    fn crossings_of(&mut self, stretch: &Stretch) -> u64 {
        let mut is_own = vec![false; self.course.lines()];
        for &line in &stretch.lines {
            is_own[line] = true;
        }
        let last = (stretch.last + 1).min(self.order.len() - 1);
        let mut count = 0;
        for step in stretch.first.max(1)..=last {
            let stood = self.places_in(step - 1);
            let order = &self.order[step];
            for (nth, &line) in order.iter().enumerate().filter(|(_, line)| is_own[**line]) {
                let own = stood[line];
                if own == NOWHERE {
                    continue;
                }
                for (other_nth, &other) in order.iter().enumerate() {
                    let crosses = stood[other] != NOWHERE && (other_nth < nth) != (stood[other] < own);
                    // Two of its own are met twice.
                    let counted = !is_own[other] || other_nth < nth;
                    count += u64::from(crosses && counted && other != line);
                }
            }
            self.work += (order.len() * stretch.lines.len()) as u64;
        }
        count
    }

    /// The place of every line in a step.
    fn places_in(&self, step: usize) -> Vec<usize> {
        let mut places = vec![NOWHERE; self.course.lines()];
        for (nth, &line) in self.order[step].iter().enumerate() {
            places[line] = nth;
        }
        places
    }

    fn resettle(&mut self, stretch: &Stretch) {
        let lines = self.sorted(stretch);
        let others: Vec<Vec<Line>> = self.others(stretch, &lines);
        let allowed: Vec<Vec<usize>> = others
            .iter()
            .enumerate()
            .map(|(nth, others)| self.places(stretch.first + nth, others, &lines))
            .collect();
        let mut costs = self.beside_fixed(stretch.first.checked_sub(1), &others[0], &allowed[0], &lines);
        let mut ways: Vec<Vec<usize>> = Vec::with_capacity(others.len());
        for nth in 1..others.len() {
            let between = Between::of(self.course, &others[nth - 1], &others[nth]);
            self.work += (allowed[nth].len() * allowed[nth - 1].len()) as u64;
            let (next, way) = between.cheapest(&costs, &allowed[nth - 1], &allowed[nth], lines.len() as u64);
            costs = next;
            ways.push(way);
        }
        let end = others.len() - 1;
        let after = Some(stretch.last + 1).filter(|&next| next < self.course.len());
        let exits = self.beside_fixed(after, &others[end], &allowed[end], &lines);
        let totals = costs.iter().zip(exits).map(|(cost, exit)| cost + exit);
        let (_, mut index) = totals.zip(0..).min().expect("every step has a place");
        for nth in (0..others.len()).rev() {
            self.put(stretch.first + nth, &others[nth], allowed[nth][index], &lines);
            if nth > 0 {
                index = ways[nth - 1][index];
            }
        }
    }

    /// Puts a stretch near some place, whatever it crosses.
    pub(super) fn displace(&mut self, stretch: &Stretch, near: usize) {
        let lines = self.sorted(stretch);
        let others = self.others(stretch, &lines);
        for (nth, others) in others.iter().enumerate() {
            let step = stretch.first + nth;
            let allowed = self.places(step, others, &lines);
            let place = allowed.into_iter().min_by_key(|place| place.abs_diff(near));
            self.put(step, others, place.expect("every step has a place"), &lines);
        }
    }

    /// The lines of a stretch in the order in which they stand when it begins.
    fn sorted(&self, stretch: &Stretch) -> Vec<Line> {
        let first = self.order[stretch.first].iter().copied();
        first.filter(|line| stretch.lines.contains(line)).collect()
    }

    fn others(&self, stretch: &Stretch, lines: &[Line]) -> Vec<Vec<Line>> {
        let steps = self.order[stretch.first..=stretch.last].iter();
        let without = steps.map(|step| step.iter().copied().filter(|line| !lines.contains(line)).collect());
        without.collect()
    }

    fn put(&mut self, step: usize, others: &[Line], place: usize, lines: &[Line]) {
        let order = &mut self.order[step];
        order.clear();
        order.extend_from_slice(&others[..place]);
        order.extend_from_slice(lines);
        order.extend_from_slice(&others[place..]);
    }

    /// The places among the others at which no group is torn apart.
    fn places(&self, step: usize, others: &[Line], lines: &[Line]) -> Vec<usize> {
        let group = |line: Line| self.course.group(step, line);
        let own = group(lines[0]);
        let company = |line: &Line| group(*line) == own;
        if let Some(start) = others.iter().position(company) {
            let size = others.iter().filter(|line| company(line)).count();
            return (start..=start + size).collect();
        }
        let torn = |place: usize| place > 0 && place < others.len() && group(others[place - 1]) == group(others[place]);
        (0..=others.len()).filter(|&place| !torn(place)).collect()
    }

    /// What it costs to stand at each place beside a step that stays as it is; nothing where there is none.
    fn beside_fixed(&self, beside: Option<usize>, others: &[Line], allowed: &[usize], lines: &[Line]) -> Vec<Cost> {
        let Some(beside) = beside else {
            return vec![0; allowed.len()];
        };
        let stood = self.places_in(beside);
        let cost = |&place: &usize| {
            let mut cost = 0;
            for &line in lines.iter().filter(|line| stood[**line] != NOWHERE) {
                for (nth, &other) in others.iter().enumerate() {
                    if stood[other] != NOWHERE && (nth < place) != (stood[other] < stood[line]) {
                        cost += CROSSING;
                    }
                }
                cost += stood[line].abs_diff(place) as Cost;
            }
            cost
        };
        allowed.iter().map(cost).collect()
    }
}

/// How many of the others a line crosses on its way from a place in one step to a place in the next.
struct Between {
    /// For a place here and a place there: how many stand before both.
    above: Vec<u32>,
    /// How many places there are there.
    wide: usize,
}

impl Between {
    fn of(course: &Course, here: &[Line], there: &[Line]) -> Self {
        let mut come_to = vec![NOWHERE; course.lines()];
        for (nth, &line) in there.iter().enumerate() {
            come_to[line] = nth;
        }
        let wide = there.len() + 1;
        let mut above: Vec<u32> = vec![0; wide * (here.len() + 1)];
        for (nth, &line) in here.iter().enumerate() {
            above.copy_within(nth * wide..(nth + 1) * wide, (nth + 1) * wide);
            if come_to[line] != NOWHERE {
                for count in &mut above[(nth + 1) * wide + come_to[line] + 1..(nth + 2) * wide] {
                    *count += 1;
                }
            }
        }
        Self { above, wide }
    }

    /// The least cost of each place there, and by which of the places here it is reached; of several the first.
    fn cheapest(&self, costs: &[Cost], from: &[usize], to: &[usize], lines: u64) -> (Vec<Cost>, Vec<usize>) {
        let behind = &self.above[self.above.len() - self.wide..];
        let mut least = vec![Cost::MAX; to.len()];
        let mut ways = vec![0; to.len()];
        for (index, &from) in from.iter().enumerate() {
            let row = &self.above[from * self.wide..(from + 1) * self.wide];
            let before = row[self.wide - 1];
            for (nth, &to) in to.iter().enumerate() {
                let crossed = Cost::from(before + behind[to] - 2 * row[to]);
                let cost = costs[index] + CROSSING * lines * crossed + from.abs_diff(to) as Cost;
                if cost < least[nth] {
                    least[nth] = cost;
                    ways[nth] = index;
                }
            }
        }
        (least, ways)
    }
}

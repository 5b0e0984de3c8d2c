//! One line, or a group that stays together, is taken out of the order and put back where it crosses least.
//!
//! All steps of its stretch are settled at once by dynamic programming over the places it may take in each:
//!
//! ```text
//!   cost(step, place) = least over places before of  cost(step - 1, before) + crossings on the way
//! ```

use super::course::{Course, Line};
use super::measure::crossings;

/// Lines that run side by side through some steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    lines: Vec<Line>,
    first: usize,
    last: usize,
}

impl Stretch {
    /// Whether it shares a step with another, or stands beside it.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.first <= other.last + 1 && other.first <= self.last + 1
    }

    /// Every line from where it appears to where it is missing, every line as long as it is with the same others, and every group as long as it stays the same.
    pub(super) fn all(course: &Course) -> Vec<Self> {
        let mut all = Vec::new();
        for line in 0..course.lines() {
            let runs = |step: usize| course.runs(step, line);
            all.extend(spans(course.len(), |step| runs(step).then_some(0)).map(|(first, last)| Self {
                lines: vec![line],
                first,
                last,
            }));
            let company = |step: usize| course.group(step, line).map(|group| &course.step(step)[group]);
            all.extend(spans(course.len(), company).map(|(first, last)| Self {
                lines: vec![line],
                first,
                last,
            }));
        }
        for step in 0..course.len() {
            for group in course.step(step).iter().filter(|group| group.len() > 1) {
                let same = |step: &usize| {
                    let found = course.group(*step, group[0]).map(|nth| &course.step(*step)[nth]);
                    found.is_some_and(|found| same_lines(found, group))
                };
                if step > 0 && same(&(step - 1)) {
                    continue;
                }
                let last = (step..course.len()).take_while(same).last().unwrap_or(step);
                all.push(Self {
                    lines: group.clone(),
                    first: step,
                    last,
                });
            }
        }
        let mut seen: Vec<Self> = Vec::with_capacity(all.len());
        all.retain(|stretch| {
            let new = !seen.contains(stretch);
            if new {
                seen.push(stretch.clone());
            }
            new
        });
        all
    }
}

fn same_lines(one: &[Line], other: &[Line]) -> bool {
    one.len() == other.len() && one.iter().all(|line| other.contains(line))
}

/// The longest spans of steps that have the same of something.
fn spans<T: PartialEq>(steps: usize, what: impl Fn(usize) -> Option<T>) -> impl Iterator<Item = (usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<T> = None;
    for step in 0..steps {
        let now = what(step);
        match (&now, &last) {
            (Some(one), Some(other)) if one == other => found.last_mut().expect("a span is open").1 = step,
            (Some(_), _) => found.push((step, step)),
            (None, _) => {}
        }
        last = now;
    }
    found.into_iter()
}

/// An order in the making.
pub(super) struct Sifting<'a> {
    course: &'a Course,
    order: Vec<Vec<Line>>,
}

impl<'a> Sifting<'a> {
    pub(super) fn new(course: &'a Course, order: Vec<Vec<Line>>) -> Self {
        Self { course, order }
    }

    pub(super) fn order(&self) -> &[Vec<Line>] {
        &self.order
    }

    pub(super) fn crossings(&self) -> u64 {
        crossings(self.course, &self.order)
    }

    /// Puts a stretch where it crosses least; where it crosses as little, it moves least.
    ///
    /// Says whether fewer lines cross now; more never do.
    pub(super) fn sift(&mut self, stretch: &Stretch) -> bool {
        let before = self.crossings_around(stretch);
        if before == 0 {
            return false;
        }
        let kept = self.order[stretch.first..=stretch.last].to_vec();
        self.resettle(stretch);
        let after = self.crossings_around(stretch);
        if after > before {
            self.order[stretch.first..=stretch.last].clone_from_slice(&kept);
        }
        after < before
    }

    /// How many times lines cross on the ways into the steps of a stretch, between them and out of them.
    fn crossings_around(&self, stretch: &Stretch) -> u64 {
        let first = stretch.first.saturating_sub(1);
        let last = (stretch.last + 1).min(self.order.len() - 1);
        crossings(self.course, &self.order[first..=last])
    }

    fn resettle(&mut self, stretch: &Stretch) {
        let lines = self.sorted(stretch);
        let others: Vec<Vec<Line>> = self.others(stretch, &lines);
        let allowed: Vec<Vec<usize>> = others
            .iter()
            .enumerate()
            .map(|(nth, others)| self.places(stretch.first + nth, others, &lines))
            .collect();
        let mut costs: Vec<Vec<Cost>> = Vec::with_capacity(others.len());
        let mut ways: Vec<Vec<usize>> = Vec::with_capacity(others.len());
        for (nth, here) in others.iter().enumerate() {
            let step = stretch.first + nth;
            if nth == 0 {
                let entry = |&place: &usize| self.to_fixed(step, step.checked_sub(1), here, place, &lines);
                costs.push(allowed[0].iter().map(entry).collect());
                ways.push(vec![0; allowed[0].len()]);
                continue;
            }
            let between = Between::of(self.course, &others[nth - 1], here);
            let mut cost = Vec::with_capacity(allowed[nth].len());
            let mut way = Vec::with_capacity(allowed[nth].len());
            for &to in &allowed[nth] {
                let reach = allowed[nth - 1].iter().enumerate().map(|(index, &from)| {
                    let crossed = lines.len() as u64 * between.crossed(from, to);
                    let on_the_way = Cost {
                        crossings: crossed,
                        moves: from.abs_diff(to) as u64,
                    };
                    (costs[nth - 1][index].plus(on_the_way), index)
                });
                let (least, index) = reach.min().expect("every step has a place");
                cost.push(least);
                way.push(index);
            }
            costs.push(cost);
            ways.push(way);
        }
        let end = others.len() - 1;
        let exits = allowed[end].iter().enumerate().map(|(index, &place)| {
            let out = self.to_fixed(
                stretch.last,
                Some(stretch.last + 1).filter(|&next| next < self.course.len()),
                &others[end],
                place,
                &lines,
            );
            (costs[end][index].plus(out), index)
        });
        let (_, mut index) = exits.min().expect("every step has a place");
        for nth in (0..others.len()).rev() {
            let place = allowed[nth][index];
            self.put(stretch.first + nth, &others[nth], place, &lines);
            index = ways[nth][index];
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
        (0..=others.len())
            .filter(|&place| {
                place == 0 || place == others.len() || group(others[place - 1]) != group(others[place])
            })
            .collect()
    }

    /// What it costs to stand at a place beside a step that stays as it is.
    fn to_fixed(&self, step: usize, beside: Option<usize>, others: &[Line], place: usize, lines: &[Line]) -> Cost {
        let Some(beside) = beside else {
            return Cost::default();
        };
        let order = &self.order[beside];
        let mut stood = vec![usize::MAX; self.course.lines()];
        for (nth, &line) in order.iter().enumerate() {
            stood[line] = nth;
        }
        let mut cost = Cost::default();
        for &line in lines {
            if !self.course.runs(beside, line) {
                continue;
            }
            for (nth, &other) in others.iter().enumerate() {
                if stood[other] != usize::MAX {
                    cost.crossings += u64::from((nth < place) != (stood[other] < stood[line]));
                }
            }
            cost.moves += stood[line].abs_diff(place) as u64;
        }
        debug_assert!(step != beside, "a step does not stand beside itself");
        cost
    }
}

/// Crossings first, then how far a line moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    crossings: u64,
    moves: u64,
}

impl Cost {
    fn plus(self, other: Self) -> Self {
        Self {
            crossings: self.crossings + other.crossings,
            moves: self.moves + other.moves,
        }
    }
}

/// How many of the others a line crosses on its way from a place in one step to a place in the next.
struct Between {
    /// `above[p][q]`: how many stand before place `p` here and before place `q` there.
    above: Vec<Vec<u32>>,
}

impl Between {
    fn of(course: &Course, here: &[Line], there: &[Line]) -> Self {
        let mut come_to = vec![None; course.lines()];
        for (nth, &line) in there.iter().enumerate() {
            come_to[line] = Some(nth);
        }
        let mut above = vec![vec![0; there.len() + 1]; here.len() + 1];
        for (nth, &line) in here.iter().enumerate() {
            let (done, rest) = above.split_at_mut(nth + 1);
            rest[0].clone_from(&done[nth]);
            if let Some(place) = come_to[line] {
                for count in &mut rest[0][place + 1..] {
                    *count += 1;
                }
            }
        }
        Self { above }
    }

    fn crossed(&self, from: usize, to: usize) -> u64 {
        let (last, end) = (self.above.len() - 1, self.above[0].len() - 1);
        let before = u64::from(self.above[from][end]);
        let behind = u64::from(self.above[last][to]);
        let both = u64::from(self.above[from][to]);
        before + behind - 2 * both
    }
}

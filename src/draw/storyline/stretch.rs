//! Lines that run side by side through some steps, and can be moved together.

use super::course::{Course, Line};
use std::collections::BTreeSet;

/// Lines that run side by side through some steps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) lines: Vec<Line>,
    pub(super) first: usize,
    pub(super) last: usize,
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
            all.extend(
                spans(course.len(), |step| runs(step).then_some(0)).map(|(first, last)| Self {
                    lines: vec![line],
                    first,
                    last,
                }),
            );
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
        let mut seen: BTreeSet<Self> = BTreeSet::new();
        all.retain(|stretch| seen.insert(stretch.clone()));
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

//! What a storyline chart has to show, before anyone has said where: which lines run, and who is with whom, step by step.
//!
//! ```text
//!   step      0        1        2
//!   macbeth   ┐        ┐        ·
//!   banquo    ┘ met    │        ┐
//!   duncan    ·        ┘ feast  ┘ camp
//! ```
//!
//! Lines that are together in a step stand side by side; a line that is with nobody stands by itself, and one that is not told of at a step is missing from it.

/// A line of the chart, by its number: one character.
pub type Line = usize;

/// Who is with whom, step by step.
///
/// ```
/// use lorescope::draw::storyline::Course;
/// let course = Course::new(3, vec![vec![vec![0, 1], vec![2]], vec![vec![0], vec![1, 2]]]);
/// assert!(course.together(0, 0, 1) && !course.together(1, 0, 1));
/// assert!(course.runs(1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    lines: usize,
    steps: Vec<Vec<Vec<Line>>>,
    /// For each step the group of each line.
    groups: Vec<Vec<Option<usize>>>,
}

impl Course {
    /// A course of so many lines; each step lists the groups of those that run through it, a line by itself being a group of one.
    ///
    /// A line named twice in a step stays where it was named first, and one beyond the number of lines is left out.
    #[must_use]
    pub fn new(lines: usize, steps: Vec<Vec<Vec<Line>>>) -> Self {
        let mut course = Self {
            lines,
            groups: vec![vec![None; lines]; steps.len()],
            steps: Vec::with_capacity(steps.len()),
        };
        for (step, groups) in steps.into_iter().enumerate() {
            let mut kept: Vec<Vec<Line>> = Vec::new();
            for group in groups {
                let known = &mut course.groups[step];
                let mut members = Vec::new();
                for line in group {
                    if line < lines && known[line].is_none() {
                        known[line] = Some(kept.len());
                        members.push(line);
                    }
                }
                if !members.is_empty() {
                    kept.push(members);
                }
            }
            course.steps.push(kept);
        }
        course
    }

    /// How many lines there are.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there is no step at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The groups of a step.
    #[must_use]
    pub fn step(&self, step: usize) -> &[Vec<Line>] {
        &self.steps[step]
    }

    /// The group of a line in a step; none if it does not run there.
    #[must_use]
    pub fn group(&self, step: usize, line: Line) -> Option<usize> {
        self.groups[step][line]
    }

    /// Whether a line runs through a step.
    #[must_use]
    pub fn runs(&self, step: usize, line: Line) -> bool {
        self.groups[step][line].is_some()
    }

    /// Whether two lines are together in a step.
    #[must_use]
    pub fn together(&self, step: usize, one: Line, other: Line) -> bool {
        self.groups[step][one].is_some() && self.groups[step][one] == self.groups[step][other]
    }

    /// Whether an order of lines is one of this course: at each step just those that run, and each group side by side.
    #[must_use]
    pub fn admits(&self, order: &[Vec<Line>]) -> bool {
        order.len() == self.len() && (0..self.len()).all(|step| self.admits_step(step, &order[step]))
    }

    fn admits_step(&self, step: usize, order: &[Line]) -> bool {
        let mut sorted = order.to_vec();
        sorted.sort_unstable();
        let running = (0..self.lines).filter(|&line| self.runs(step, line));
        let mut closed = vec![false; self.steps[step].len()];
        let mut last = None;
        let side_by_side = order.iter().all(|&line| {
            let group = self.groups[step].get(line).copied().flatten();
            if group != last {
                if let Some(last) = last {
                    closed[last] = true;
                }
                last = group;
            }
            group.is_some_and(|group| !closed[group])
        });
        side_by_side && sorted.into_iter().eq(running)
    }
}

//! Which places lie in which, and how long the way between two takes: what the rules of whereabouts rest on.
//!
//! ```text
//!   the hall ─┐                  the hall and the castle are one place to whoever stands in either;
//!   the tower ┴─ the castle ─┐   the hall and the tower are near: one walks from one to the other untold;
//!               the harbour ─┴─ Elsinore
//!                                a stated way (`travel`) says how far two places are apart
//! ```

use super::{Standing, Subject};
use crate::model::{EntityId, Node};
use crate::vocabulary::Meaning;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// How two places stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Distance {
    /// They are one, or one lies in the other.
    Here,
    /// Both lie in a larger one within which nobody is told to go about, and no way between them is stated.
    Near,
    /// They have nothing in common, or a stated way lies between them.
    Far,
}

/// Which places lie in which, at whatever time, and how long ways take.
pub(crate) struct Places {
    /// By the place that lies in another, or is the same as another.
    within: BTreeMap<EntityId, Vec<EntityId>>,
    /// Larger places within which the story tells of ways from one place to another.
    wide: BTreeSet<EntityId>,
    /// By the place that a way leads from.
    ways: BTreeMap<EntityId, Vec<(EntityId, f64)>>,
    /// How far places are from those that have been asked about.
    lengths: RefCell<BTreeMap<EntityId, BTreeMap<EntityId, f64>>>,
}

impl Places {
    /// The places of a story. A thing that has ever lain in another is taken to lie there always: ships sail, and what they carry with them.
    pub(crate) fn of(subject: &Subject<'_>) -> Self {
        let vocabulary = &subject.world.vocabulary;
        let mut within: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
        for stretch in &subject.world.timeline.stretches {
            let means = vocabulary.relation(stretch.relation).means;
            let [Some(one), Some(other)] = stretch.args.map(|node| node.and_then(Node::entity)) else {
                continue;
            };
            if means == Some(Meaning::Location) || means == Some(Meaning::Identity) {
                within.entry(one).or_default().push(other);
            }
            if means == Some(Meaning::Identity) {
                within.entry(other).or_default().push(one);
            }
        }
        let mut places = Self {
            within,
            wide: BTreeSet::new(),
            ways: ways(subject),
            lengths: RefCell::default(),
        };
        places.wide = places.wide(subject);
        places
    }

    /// Larger places within which somebody is told to go from one place to another.
    fn wide(&self, subject: &Subject<'_>) -> BTreeSet<EntityId> {
        let mut wide = BTreeSet::new();
        if self.within.is_empty() {
            return wide;
        }
        for (_, stretches) in Standing::of(subject, Meaning::Presence).each() {
            for pair in stretches.windows(2) {
                let [from, to] = [pair[0], pair[1]].map(|stretch| stretch.args[1].and_then(Node::entity));
                if let (Some(from), Some(to)) = (from, to)
                    && self.distance(from, to) == Distance::Near
                {
                    wide.extend(self.shared(from, to));
                }
            }
        }
        wide
    }

    /// The nearest place in which two places both lie.
    fn shared(&self, one: EntityId, other: EntityId) -> Option<EntityId> {
        let around = self.around(other);
        self.around(one).into_iter().find(|place| around.contains(place))
    }

    /// Whether any way is stated to take time.
    pub(crate) fn has_ways(&self) -> bool {
        !self.ways.is_empty()
    }

    /// How two places stand to each other.
    pub(crate) fn distance(&self, one: EntityId, other: EntityId) -> Distance {
        let (around_one, around_other) = (self.around(one), self.around(other));
        if around_one.contains(&other) || around_other.contains(&one) {
            return Distance::Here;
        }
        let shared = around_one.iter().find(|place| around_other.contains(place));
        if shared.is_some_and(|shared| !self.wide.contains(shared)) && self.takes(one, other).is_none() {
            Distance::Near
        } else {
            Distance::Far
        }
    }

    /// How long the shortest stated way from one place to another takes; none where no way is stated, or none is needed.
    ///
    /// A place from which no way leads is as far away as the nearest that it lies in.
    pub(crate) fn takes(&self, from: EntityId, to: EntityId) -> Option<f64> {
        if self.ways.is_empty() || from == to {
            return None;
        }
        let (starts, goals) = (self.around(from), self.around(to));
        if starts.contains(&to) || goals.contains(&from) {
            return None;
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for start in 0..starts.len() {
            pairs.extend((0..goals.len()).map(|goal| (start, goal)));
        }
        pairs.sort_by_key(|&(start, goal)| (start + goal, start));
        for (start, goal) in pairs {
            if starts[start] == goals[goal] {
                return None;
            }
            if let Some(takes) = self.shortest(starts[start], goals[goal]) {
                return Some(takes);
            }
        }
        None
    }

    /// A place, those it lies in, those that they lie in, and so on: the nearest first.
    fn around(&self, place: EntityId) -> Vec<EntityId> {
        let mut around = vec![place];
        let mut next = 0;
        while let Some(&inner) = around.get(next) {
            for &outer in self.within.get(&inner).into_iter().flatten() {
                if !around.contains(&outer) {
                    around.push(outer);
                }
            }
            next += 1;
        }
        around
    }

    /// The length of the shortest way over stated ways alone.
    fn shortest(&self, from: EntityId, to: EntityId) -> Option<f64> {
        self.ways.get(&from)?;
        let mut lengths = self.lengths.borrow_mut();
        let from_here = lengths.entry(from).or_insert_with(|| self.lengths_from(from));
        from_here.get(&to).copied()
    }

    /// How far every place is that ways lead to from one.
    fn lengths_from(&self, from: EntityId) -> BTreeMap<EntityId, f64> {
        let mut lengths: BTreeMap<EntityId, f64> = BTreeMap::from([(from, 0.0)]);
        // The bits of numbers that are not negative stand in the order of the numbers.
        let mut open = BinaryHeap::from([Reverse((0.0_f64.to_bits(), from))]);
        while let Some(Reverse((length, place))) = open.pop() {
            let length = f64::from_bits(length);
            if lengths.get(&place).is_some_and(|&known| known < length) {
                continue;
            }
            for &(next, takes) in self.ways.get(&place).into_iter().flatten() {
                let there = length + takes;
                if lengths.get(&next).is_none_or(|&known| there < known) {
                    lengths.insert(next, there);
                    open.push(Reverse((there.to_bits(), next)));
                }
            }
        }
        lengths
    }
}

/// The stated ways; one that is stated from one end alone leads both ways.
fn ways(subject: &Subject<'_>) -> BTreeMap<EntityId, Vec<(EntityId, f64)>> {
    let story = &subject.world.story;
    let mut stated: BTreeMap<(EntityId, EntityId), f64> = BTreeMap::new();
    for from in story.entity_ids() {
        for way in story
            .entity(from)
            .travel
            .iter()
            .filter(|way| way.takes.is_finite() && way.takes >= 0.0)
        {
            let takes = stated.entry((from, way.to)).or_insert(way.takes);
            *takes = takes.min(way.takes);
        }
    }
    let mut ways: BTreeMap<EntityId, Vec<(EntityId, f64)>> = BTreeMap::new();
    for (&(from, to), &takes) in &stated {
        ways.entry(from).or_default().push((to, takes));
        if !stated.contains_key(&(to, from)) {
            ways.entry(to).or_default().push((from, takes));
        }
    }
    ways
}

//! What holds of somebody at a moment, found without walking all that ever held of them.
//!
//! A rule that looks at every part of every event of a long story asks here, once for each part:
//!
//! ```text
//!   Standing::of(subject, Meaning::Life)      the stretches of that meaning, by whom they hold of
//!       .at(node, moment)                     those that hold then
//!       .last_before(node, moment)            the one that ended last by then
//! ```

use super::Subject;
use crate::model::{Node, RelationId};
use crate::timeline::{Moment, Stretch};
use crate::vocabulary::Meaning;

/// The stretches of some relations, by whom they hold of: the first of the two, or either where the relation is symmetric.
pub(crate) struct Standing<'a> {
    /// By whom, then by when they begin.
    held: Vec<Held<'a>>,
}

struct Held<'a> {
    of: Node,
    stretch: &'a Stretch,
    /// The latest end of this and all before it that hold of the same.
    reach: Moment,
}

impl<'a> Standing<'a> {
    /// The stretches of the relations that mean that.
    pub(crate) fn of(subject: &Subject<'a>, meaning: Meaning) -> Self {
        let vocabulary = &subject.world.vocabulary;
        let relations: Vec<RelationId> = vocabulary.meaning(meaning).collect();
        Self::of_relations(subject, &relations, 0)
    }

    /// The same by the second of the two: who holds an office, who owns an item.
    pub(crate) fn of_objects(subject: &Subject<'a>, meaning: Meaning) -> Self {
        let vocabulary = &subject.world.vocabulary;
        let relations: Vec<RelationId> = vocabulary.meaning(meaning).collect();
        Self::of_relations(subject, &relations, 1)
    }

    fn of_relations(subject: &Subject<'a>, relations: &[RelationId], place: usize) -> Self {
        let vocabulary = &subject.world.vocabulary;
        let mut held = Vec::new();
        let stretches = &subject.world.timeline.stretches;
        for stretch in stretches.iter().filter(|stretch| relations.contains(&stretch.relation)) {
            let symmetric = vocabulary.relation(stretch.relation).symmetric;
            let places = [Some(place), symmetric.then_some(1 - place)];
            for of in places.into_iter().flatten().filter_map(|place| stretch.args[place]) {
                let reach = Moment::START;
                held.push(Held { of, stretch, reach });
            }
        }
        // The sort is stable, and stretches come by when they begin.
        held.sort_by_key(|held| held.of);
        let mut before: Option<(Node, Moment)> = None;
        for held in &mut held {
            let until = held.stretch.until.unwrap_or(Moment(u32::MAX));
            let earlier = before
                .filter(|(of, _)| *of == held.of)
                .map_or(until, |(_, reach)| reach);
            held.reach = until.max(earlier);
            before = Some((held.of, held.reach));
        }
        Self { held }
    }

    /// Everybody of whom something holds at some time, with their stretches by when they begin.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Node, Vec<&'a Stretch>)> + '_ {
        let together = self.held.chunk_by(|one, other| one.of == other.of);
        together.map(|held| (held[0].of, held.iter().map(|held| held.stretch).collect()))
    }

    /// All the stretches of somebody, by when they begin.
    pub(crate) fn all(&self, of: Node) -> impl DoubleEndedIterator<Item = &'a Stretch> + '_ {
        self.slice(of).iter().map(|held| held.stretch)
    }

    /// Those that hold of somebody at a moment, the last to begin first.
    pub(crate) fn at(&self, of: Node, moment: Moment) -> impl Iterator<Item = &'a Stretch> + '_ {
        let begun = self.begun(of, moment);
        let reaching = begun.iter().rev().take_while(move |held| held.reach > moment);
        reaching
            .map(|held| held.stretch)
            .filter(move |stretch| stretch.holds_at(moment))
    }

    /// The one that ended last by a moment, if any had.
    pub(crate) fn last_before(&self, of: Node, moment: Moment) -> Option<&'a Stretch> {
        let over = self.begun(of, moment).iter().rev().map(|held| held.stretch);
        over.filter(|stretch| stretch.until.is_some_and(|until| until <= moment))
            .max_by_key(|stretch| stretch.until)
    }

    fn begun(&self, of: Node, moment: Moment) -> &[Held<'a>] {
        let all = self.slice(of);
        &all[..all.partition_point(|held| held.stretch.from <= moment)]
    }

    fn slice(&self, of: Node) -> &[Held<'a>] {
        let start = self.held.partition_point(|held| held.of < of);
        let end = start + self.held[start..].partition_point(|held| held.of == of);
        &self.held[start..end]
    }
}

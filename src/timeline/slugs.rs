//! The order of slugs, which decides wherever nothing else does; never the order of numbers, which follows the file.

use super::{Moment, Stretch};
use crate::model::{Node, Story};
use crate::vocabulary::Vocabulary;
use std::cmp::Ordering;

/// The order of a story's slugs; that of its entities is worked out once, since it is asked for again and again.
pub(super) struct Slugs<'a> {
    story: &'a Story,
    ranks: Vec<u32>,
}

impl<'a> Slugs<'a> {
    pub(super) fn of(story: &'a Story) -> Self {
        let ranks = ranks(story.entities.iter().map(|entity| &*entity.id));
        Self { story, ranks }
    }

    /// Which of two slugs stands first; nobody stands before everybody.
    pub(super) fn compare(&self, one: Option<Node>, other: Option<Node>) -> Ordering {
        let entity = |node: Option<Node>| node.and_then(Node::entity);
        if let (Some(one), Some(other)) = (entity(one), entity(other)) {
            return self.ranks[one.index()].cmp(&self.ranks[other.index()]);
        }
        let slug = |node: Option<Node>| node.map_or("", |node| self.story.slug(node));
        slug(one).cmp(slug(other))
    }
}

/// The place of each name in the order of names; equal names share one.
fn ranks<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut order: Vec<(&str, usize)> = names.zip(0..).collect();
    order.sort_unstable();
    let mut ranks = vec![0; order.len()];
    let (mut rank, mut before) = (0, None);
    for (name, i) in order {
        rank += u32::from(before.replace(name).is_some_and(|before| before != name));
        ranks[i] = rank;
    }
    ranks
}

/// Puts stretches into the order in which they are told, the one of [`Stretch::compare`].
///
/// They come nearly in that order: only what turns out to have held from the start comes late, and what begins together comes as its event says it.
pub(super) fn arrange(stretches: &mut Vec<Stretch>, slugs: &Slugs<'_>, vocabulary: &Vocabulary) {
    let from_start: Vec<Stretch> = stretches
        .extract_if(.., |stretch| stretch.from == Moment::START)
        .collect();
    stretches.splice(0..0, from_start);
    let names = ranks(vocabulary.relations.iter().map(|relation| relation.name.as_str()));
    for together in stretches.chunk_by_mut(|one, other| one.from == other.from) {
        together.sort_by(|one, other| {
            names[one.relation.index()]
                .cmp(&names[other.relation.index()])
                .then_with(|| slugs.compare(one.args[0], other.args[0]))
                .then_with(|| slugs.compare(one.args[1], other.args[1]))
                .then_with(|| one.until.cmp(&other.until))
        });
    }
}

//! A stretch: one relation holding for certain entities, with what started it and what ended it.

use super::Moment;
use crate::model::{Certainty, DocumentId, EventId, InitialId, Node, RelationId, Story};
use crate::vocabulary::Vocabulary;
use std::cmp::Ordering;

/// One relation holding for certain entities over a span of moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which relation holds.
    pub relation: RelationId,
    /// Of whom: the second is none for a relation of one argument; elsewhere none is somebody unknown.
    ///
    /// The two of a symmetric relation stand in the order of their slugs.
    pub args: [Option<Node>; 2],
    /// The first moment at which it holds.
    pub from: Moment,
    /// The first moment at which it holds no more; none if nothing ends it.
    pub until: Option<Moment>,
    /// What started it.
    pub started: Cause,
    /// What ended it.
    pub ended: Option<Cause>,
    /// How sure it is that it began.
    pub certainty: Certainty,
    /// How sure it is that it ended.
    pub end_certainty: Certainty,
    /// Whose claim it is, where claims differ.
    pub according_to: Option<DocumentId>,
}

/// What starts or ends a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nothing told: it held from always.
    Always,
    /// A relation stated on an entity.
    Initial(InitialId),
    /// An event.
    Event(EventId),
}

impl Cause {
    /// The event it is, if it is one.
    #[must_use]
    pub fn event(self) -> Option<EventId> {
        match self {
            Self::Event(event) => Some(event),
            Self::Always | Self::Initial(_) => None,
        }
    }
}

impl Stretch {
    /// Whether it holds at that moment.
    #[must_use]
    pub fn holds_at(&self, moment: Moment) -> bool {
        self.from <= moment && self.until.is_none_or(|until| moment < until)
    }

    /// Whether the two hold at some moment together.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| self.from < until)
    }

    /// Whether it concerns that entity or event.
    #[must_use]
    pub fn concerns(&self, node: Node) -> bool {
        self.args.contains(&Some(node))
    }

    /// The other one, seen from one of the two.
    #[must_use]
    pub fn other(&self, node: Node) -> Option<Node> {
        if self.args[0] == Some(node) {
            self.args[1]
        } else {
            self.args[0]
        }
    }

    /// The order in which stretches are told: by when they begin, then by relation, then by slugs; never by number, which follows the file.
    #[must_use]
    pub fn compare(&self, other: &Self, story: &Story, vocabulary: &Vocabulary) -> Ordering {
        let slug = |node: Option<Node>| node.map_or("", |node| story.slug(node));
        (self.from, &vocabulary.relation(self.relation).name)
            .cmp(&(other.from, &vocabulary.relation(other.relation).name))
            .then_with(|| slug(self.args[0]).cmp(slug(other.args[0])))
            .then_with(|| slug(self.args[1]).cmp(slug(other.args[1])))
            .then_with(|| self.until.cmp(&other.until))
    }
}

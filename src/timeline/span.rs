//! Whether a stretch spans what a moment was named by, where times that were stated say more than the events do.
//!
//! Moments lie between events; a statement with times of its own begins and ends whether or not anything happens then.

use super::{AsOf, Cause, Reference, Stretch, Timeline};
use crate::model::{Edge, InitialId, Story};

/// The times an initial relation is stated with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StatedSpan {
    /// The first instant at which it may have begun.
    from: Option<i64>,
    /// The last instant at which it may have ended.
    until: Option<i64>,
}

impl StatedSpan {
    /// The stated times of every initial relation.
    pub(super) fn all(story: &Story) -> Vec<Self> {
        let time = |edge: &Edge| match edge {
            Edge::Time(time) => Some((time.earliest, time.latest)),
            Edge::Open | Edge::Event(_) => None,
        };
        let spans = story.initial.iter().map(|initial| Self {
            from: time(&initial.from).map(|(earliest, _)| earliest),
            until: time(&initial.until).map(|(_, latest)| latest),
        });
        spans.collect()
    }
}

impl Timeline {
    /// Whether a stretch spans what a moment was named by.
    ///
    /// As of an event that is [`Stretch::holds_at`]; as of a time, the times a relation was stated with decide before the events do.
    #[must_use]
    pub fn spans(&self, stretch: &Stretch, as_of: &AsOf) -> bool {
        let Reference::Time(time) = &as_of.reference else {
            return stretch.holds_at(as_of.moment);
        };
        let began = match self.stated(Some(stretch.started)).from {
            Some(from) => from <= time.latest,
            None => stretch.from <= as_of.moment,
        };
        let over = match self.stated(stretch.ended).until {
            Some(until) => until <= time.latest,
            None => stretch.until.is_some_and(|until| until <= as_of.moment),
        };
        began && !over
    }

    fn stated(&self, cause: Option<Cause>) -> StatedSpan {
        match cause {
            Some(Cause::Initial(InitialId(id))) => self.stated.get(id as usize).copied().unwrap_or_default(),
            Some(Cause::Always | Cause::Event(_)) | None => StatedSpan::default(),
        }
    }
}

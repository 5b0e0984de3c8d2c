//! How one stretch stands as of a moment, and the gap behind it in which its relation held no more.

use super::{AsOf, Cause, Reason, Stretch, Timeline, Truth};
use crate::model::Certainty;
use crate::vocabulary::Vocabulary;

impl Timeline {
    /// Whether a stretch holds as of a moment: yes or no where that is sure, unknown where the story leaves it open.
    #[must_use]
    pub fn stands(&self, vocabulary: &Vocabulary, stretch: &Stretch, as_of: &AsOf) -> Truth {
        let spans = self.spans(stretch, as_of);
        if !spans && !self.may_span(stretch, as_of) {
            return Truth::No;
        }
        if self.surely_spans(stretch, as_of) && !self.is_obscured(vocabulary, stretch, as_of) {
            return Truth::Yes;
        }
        match self.holds(vocabulary, stretch.relation, stretch.args, as_of).truth {
            Truth::Yes if spans => Truth::Yes,
            Truth::Yes | Truth::No => Truth::No,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Whether a stretch holds at some moment from the one to the other.
    #[must_use]
    pub fn stands_during(&self, vocabulary: &Vocabulary, stretch: &Stretch, from: &AsOf, until: &AsOf) -> Truth {
        let ends = [from, until];
        if let Some(end) = ends.iter().find(|end| self.surely_spans(stretch, end)) {
            return self.stands(vocabulary, stretch, end);
        }
        let begun = stretch.from <= until.moment;
        let over = stretch.until.is_some_and(|end| end <= from.moment);
        let spans = begun && !over || ends.iter().any(|end| self.spans(stretch, end));
        let unsettled = |cause: Option<Cause>, as_of: &AsOf| {
            let event = cause.and_then(Cause::event);
            event.is_some_and(|event| !self.is_settled(event, as_of))
        };
        if unsettled(Some(stretch.started), until) || unsettled(stretch.ended, from) {
            return Truth::Unknown;
        }
        if spans { Truth::Yes } else { Truth::No }
    }

    /// Whether a stretch spans the moment beyond doubt.
    #[must_use]
    pub fn surely_spans(&self, stretch: &Stretch, as_of: &AsOf) -> bool {
        self.spans(stretch, as_of) && self.doubt(stretch, as_of).is_none()
    }

    /// Whether a stretch that does not span a moment may yet do so, since an end of it is doubtful or unsettled.
    #[must_use]
    pub fn may_span(&self, stretch: &Stretch, as_of: &AsOf) -> bool {
        let unsettled = |cause: Option<Cause>| {
            let event = cause.and_then(Cause::event);
            event.is_some_and(|event| !self.is_settled(event, as_of))
        };
        let doubtful_end =
            stretch.until.is_some_and(|until| until <= as_of.moment) && stretch.end_certainty >= Certainty::Doubtful;
        doubtful_end || unsettled(Some(stretch.started)) || unsettled(stretch.ended)
    }

    /// Whether a stretch has begun by a moment, over or not.
    #[must_use]
    pub fn has_begun(&self, stretch: &Stretch, as_of: &AsOf) -> bool {
        let endless = Stretch {
            until: None,
            ended: None,
            ..*stretch
        };
        self.spans(&endless, as_of)
    }

    /// Whether what held over a stretch holds no more as of a moment, before the next stretch like it: that somebody is dead rather than alive.
    #[must_use]
    pub fn lacks(&self, vocabulary: &Vocabulary, stretch: &Stretch, as_of: &AsOf) -> Truth {
        let clear = !self.is_obscured(vocabulary, stretch, as_of);
        if clear && self.surely_spans(stretch, as_of) {
            return Truth::No;
        }
        let gap = self.gap_after(stretch);
        if gap.is_some_and(|gap| clear && self.surely_spans(&gap, as_of)) {
            return Truth::Yes;
        }
        let verdict = self.holds(vocabulary, stretch.relation, stretch.args, as_of);
        let ended = || {
            let mut held = verdict.stretches.iter().map(|&place| &self.stretches[place]);
            held.any(|held| held.until.is_some_and(|until| until <= as_of.moment))
        };
        let spans = gap.map(|gap| self.spans(&gap, as_of));
        match verdict.truth {
            Truth::No if verdict.reason == Reason::Ended && ended() && spans == Some(true) => Truth::Yes,
            Truth::Unknown if spans != Some(false) => Truth::Unknown,
            Truth::Yes | Truth::No | Truth::Unknown => Truth::No,
        }
    }

    /// From the end of a stretch to the next one like it: when its relation held no more.
    #[must_use]
    pub fn gap_after(&self, stretch: &Stretch) -> Option<Stretch> {
        let like = |next: &&Stretch| next.relation == stretch.relation && next.args == stretch.args;
        match stretch.args[0] {
            Some(node) => stretch.gap_before(self.concerning(node).filter(like)),
            None => stretch.gap_before(self.stretches.iter().filter(like)),
        }
    }
}

impl Stretch {
    /// From its end to the first of those like it that begins after, all of them in the order of their beginnings.
    pub fn gap_before<'a>(&self, mut alike: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let (from, started) = (self.until?, self.ended?);
        let next = alike.find(|next| next.from >= from);
        Some(Self {
            from,
            started,
            until: next.map(|next| next.from),
            ended: next.map(|next| next.started),
            certainty: self.end_certainty,
            end_certainty: next.map_or_else(Default::default, |next| next.certainty),
            ..*self
        })
    }
}

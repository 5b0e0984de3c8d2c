//! How a row of a chain hangs from the row that it is nested under.

/// How a row hangs from the row above it, in a chain of causes or of consequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// It is what is asked about, and holds or held.
    Holds,
    /// It is what is asked about, and happened.
    Happened,
    /// It started what the row above tells.
    From,
    /// It ended what the row above tells.
    Until,
    /// It caused what the row above tells.
    Because,
    /// It is the larger event of which the one above is part.
    Within,
    /// It held, as it had to for the event above.
    Needed,
    /// It is the same as the row above tells, from before that came to an end and began again.
    Earlier,
    /// It is what would have ended what the row above tells.
    WouldEnd,
    /// It is what would have started what is asked about.
    WouldStart,
    /// It might have, and did not.
    NotBy,
    /// It began with the event above.
    Began,
    /// It ended with the event above.
    Ended,
    /// The event above caused it.
    LedTo,
    /// It is part of the event above.
    Included,
}

impl Link {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Happened => "happened",
            Self::From => "from",
            Self::Until => "until",
            Self::Because => "because",
            Self::Within => "within",
            Self::Needed => "needed",
            Self::Earlier => "earlier",
            Self::WouldEnd => "would end it",
            Self::WouldStart => "would start it",
            Self::NotBy => "not by",
            Self::Began => "began",
            Self::Ended => "ended",
            Self::LedTo => "led to",
            Self::Included => "included",
        }
    }

    /// Whether nothing stands above it: it is what is asked about.
    #[must_use]
    pub fn is_root(self) -> bool {
        matches!(self, Self::Holds | Self::Happened)
    }
}

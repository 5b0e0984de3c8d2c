//! A moment lies between two events of the story; every question is asked as of one.

use crate::model::{EventId, When};

/// How many events have happened: 0 is the start, and the number of all events the end.
///
/// ```
/// use lorescope::timeline::Moment;
/// assert!(Moment::START < Moment(3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u32);

impl Moment {
    /// Before the first event.
    pub const START: Self = Self(0);
}

/// A moment, and what it was named by; how sure an answer is depends on both.
#[derive(Clone, Debug, PartialEq)]
pub struct AsOf {
    /// The moment itself.
    pub moment: Moment,
    /// What it was named by.
    pub reference: Reference,
}

/// What a moment was named by.
#[derive(Clone, Debug, PartialEq)]
pub enum Reference {
    /// Before the first event.
    Start,
    /// After the last event.
    End,
    /// Just before an event.
    Before(EventId),
    /// Just after an event.
    After(EventId),
    /// A time on the story's axis.
    Time(When),
}

//! What happens in the story: each event once, with everyone's part in it.

use super::{DocumentId, EntityId, EventId, KindId, Node, RoleId, Text, Told, When};
use std::ops::Range;

/// Something that happens.
#[derive(Clone, Debug)]
pub struct Event {
    /// The slug that story files refer to it by.
    pub id: Text,
    /// What sort of event it is.
    pub kind: KindId,
    /// How sure it is that it happened.
    pub certainty: Certainty,
    /// When it happened in the story.
    pub at: When,
    /// Where it happened.
    pub place: Option<EntityId>,
    /// The larger event it is part of.
    pub within: Option<EventId>,
    /// Who took which part, as a range of [`Story::parts`](super::Story::parts).
    pub parts: Range<u32>,
    /// Where it is attested, as a range of [`Story::sources`](super::Story::sources).
    pub sources: Range<u32>,
    /// What most events do not say.
    pub detail: Option<Box<Detail>>,
}

/// What most events do not say.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// Where the telling comes to it; by default, its place in the file.
    pub told: Option<Told>,
    /// Events that certainly happened before it.
    pub after: Vec<EventId>,
    /// Events that certainly happened after it.
    pub before: Vec<EventId>,
    /// Events that caused it; a cause need not come to light in order.
    pub because: Vec<EventId>,
    /// How many nameless victims, ships or soldiers.
    pub count: Option<Count>,
    /// A remark by whoever wrote the file.
    pub note: Option<Text>,
    /// Whose claim it is, where claims differ.
    pub according_to: Option<DocumentId>,
}

/// One entity (or event) in one role of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which role.
    pub role: RoleId,
    /// Who or what fills it.
    pub node: Node,
    /// Whether this is only one of several candidates.
    pub candidate: bool,
}

/// How sure a claim is; later variants are less sure.
///
/// The certainty of an answer is the greatest (least sure) on the way to it.
///
/// ```
/// use lorescope::model::Certainty;
/// assert_eq!(Certainty::Stated.max(Certainty::Doubtful), Certainty::Doubtful);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The source says so.
    #[default]
    Stated,
    /// The source plainly implies it.
    Implied,
    /// The source leaves it in doubt.
    Doubtful,
    /// One of several candidates; derived, never written.
    Possible,
}

impl Certainty {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Implied => "implied",
            Self::Doubtful => "doubtful",
            Self::Possible => "possible",
        }
    }
}

/// A number of the nameless, and how it bounds the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number given.
    pub number: u64,
    /// How it is meant.
    pub bound: Bound,
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Just so many.
    Exactly,
    /// More than that.
    Over,
    /// Roughly that.
    About,
    /// Fewer than that.
    Under,
}

impl Count {
    /// Reads `800`, `over 800000000`, `about 20` or `under 5`.
    ///
    /// ```
    /// use lorescope::model::Count;
    /// assert_eq!(Count::parse("over 800").unwrap().to_string(), "over 800");
    /// assert!(Count::parse("lots").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (bound, number) = [
            ("over ", Bound::Over),
            ("about ", Bound::About),
            ("under ", Bound::Under),
        ]
        .into_iter()
        .find_map(|(word, bound)| text.strip_prefix(word).map(|rest| (bound, rest)))
        .unwrap_or((Bound::Exactly, text));
        let digits: String = number.trim().chars().filter(|&c| c != '_' && c != ',').collect();
        digits
            .parse()
            .ok()
            .filter(|&n| n > 0)
            .map(|number| Self { number, bound })
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.bound {
            Bound::Exactly => "",
            Bound::Over => "over ",
            Bound::About => "about ",
            Bound::Under => "under ",
        })?;
        write!(f, "{}", self.number)
    }
}

//! What whoever writes a story says must hold at a point of it, and what they let stand against a rule.
//!
//! An assertion is to a story what a balance assertion is to a ledger: nothing follows from it, it is only checked.

use super::{EntityId, EventId, Node, RelationId, Text, Told, When};

/// A heading of the telling: from where on, and what it is called.
#[derive(Clone, Debug)]
pub struct Section {
    /// Where in the telling it begins.
    pub told: Told,
    /// What it is called.
    pub title: Text,
}

/// Something that must hold at a point of the story.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// What must hold.
    pub demand: Demand,
    /// When.
    pub when: Point,
    /// The event it is written on; none for the story as a whole.
    pub on: Option<EventId>,
    /// How it was written.
    pub text: Text,
}

/// What an assertion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// A relation holds, or does not.
    Holds {
        /// Which relation.
        relation: RelationId,
        /// Of whom; the second is none for a relation of one argument.
        args: [Option<Node>; 2],
        /// Whether it must hold; else it must not.
        expected: bool,
    },
    /// Somebody stands on the side of a faction: belongs to it, or to a part of it.
    Side {
        /// Who.
        of: EntityId,
        /// Whose side.
        faction: EntityId,
    },
    /// So many have a relation to one.
    Count {
        /// Which relation.
        relation: RelationId,
        /// To whom; of a symmetric relation either side.
        of: Node,
        /// How many.
        number: u32,
    },
}

/// The point of the story at which something must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Point {
    /// Before the first event.
    Start,
    /// After the last event.
    End,
    /// Just after an event.
    After(EventId),
    /// Just before an event.
    Before(EventId),
    /// As of a time.
    At(When),
}

/// A finding that is let stand, and why.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule that is waived.
    pub rule: Text,
    /// Why.
    pub reason: Text,
    /// The event or entity it is written on; none for the story as a whole.
    pub on: Option<Node>,
}

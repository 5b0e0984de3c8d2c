//! Everything in a story has a number, given in the order of the files, and each sort of number its own type.

macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            /// The number as an index into the story's list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

use std::num::NonZeroU32;

numbered! {
    /// A character, faction, place or item.
    EntityId(u32);
    /// An event, numbered by its place in the files.
    EventId(u32);
    /// A document that quotes are taken from.
    DocumentId(u32);
    /// A relation stated on an entity rather than started by an event.
    InitialId(u32);
    /// A declared event kind, such as *alliance*.
    KindId(u16);
    /// The name of a role, such as *betrayer*; one number for the same name in every kind.
    RoleId(u16);
    /// A declared relation, such as *allied*.
    RelationId(u16);
}

/// What can stand in a role or in a relation: an entity, or an event (one may know *of* an event).
///
/// ```
/// use lorescope::model::{EntityId, EventId, Node};
/// let node = Node::from(EventId(3));
/// assert_eq!(node.event(), Some(EventId(3)));
/// assert_eq!(node.entity(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(NonZeroU32);

const EVENT: u32 = 1 << 31;

impl Node {
    /// The entity this is, if it is one.
    #[must_use]
    pub fn entity(self) -> Option<EntityId> {
        (self.key() & EVENT == 0).then(|| EntityId(self.key()))
    }

    /// The event this is, if it is one.
    #[must_use]
    pub fn event(self) -> Option<EventId> {
        (self.key() & EVENT != 0).then(|| EventId(self.key() & !EVENT))
    }

    /// A number unique over entities and events, below `u32::MAX`.
    #[must_use]
    pub fn key(self) -> u32 {
        self.0.get() - 1
    }

    fn of(key: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(key))
    }
}

impl From<EntityId> for Node {
    fn from(id: EntityId) -> Self {
        Self::of(id.0)
    }
}

impl From<EventId> for Node {
    fn from(id: EventId) -> Self {
        Self::of(id.0 | EVENT)
    }
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.event() {
            Some(event) => event.fmt(f),
            None => EntityId(self.key()).fmt(f),
        }
    }
}

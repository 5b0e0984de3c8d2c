//! A story as it was told: who and what is in it, what happens, when, and by whose word.
//!
//! The model holds what people wrote and nothing that follows from it; states such as *alive* or *allied* are derived later, by the timeline.
//! It must not know the vocabulary: kinds, roles and relations are plain numbers here, given their meaning one floor up.

mod assertion;
mod entity;
mod event;
mod ids;
mod names;
mod source;
mod story;
mod time;
mod unread;

pub use assertion::{Assertion, Demand, Point, Section, Waiver};
pub use entity::{Edge, Entity, EntityKind, Initial, Name, Note, Travel};
pub use event::{Bound, Certainty, Count, Detail, Event, Part};
pub use ids::{DocumentId, EntityId, EventId, InitialId, KindId, Node, RelationId, RoleId};
pub use names::{Folded, Guesses, NameIndex, fold, name_of_id, nearest, slug};
pub use source::{Attested, Document, Fact, Source, SourceDetail, SourceId};
pub use story::Story;
pub use time::{Axis, Told, When, Written};
pub use unread::{Unread, UnreadTime};

/// A piece of a story's text: a slice that keeps the file it was read from alive.
pub use arcstr::Substr as Text;

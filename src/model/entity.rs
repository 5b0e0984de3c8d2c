//! Characters, factions, places and items, with the names they go by and what holds of them before the first event.

use super::{Certainty, DocumentId, EntityId, Node, RelationId, Source, Text, Told, When};
use std::ops::Range;

/// The four kinds of entity; a character or a faction is also an *actor*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person, or anything that acts as one.
    Character,
    /// A people, house, army or any other body that acts as one.
    Faction,
    /// Somewhere an event can happen.
    Place,
    /// A thing, an office or a rank: what can be held, made or lost.
    Item,
}

impl EntityKind {
    /// All four, in the order in which a story lists them.
    pub const ALL: [Self; 4] = [Self::Character, Self::Faction, Self::Place, Self::Item];

    /// The word for one of them.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Character => "character",
            Self::Faction => "faction",
            Self::Place => "place",
            Self::Item => "item",
        }
    }

    /// The word for several, which is also the key in a story file.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Character => "characters",
            Self::Faction => "factions",
            Self::Place => "places",
            Self::Item => "items",
        }
    }
}

/// Somebody or something in the story.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The slug that story files refer to it by.
    pub id: Text,
    /// Which of the four kinds it is.
    pub kind: EntityKind,
    /// Its name first (several, where the name changes), then its aliases.
    pub names: Vec<Name>,
    /// Whether its name takes a verb in the plural, as *the Breen* does.
    pub plural: bool,
    /// What it is, for a character or a faction: human, Cardassian, wight.
    pub species: Option<Text>,
    /// A line about it.
    pub description: Option<Note>,
    /// Where the telling introduces it; by default, with its first event.
    pub told: Option<Told>,
    /// A picture of it, as a path beside the story.
    pub image: Option<Text>,
    /// What holds of it before the first event, as a range of [`Story::initial`](super::Story::initial).
    pub initial: Range<u32>,
    /// How long the way from here takes; places only.
    pub travel: Vec<Travel>,
    /// Where its existence is attested.
    pub sources: Vec<Source>,
    /// A remark by whoever wrote the file.
    pub note: Option<Text>,
}

/// A name or an alias, and when it is used.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name as written.
    pub text: Text,
    /// Whether it is an alias rather than the name.
    pub alias: bool,
    /// From when it is used; open means always.
    pub from: Edge,
    /// Until when it is used.
    pub until: Edge,
    /// Where the telling reveals it.
    pub told: Option<Told>,
}

/// A line of free text that may be revealed late.
#[derive(Clone, Debug)]
pub struct Note {
    /// The text.
    pub text: Text,
    /// Where the telling reveals it.
    pub told: Option<Told>,
}

/// How long it takes from one place to another.
#[derive(Clone, Debug)]
pub struct Travel {
    /// Where the way leads.
    pub to: EntityId,
    /// In units of the story's axis; days where that is dates.
    pub takes: f64,
}

/// A relation that holds before the first event, stated on an entity.
#[derive(Clone, Debug)]
pub struct Initial {
    /// Which relation.
    pub relation: RelationId,
    /// On whom it is stated.
    pub subject: EntityId,
    /// To whom or what it leads, an event among that; nobody where the relation has one argument.
    pub object: Option<Node>,
    /// Since when; unknown means from the start.
    pub from: Edge,
    /// Until when; unknown means that nothing but an event ends it.
    pub until: Edge,
    /// Where the telling reveals it.
    pub told: Option<Told>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whose claim it is, where claims differ.
    pub according_to: Option<DocumentId>,
    /// Where it is attested.
    pub sources: Vec<Source>,
}

/// One end of a stated span: open, a time, or an event.
#[derive(Clone, Debug, Default)]
pub enum Edge {
    /// Nothing is said.
    #[default]
    Open,
    /// A time on the story's axis.
    Time(When),
    /// Just after the event.
    Event(super::EventId),
}

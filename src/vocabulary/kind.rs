//! What sorts of event there are: who takes part in one, what it starts, ends and needs, and how it is told.

use super::{Effect, Pattern, Saying, Verb};
use crate::model::{Certainty, EntityKind, KindId, Node, RoleId, Story};

/// A declared event kind, what it inherits included.
#[derive(Clone, Debug)]
pub struct Kind {
    /// The name it is declared under.
    pub name: String,
    /// The kind it is a case of: killing is a death.
    pub is: Option<KindId>,
    /// Its roles, inherited ones first.
    pub roles: Vec<Role>,
    /// The forms of its verb.
    pub verb: Verb,
    /// Its sentences; the first whose roles are filled is used.
    pub patterns: Vec<Pattern>,
    /// Further sentences in which a journal may tell it.
    pub sentences: Vec<Saying>,
    /// What holds after it.
    pub starts: Vec<Effect>,
    /// What holds no more after it.
    pub ends: Vec<Effect>,
    /// What ought to hold before it.
    pub needs: Vec<Need>,
    /// Whether whoever acts in it is there in person, at the place of the event; words carry over any distance, blows do not.
    pub in_person: bool,
    /// Whether whoever acts in it is free, so that no captive does it.
    pub free: bool,
    /// Further words a person may type for it.
    pub also: Vec<String>,
    /// Words that may mean it in a question, where they may mean other kinds as well; a journal does not take them.
    pub asked: Vec<String>,
    /// Its colour in pictures, as `#rrggbb`.
    pub colour: Option<String>,
    /// Its sign in pictures.
    pub mark: Option<String>,
}

impl Kind {
    /// The role of that name, if the kind has it.
    #[must_use]
    pub fn role(&self, id: RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }
}

/// A part that can be played in an event of some kind.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its name.
    pub id: RoleId,
    /// What may fill it.
    pub of: Fillers,
    /// How many must fill it.
    pub min: u32,
    /// How many may fill it; none for any number.
    pub max: Option<u32>,
    /// Whether whoever fills it acts, which the dead do not.
    pub agentive: bool,
    /// Whether whoever fills it knows of the event afterwards, where the declaration says so.
    pub aware: Option<bool>,
    /// The preposition that introduces it.
    pub preposition: Option<String>,
}

impl Role {
    /// How sure it is that whoever fills it knows of the event afterwards; none where playing the part makes nobody aware of it.
    ///
    /// Where the declaration does not say, whoever acts knows, and whom it befalls does as a rule; what may be an event too is only spoken of.
    #[must_use]
    pub fn awareness(&self) -> Option<Certainty> {
        match self.aware {
            Some(true) => Some(Certainty::Stated),
            Some(false) => None,
            None if self.agentive => Some(Certainty::Stated),
            None if self.of.admits_events() => None,
            None => Some(Certainty::Implied),
        }
    }
}

/// What must have held before an event.
#[derive(Clone, Debug)]
pub struct Need {
    /// Any one of these is enough.
    pub any: Vec<Effect>,
    /// The rule that reports it missing.
    pub rule: String,
}

/// Which sorts of thing may stand in a role or in a relation.
///
/// ```
/// use lorescope::{model::EntityKind, vocabulary::Fillers};
/// let actor = Fillers::parse("actor").unwrap();
/// assert!(actor.admits(EntityKind::Faction) && !actor.admits(EntityKind::Item));
/// assert_eq!(Fillers::parse("character|item").unwrap().to_string(), "character or item");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fillers(u8);

const EVENT: u8 = 1 << 4;

impl Fillers {
    /// Anything at all.
    pub const ANY: Self = Self(EVENT | 0b1111);

    /// Reads `character`, `faction`, `place`, `item`, `actor`, `event`, `any`, or several of them between bars.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.split('|')
            .try_fold(0, |all, word| {
                let one = match word.trim() {
                    "actor" => Self::bit(EntityKind::Character) | Self::bit(EntityKind::Faction),
                    "event" => EVENT,
                    "any" => Self::ANY.0,
                    word => EntityKind::ALL
                        .into_iter()
                        .find(|kind| kind.word() == word)
                        .map(Self::bit)?,
                };
                Some(all | one)
            })
            .map(Self)
    }

    /// Just that kind of entity.
    #[must_use]
    pub fn only(kind: EntityKind) -> Self {
        Self(Self::bit(kind))
    }

    /// Whether that kind of entity may stand there.
    #[must_use]
    pub fn admits(self, kind: EntityKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// Whether somebody who acts may stand there.
    #[must_use]
    pub fn admits_actors(self) -> bool {
        self.admits(EntityKind::Character) || self.admits(EntityKind::Faction)
    }

    /// Whether an event may stand there.
    #[must_use]
    pub fn admits_events(self) -> bool {
        self.0 & EVENT != 0
    }

    /// Whether any entity may stand there.
    #[must_use]
    pub fn admits_entities(self) -> bool {
        self.0 & !EVENT != 0
    }

    /// Whether that entity or event may stand there.
    #[must_use]
    pub fn admits_node(self, story: &Story, node: Node) -> bool {
        node.entity()
            .map_or(self.admits_events(), |id| self.admits(story.entity(id).kind))
    }

    /// Whether the two have anything in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What may stand in both; none if nothing may.
    #[must_use]
    pub fn and(self, other: Self) -> Option<Self> {
        self.meets(other).then_some(Self(self.0 & other.0))
    }

    fn bit(kind: EntityKind) -> u8 {
        match kind {
            EntityKind::Character => 1,
            EntityKind::Faction => 2,
            EntityKind::Place => 4,
            EntityKind::Item => 8,
        }
    }
}

impl std::fmt::Display for Fillers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let entities = EntityKind::ALL
            .into_iter()
            .filter(|&kind| self.admits(kind))
            .map(EntityKind::word);
        let words: Vec<&str> = entities.chain(self.admits_events().then_some("event")).collect();
        match words.as_slice() {
            [first @ .., last] if !first.is_empty() => write!(f, "{} or {last}", first.join(", ")),
            words => f.write_str(&words.concat()),
        }
    }
}

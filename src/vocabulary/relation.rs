//! What can hold over time between the people and things of a story; the event calculus calls it a fluent.

use super::{Fillers, Verb};
use crate::model::RelationId;

/// A declared relation.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the declaration, under the same name"
)]
pub struct Relation {
    /// The name it is declared under.
    pub name: String,
    /// What its arguments may be; one or two of them.
    pub between: Vec<Fillers>,
    /// Whether it holds both ways at once.
    pub symmetric: bool,
    /// Whether the first argument has it with one other at a time, so that a new one replaces the old.
    pub single: bool,
    /// Relations that cannot hold of the same two at once; neither ends the other.
    pub excludes: Vec<RelationId>,
    /// Whether the death of either ends it.
    pub ends_with_life: bool,
    /// Whether it holds before anything is told, unless a later event starts it first.
    pub holds_from_always: bool,
    /// What code may ask for instead of the name.
    pub means: Option<Meaning>,
    /// Relations of which it is unknown whether they hold while this one does.
    pub obscures: Vec<RelationId>,
    /// The words for it.
    pub words: Verb,
    /// The words for it seen from the second argument.
    pub inverse: Option<Verb>,
    /// Further words a person may type for it.
    pub also: Vec<String>,
    /// Further words for it seen from the second argument: whoever has a parent is a son or a daughter.
    pub inverse_also: Vec<String>,
    /// Its colour in pictures, as `#rrggbb`.
    pub colour: String,
    /// Its line in pictures.
    pub line: Line,
    /// Whether its line has an arrow head.
    pub arrow: bool,
}

impl Relation {
    /// Whether it has one argument only, as *alive* has.
    #[must_use]
    pub fn is_unary(&self) -> bool {
        self.between.len() == 1
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word for it in a declaration.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The one of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.word() == word)
            }
        }
    };
}

words! {
    /// What a relation means, for code that needs to know: the property is asked for, never the name.
    Meaning {
        /// Being alive.
        Life = "life",
        /// Being at a place.
        Presence = "presence",
        /// A place being in another.
        Location = "location",
        /// Being held by somebody.
        Captivity = "captivity",
        /// Belonging to a faction.
        Membership = "membership",
        /// A faction being part of another.
        Part = "part",
        /// Holding an office.
        Office = "office",
        /// Owning an item.
        Ownership = "ownership",
        /// Knowing of something.
        Knowledge = "knowledge",
        /// Two entities being one.
        Identity = "identity",
        /// Passing for somebody else.
        Disguise = "disguise",
        /// Being possessed by somebody.
        Possession = "possession",
        /// Having gone away.
        Absence = "absence",
        /// Having dropped out of sight, so that nobody can tell.
        Uncertainty = "uncertainty",
        /// Being family.
        Kinship = "kinship",
        /// Being fond of somebody.
        Affection = "affection",
        /// Being an enemy.
        Enmity = "enmity",
        /// Being an ally.
        Alliance = "alliance",
        /// Being in somebody's service.
        Service = "service",
        /// Being in command of somebody.
        Command = "command",
        /// Being ill.
        Illness = "illness",
        /// Having something still to do for somebody.
        Obligation = "obligation",
    }
}

words! {
    /// How a relation's line is drawn.
    Line {
        /// An unbroken line.
        Solid = "solid",
        /// A line of dashes.
        Dashed = "dashed",
        /// A line of dots.
        Dotted = "dotted",
        /// A thick line.
        Bold = "bold",
        /// Two thin lines.
        Double = "double",
    }
}

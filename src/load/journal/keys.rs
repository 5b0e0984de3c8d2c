//! The words with which the lines of a journal begin: the reader goes by them, and the writer keeps out of their way.

/// What may be said of an event besides who plays which role; a role of such a name needs `role` before it.
pub const OF_EVENT: &[&str] = &[
    "because",
    "after",
    "before",
    "within",
    "note",
    "certainty",
    "stated",
    "implied",
    "doubtful",
    "count",
    "told",
    "at",
    "@",
    "according-to",
    "allow",
    "assert",
    "from",
    "role",
];

/// What may be said of an entity besides its relations; a relation of such a name needs `relation` before it.
pub const OF_ENTITY: &[&str] = &[
    "name",
    "alias",
    "plural",
    "species",
    "description",
    "told",
    "image",
    "travel",
    "note",
    "allow",
    "from",
    "relation",
];

/// The words that begin a statement which is no event.
pub const STATEMENTS: &[&str] = &[
    "story",
    "include",
    "source",
    "fact",
    "character",
    "faction",
    "place",
    "item",
    "kind",
    "relation",
    "assert",
    "allow",
];

/// The words that begin what stands beneath something else, and never an event.
pub const DETAILS: &[&str] = &[
    "because",
    "after",
    "before",
    "within",
    "note",
    "told",
    "certainty",
    "according-to",
    "alias",
    "name",
    "species",
    "description",
];

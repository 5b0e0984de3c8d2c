//! The story as RDF, for queries in SPARQL: every triple is worked out from the world when a pattern asks for it, and none is stored.
//!
//! ```text
//!   ?s lore:relation rel:allied        a pattern, some of its three places bound
//!        │ view          which subjects can it be about at all? a range of numbers, or a list by whom they concern
//!        │ triples       what is said of each, one property at a time
//!        ▼
//!   stretch:4 lore:relation rel:allied
//! ```
//!
//! Subjects come in an order made from slugs and story order, so that no answer depends on how the story's file is sorted.
//! What the words are and how things are named is known in every build; asking needs the feature `sparql`.

#[cfg(feature = "sparql")]
mod evaluate;
#[cfg(feature = "sparql")]
mod functions;
#[cfg(feature = "sparql")]
mod index;
mod names;
#[cfg(feature = "sparql")]
mod read;
#[cfg(feature = "sparql")]
mod results;
#[cfg(feature = "sparql")]
mod term;
#[cfg(feature = "sparql")]
mod triples;
#[cfg(feature = "sparql")]
mod turtle;
#[cfg(feature = "sparql")]
mod view;
mod words;

#[cfg(feature = "sparql")]
pub use evaluate::ask;
pub use names::{Shelf, base, named, prefixes, quoted, short};
#[cfg(feature = "sparql")]
pub use results::{Found, Table, Wire};
pub use words::{Sort, Space, Word};

/// A query that could not be answered: what is wrong with it, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, as a phrase.
    pub message: String,
    /// The line and the column where it is met, from 1.
    pub at: Option<(usize, usize)>,
    /// What to write instead.
    pub help: String,
}

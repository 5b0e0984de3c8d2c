//! The words that a story quotes, looked for in its documents: found, drifted, or not to be found.
//!
//! What differs only in print is set aside, as [`Index`] tells; so is the case of the first letter, and an ellipsis in a quote may stand for words that are left out.
//! Texts come from whoever read them: nothing here touches a file.

mod align;
mod cited;
mod diff;
mod index;
mod lexicon;
mod nearest;
mod signs;
mod sought;
mod verify;
mod words;

#[cfg(test)]
mod tests;

pub use index::{Index, MOST_PLACES};
pub use verify::{Verified, verify};

use std::ops::Range;

/// What came of looking for a quote in a document; places are bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands there, from the first to the last place; more than [`MOST_PLACES`] are not told.
    Found(Vec<Range<usize>>),
    /// Something like it stands there.
    Drifted(Drift),
    /// Nothing like it stands there.
    NotFound,
}

/// The passage that is nearest to a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Where it stands.
    pub place: Range<usize>,
    /// The document's words, in one line.
    pub passage: String,
    /// What differs, `{story ⟶ document}`, among the words that are the same.
    pub diff: String,
}

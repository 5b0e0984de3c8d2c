//! Story files become a story here, and nowhere else: the only reader of story files.
//!
//! ```text
//!   text ──fast reader──> columns ──lower──> story, vocabulary      (a clean story: no span is ever computed)
//!     └──careful reader──> tree ──shape──> findings, and what is left of the text, read as above
//!   journal ──journal──> tree ──shape──> likewise
//! ```
//!
//! Loading content never fails: it gives the story it could read *and* every finding.
//! Only the file system can refuse.

mod base64;
mod documents;
mod events;
mod fault;
mod images;
pub mod journal;
pub mod layout;
mod lex;
mod lower;
mod open;
mod places;
pub mod prune;
mod raw;
pub mod schema;
mod settings;
pub mod shape;
mod slices;
pub mod slug;
mod sound;
mod sources;
mod symbols;
pub mod table;
pub mod tree;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod laws;

pub(crate) use base64::base64;
pub use documents::{DocumentText, text_of};
pub use images::{Image, Images, NoImage, Unread};
pub use lower::Origins;
pub(crate) use open::is_journal;
pub use open::{Input, Loaded, Unreadable, open, read};
pub use settings::{Setting, Settings};

/// The rules of the loader whose findings keep no story from being read.
pub const LOADING_WARNINGS: &[&str] = &["empty-quote"];

//! The journal: a story as one text for people, read into the same tree as a JSON file.

mod cast;
mod declare;
mod entity;
mod event;
mod ground;
pub mod layout;
pub mod line;
mod node;
mod reader;
mod sentence;
mod source;
mod stated;
mod statement;
pub mod word;

pub use sentence::{Bearer, Bearing, Filling, Grammar, List, Mention, Named, Reading, Slip, Unread};

pub(in crate::load) use ground::ground;
pub(in crate::load) use reader::{Read, read};

/// Whether a file of that name is a journal.
///
/// ```
/// assert!(lorescope::load::journal::is_journal("macbeth.lore"));
/// ```
#[must_use]
pub fn is_journal(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("lore"))
}

//! The journal: a story as one text for people, read into the same tree as a JSON file.
//!
//! ```text
//!   text ──line, word──> statements and details ──statement, entity, declare──> parts of the tree     (first reading)
//!                                                  names and vocabulary of all files ──ground──┐
//!   text ──the same, now with event and sentence, which need everybody's names <───────────────┘      (second reading)
//!     └──> the whole tree ──prune──> findings, and what is left, read as any JSON is
//! ```
//!
//! Every key and value of the tree stands at its place in the journal, so that whatever is found wrong with it later is told there.

mod cast;
mod declare;
mod entity;
mod event;
mod ground;
pub mod keys;
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

pub(in crate::load) use ground::{Given, ground};
pub(in crate::load) use reader::{Read, read};

/// Whether a detail of an event is called like that, so that a role of the same name needs `role` before it.
pub(in crate::load) fn is_detail(name: &str) -> bool {
    keys::OF_EVENT.contains(&name)
}

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

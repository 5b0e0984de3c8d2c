//! The journal: a story as one text for people, read into the same tree as a JSON file.

pub mod layout;
pub mod line;
pub mod word;

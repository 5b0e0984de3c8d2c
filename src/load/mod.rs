//! (being built)
#[cfg(test)]
mod faults;
#[cfg(test)]
mod laws;
mod lex;
pub mod prune;
pub mod schema;
pub mod shape;
pub mod slug;
pub mod table;
pub mod tree;

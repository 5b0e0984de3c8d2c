//! Lorescope keeps the canon of a story and answers questions about it.

pub mod ask;
pub mod check;
pub mod cli;
pub mod diag;
pub mod draw;
pub mod exchange;
pub mod graph;
pub mod load;
pub mod model;
pub mod timeline;
pub mod vocabulary;
pub mod world;

//! Lorescope keeps the canon of a story and answers questions about it.
pub mod diag;
pub mod model;
pub mod vocabulary;
pub mod load;
pub mod timeline;
pub mod graph;
pub mod world;
pub mod ask;
pub mod check;
pub mod draw;
pub mod exchange;
pub mod cli;

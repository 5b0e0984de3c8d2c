//! Questions about a world, each answered with the evidence for every row.
//!
//! One question lives in one file and stands in one row of [`QUESTIONS`]; an [`Answer`] is plain data, and how it looks is for others to say.
//! No relation and no kind of event is known here by name: words are looked up in the vocabulary, and meaning is asked for as [`Meaning`](crate::vocabulary::Meaning).

mod answer;
mod asked;
mod diff;
pub mod english;
mod events;
mod evidence;
mod inquiry;

mod knowing;
mod link;
mod list;
mod path;
mod reasons;
#[cfg(test)]
mod sample;
mod selves;
mod show;
mod sparql;
mod stats;
mod stretches;
mod telling;
mod through;
mod timeline;
mod who;
mod why;
mod words;

pub use answer::{Answer, Bearing, Cell, Evidence, Named, Point, Row, Ruling, Span, truth_word};
pub use asked::{Asked, Asking, Clock, Narrowed, Prefer, QUESTIONS, Question, Refusal, Through};
pub use english::{Reading, Sense};
pub use inquiry::{Clause, Inquiry, Pick, Play, Polarity, Seeks, Term, Timing, Unknown, Var, Window, answer, reading};
pub use link::Link;
pub use sparql::{sparql, sparql_of};
pub use words::Word;

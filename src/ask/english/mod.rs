//! A question in English, read by the words of the vocabulary and the names of the story.
//!
//! ```text
//!   text ──token──> words ──name, noun, form──> what each may be
//!        ──question (clause, phrase, time)──> every way to read it ──choose──> one, or a refusal
//! ```
//!
//! Every word must have its place; all ways to read a question are found, one is taken, and two are refused with both shown.
//! A name that is nobody's is never guessed at; a slip in a word of the vocabulary is put right, and that is said.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a reader asks whether something is the one thing it can use there, and all else is none"
)]

mod agent;
mod build;
mod choose;
mod clause;
mod command;
mod describe;
mod draft;
mod form;
mod group;
mod happened;
mod holding;
mod inflect;
mod motion;
mod name;
mod noun;
mod parser;
mod phrase;
mod pieces;
mod predicate;
mod question;
mod refuse;
mod relative;
mod special;
mod suggest;
mod template;
mod time;
mod token;
mod various;

#[cfg(test)]
mod tests;

use super::answer::Answer;
use super::asked::{Asked, QUESTIONS, Refusal};
use super::inquiry::{self, Inquiry};
use crate::world::World;

/// What a question asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Sense {
    /// For whatever makes some clauses so.
    Inquiry(Inquiry),
    /// What a question with a command of its own answers.
    Command {
        /// The name of that question.
        question: &'static str,
        /// How it is asked.
        asked: Asked,
    },
}

/// How a question was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it asks.
    pub sense: Sense,
    /// What was put right in it, and how words were taken that could be taken otherwise: *read `alied` as `allied`*.
    pub notes: Vec<String>,
}

/// Reads a question.
///
/// # Errors
/// What could not be understood of it, and what could be asked instead.
///
/// ```
/// use lorescope::ask::{Sense, english};
/// use lorescope::{load, timeline::Lens, world::World};
/// let loaded = load::read("story.lore", "character macbeth\ncharacter duncan\nmacbeth kills duncan\n");
/// let world = World::of(loaded.story, loaded.vocabulary, Lens::default());
/// let reading = english::read(&world, "Who was killed by Macbeth?").unwrap();
/// assert!(matches!(reading.sense, Sense::Inquiry(_)));
/// ```
pub fn read(world: &World, text: &str) -> Result<Reading, Refusal> {
    let tokens = token::tokens(text);
    choose::read(world, text, &tokens)
}

/// Reads a question and answers it; what was put right in it stands first among the notes.
///
/// # Errors
/// When it cannot be read, or what it asks cannot be answered.
pub fn answer(world: &World, text: &str) -> Result<Answer, Refusal> {
    let reading = read(world, text)?;
    let mut answer = match &reading.sense {
        Sense::Inquiry(inquiry) => inquiry::answer(world, inquiry)?,
        Sense::Command { question, asked } => {
            let question = QUESTIONS
                .iter()
                .find(|known| known.name == *question)
                .expect("the reader names questions that there are");
            let mut answer = (question.answer)(world, asked)?;
            if question.name == "list" {
                answer.gist = Some(answer.rows.len().to_string());
            }
            answer
        }
    };
    answer.notes.splice(0..0, reading.notes);
    Ok(answer)
}

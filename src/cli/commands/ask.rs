//! `lore ask`: a question in English.

use super::{Context, Exit, Failure};
use crate::ask::english::{self, Sense};
use crate::ask::{sparql, sparql_of};

/// Ask a question in English
///
/// It is read by the words of the story's vocabulary and the names of its people and things; what cannot be read in one way is refused, never guessed at.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore ask \"who killed Winn?\"\n  lore ask who was allied with Kira after the death of Damar\n  lore ask \"where was Sisko when Winn died?\"\n  lore ask \"who died after being captured?\"")]
pub(crate) struct Args {
    /// The question
    #[arg(value_name = "QUESTION", required = true, num_args = 1..)]
    question: Vec<String>,
}

/// Prints the answer, which begins with how the question was read.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let world = context.world()?;
    let question = args.question.join(" ");
    if context.options.explain.is_some() {
        let query = match english::read(&world, &question)?.sense {
            Sense::Inquiry(inquiry) => sparql_of(&world, &inquiry)?,
            Sense::Command { question, asked } => sparql(&world, question, &asked)?,
        };
        context.output.text(&query)?;
        return Ok(Exit::Done);
    }
    let answer = english::answer(&world, &question)?;
    context.reply(&answer)
}

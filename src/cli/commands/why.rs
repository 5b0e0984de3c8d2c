//! `lore why`: from something that is so to the whole chain of what made it so, or of what came of it.

use super::{Context, Exit, Failure};
use crate::ask::Asked;
use crate::cli::chained::chain;
use crate::cli::context::exit;
use crate::cli::format::Format;
use crate::cli::pictures::{self, Form, Print, Target};
use crate::cli::themes::Look;
use crate::draw::chain::Chain;

/// Explain why something is so, back to the first cause
///
/// FACT is an event, a name (why alive or dead), or a word and whom it concerns.
/// The verdict is yes, no (exit status 1) or unknown, as of the end unless `--as-of` says otherwise.
/// Below it stand the causes, what they needed and what met it, and what would have ended it and did not.
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("output", |arg| arg.help("Draw the chain into this file; its ending says the form: `.dot`, `.svg`, `.png` or `.pdf`")),
    after_help = "Examples:\n  lore why dead weyoun\n  lore why allied federation klingon-empire --as-of start\n  lore why killed weyoun\n  lore why surrender\n  lore why surrender --forward\n  lore why dead weyoun -o weyoun.svg")]
pub(crate) struct Args {
    /// An event, a name, or a word and whom it concerns
    #[arg(value_name = "FACT", required = true, num_args = 1..)]
    fact: Vec<String>,
    /// Tell what came of it instead, on to the last consequence
    #[arg(long)]
    forward: bool,
    #[command(flatten)]
    target: Target,
    /// How to write the answer
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        conflicts_with = "output",
        value_parser = Format::parser(&Format::OF_CHAINS),
    )]
    format: Format,
    #[command(flatten)]
    look: Look,
}

/// Prints the chain, or draws it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        forward: args.forward,
        ..context.asked(args.fact)
    };
    if context.options.explain.is_some() {
        return context.answer("why", &asked);
    }
    let form = match args.target.file() {
        Some(path) => Some(Form::of_ending(path, "")?),
        None => (args.target.is_said() || args.format == Format::Dot).then_some(Form::Dot),
    };
    if form.is_none() && args.look.asked().is_some() {
        return Err(Failure::told(
            "an answer in words has no theme",
            "draw it with `-o FILE` or `--format dot`, or leave out `--theme` and `--dark`",
        ));
    }
    let world = context.world()?;
    let mut answer = context.asks(&world, "why", &asked)?;
    let Some(form) = form else {
        let mut context = context.clone();
        context.options.format = args.format;
        return context.reply(&answer);
    };
    if let Some(place) = &context.options.told_by {
        answer.told_by(place);
    }
    let chain = Chain {
        theme: context.theme(&world, &args.look)?,
        ..chain(&answer)
    };
    let picture = chain.picture();
    let bytes = pictures::paint(context.output, &picture, &chain.arrange(), Print::of(form))?;
    args.target.write(context.output, &bytes)?;
    Ok(exit(&answer))
}

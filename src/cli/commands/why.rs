//! `lore why`: from something that is so to the whole chain of what made it so, or of what came of it.

use super::{Context, Exit, Failure};
use crate::ask::{Answer, Asked};
use crate::cli::chained::chain;
use crate::cli::context::exit;
use crate::cli::format::Format;
use crate::cli::pictures::{self, Form};
use crate::draw::image::Fonts;
use std::path::{Path, PathBuf};

/// Explain why something is so, back to the first cause
///
/// FACT is an event, a name (why alive or dead), or a word and whom it concerns.
/// The verdict is yes, no (exit status 1) or unknown, as of the end unless `--as-of` says otherwise.
/// Below it stand the causes, what they needed and what met it, and what would have ended it and did not.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore why dead weyoun\n  lore why allied federation klingon-empire --as-of start\n  lore why killed weyoun\n  lore why surrender\n  lore why surrender --forward\n  lore why dead weyoun -o weyoun.svg")]
pub(crate) struct Args {
    /// An event, a name, or a word and whom it concerns
    #[arg(value_name = "FACT", required = true, num_args = 1..)]
    fact: Vec<String>,
    /// Tell what came of it instead, on to the last consequence
    #[arg(long)]
    forward: bool,
    /// Draw the chain into this file; its ending says the form: `.dot`, `.svg`, `.png` or `.pdf`
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// How to write the answer
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        value_parser = Format::parser(&Format::OF_CHAINS),
    )]
    format: Format,
}

/// How many pixels of a PNG stand for each of the picture's own.
const SCALE: f64 = 2.0;

/// Prints the chain, or draws it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        forward: args.forward,
        ..context.asked(args.fact)
    };
    if context.options.explain.is_some() {
        return context.answer("why", &asked);
    }
    let form = match &args.output {
        Some(path) if path != Path::new("-") => Some(Form::of_ending(path, "")?),
        Some(_) => Some(Form::Dot),
        None => (args.format == Format::Dot).then_some(Form::Dot),
    };
    let answer = context.asks(&context.world()?, "why", &asked)?;
    let Some(form) = form else {
        let mut context = context.clone();
        context.options.format = args.format;
        return context.reply(&answer);
    };
    draw(context, &answer, form, args.output.as_deref())?;
    Ok(exit(&answer))
}

fn draw(context: &Context, answer: &Answer, form: Form, path: Option<&Path>) -> Result<(), Failure> {
    let chain = chain(answer);
    let picture = chain.picture();
    let bytes = pictures::paint(context.output, &picture, &chain.arrange(), form, SCALE, Fonts::Embedded)?;
    context.output.file(path.unwrap_or(Path::new("-")), &bytes)
}

//! `lore why`: from something that is so to the whole chain of what made it so, or of what came of it.

use super::{Context, Exit, Failure};
use crate::ask::Asked;

/// Explain why something is so, back to the first cause
///
/// FACT is an event, a name (why alive or dead), or a word and whom it concerns.
/// The verdict is yes, no (exit status 1) or unknown, as of the end unless `--as-of` says otherwise.
/// Below it stand the causes, what they needed and what met it, and what would have ended it and did not.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore why dead weyoun\n  lore why allied federation klingon-empire --as-of start\n  lore why killed weyoun\n  lore why surrender\n  lore why surrender --forward")]
pub(crate) struct Args {
    /// An event, a name, or a word and whom it concerns
    #[arg(value_name = "FACT", required = true, num_args = 1..)]
    fact: Vec<String>,
    /// Tell what came of it instead, on to the last consequence
    #[arg(long)]
    forward: bool,
}

/// Prints the chain.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        forward: args.forward,
        ..context.asked(args.fact)
    };
    context.answer("why", &asked)
}

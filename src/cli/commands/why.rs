//! `lore why`: from something that is so to the whole chain of what made it so.

use super::{Context, Exit, Failure};

/// Explain why something is so, back to the first cause
///
/// FACT is an event, a name (why alive or dead), or a word and whom it concerns.
/// The verdict is yes, no (exit status 1) or unknown, as of the end unless `--as-of` says otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore why dead weyoun\n  lore why allied federation klingon-empire --as-of start\n  lore why killed weyoun\n  lore why surrender")]
pub(crate) struct Args {
    /// An event, a name, or a word and whom it concerns
    #[arg(value_name = "FACT", required = true, num_args = 1..)]
    fact: Vec<String>,
}

/// Prints the chain.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    context.answer("why", &context.asked(args.fact))
}

//! `lore path`: how two are connected.

use super::{Context, Exit, Failure};

/// Find the shortest way from one to another, each step with its evidence
///
/// The way leads over relations; where there is none, over events that two took part in.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where the way begins
    #[arg(value_name = "A")]
    from: String,
    /// Where it ends
    #[arg(value_name = "B")]
    to: String,
}

/// Prints the way.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    context.answer("path", &context.asked(vec![args.from, args.to]))
}

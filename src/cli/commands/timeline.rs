//! `lore timeline`: what happened, in story order.

use super::{Context, Exit, Failure};

/// Tell what happened, in story order
///
/// Events within another stand indented below it; `~` marks those that only their place in the file puts where they are.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only what happened to this one; of several, what happened to all of them together
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

/// Prints the timeline.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    context.answer("timeline", &context.asked(args.names))
}

//! `lore stats`: the story in numbers.

use super::{Context, Exit, Failure};

/// Count what there is, and measure how it hangs together
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Prints the numbers.
pub(super) fn run(context: &Context, _: Args) -> Result<Exit, Failure> {
    context.answer("stats", &context.asked(Vec::new()))
}

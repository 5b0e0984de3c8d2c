//! `lore list`: the names and words one may type.

use super::{Context, Exit, Failure};

/// List the names and words one may type
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// characters, factions, places, items, relations, kinds, events, documents, facts or all
    #[arg(value_name = "WHAT")]
    what: Vec<String>,
}

/// Prints the list.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    context.answer("list", &context.asked(args.what))
}

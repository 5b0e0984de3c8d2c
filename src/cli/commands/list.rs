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
    let of_words = matches!(args.what.as_slice(), [what] if ["kinds", "relations"].contains(&what.as_str()));
    let world = if of_words { context.words()? } else { context.world()? };
    context.answer_of(&world, "list", &context.asked(args.what))
}

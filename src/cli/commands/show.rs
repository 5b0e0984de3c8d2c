//! `lore show`: everything about one entity or event.

use super::{Context, Exit, Failure};

/// Show everything about one character, faction, place, item or event
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore show dukat\n  lore show 'Kai Winn' --as-of start")]
pub(crate) struct Args {
    /// An id, a name or an alias
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
}

/// Prints the profile.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    context.answer("show", &context.asked(vec![args.name.join(" ")]))
}

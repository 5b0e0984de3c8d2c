//! `lore diff`: what changed between two moments.

use super::{Context, Exit, Failure};
use crate::ask::Asked;

/// Tell what began and what ended between two moments, deaths first
///
/// A moment is an event (just after it), `before` and an event in quotes, a time, `start` or `end`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore diff start end\n  lore diff 'before battle' surrender --of kira")]
pub(crate) struct Args {
    /// The first moment
    #[arg(value_name = "MOMENT")]
    from: String,
    /// The second
    #[arg(value_name = "MOMENT")]
    until: String,
    /// Only what concerns this one; may be given again
    #[arg(long, value_name = "NAME")]
    of: Vec<String>,
}

/// Prints the changes.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        of: args.of,
        ..context.asked(vec![args.from, args.until])
    };
    context.answer("diff", &asked)
}

//! `lore who`: for whom a relation holds, or who took part in events of a kind.

use super::{Context, Exit, Failure};
use crate::ask::{Asked, Prefer};

/// Tell for whom a relation holds, or who took part in events of a kind
///
/// WORD is a relation in any form (allied, enemies, captive, dead), or a kind's verb (killed, betrayed, captured).
/// Without `--as-of`, everything that ever held is told with its span.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore who allied\n  lore who allied --of kira --as-of end\n  lore who killed --of weyoun\n  lore who dead --as-of end\n  lore who hostile --of kira --through factions")]
pub(crate) struct Args {
    /// A relation or a kind's verb
    #[arg(value_name = "WORD", required = true, num_args = 1..)]
    word: Vec<String>,
    /// Only what concerns this one; may be given again
    #[arg(long, value_name = "NAME")]
    of: Vec<String>,
    /// Where the word is both, tell the events rather than what holds
    #[arg(long)]
    events: bool,
}

/// Prints the answer.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        of: args.of,
        prefer: if args.events { Prefer::Events } else { Prefer::Relations },
        ..context.asked(vec![args.word.join(" ")])
    };
    context.answer("who", &asked)
}

//! `lore who`: for whom a relation holds, or who took part in events of a kind.

use super::{Context, Exit, Failure};
use crate::ask::{Asked, Narrowed, Pick, Polarity, Prefer};

/// Tell for whom a relation holds, or who took part in events of a kind
///
/// WORD is a relation in any form (allied, enemies, captive, dead), or a kind's verb (killed, betrayed, captured).
/// Without `--as-of`, everything that ever held is told with its span.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore who allied\n  lore who allied --of kira --as-of end\n  lore who killed --of weyoun\n  lore who dead --as-of end\n  lore who killing --role victim=weyoun\n  lore who present --of kira --when winn-dies\n  lore who hostile --of kira --through factions")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line, read by its name"
)]
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
    /// Only where this one plays that part, as in `victim=weyoun`; `subject` and `object` are the parts of a relation, `place` the place of an event, and for NAME one may write a sort, as `character`, or `any`
    #[arg(long, value_name = "ROLE=NAME")]
    role: Vec<String>,
    /// Only what is so at this moment or later; `before EVENT` is just before it
    #[arg(long, value_name = "MOMENT", allow_hyphen_values = true, conflicts_with_all = ["as_of", "before"])]
    from: Option<String>,
    /// Only what is so at this moment or earlier
    #[arg(long, value_name = "MOMENT", allow_hyphen_values = true, conflicts_with_all = ["as_of", "before"])]
    until: Option<String>,
    /// Only what is so when this event happens
    #[arg(long, value_name = "EVENT", conflicts_with_all = ["as_of", "before", "from", "until"])]
    when: Option<String>,
    /// Only what happens as part of this event
    #[arg(long, value_name = "EVENT")]
    within: Option<String>,
    /// Tell of whom it is not so
    #[arg(long)]
    not: bool,
    /// Tell of whom it was so, and is so no longer
    #[arg(long, conflicts_with = "not")]
    no_longer: bool,
    /// Only the first in story order
    #[arg(long)]
    first: bool,
    /// Only the last in story order
    #[arg(long, conflicts_with = "first")]
    last: bool,
}

/// Prints the answer.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        of: args.of,
        prefer: if args.events { Prefer::Events } else { Prefer::Relations },
        narrowed: Narrowed {
            parts: args.role,
            from: args.from,
            until: args.until,
            when: args.when,
            within: args.within,
            polarity: match (args.not, args.no_longer) {
                (true, _) => Polarity::NotSo,
                (false, true) => Polarity::NoLonger,
                (false, false) => Polarity::So,
            },
            pick: match (args.first, args.last) {
                (true, _) => Some(Pick::First),
                (false, true) => Some(Pick::Last),
                (false, false) => None,
            },
        },
        ..context.asked(vec![args.word.join(" ")])
    };
    context.answer("who", &asked)
}

//! `lore timeline`: what happened, as it happened or as it is told.

use super::{Context, Exit, Failure};
use crate::ask::{Asked, Clock};

/// Tell what happened, in story order or as it is told
///
/// Events within another stand indented below it; `~` marks those that only their place in the file puts where they are.
/// With `--order telling` they stand under the headings of the telling; `<` marks flashbacks, and `>` flash-forwards.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore timeline kira\n  lore timeline --order telling --told-by 3.2")]
pub(crate) struct Args {
    /// Only what happened to this one; of several, what happened to all of them together
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Whether events stand as they happened or as they are told
    #[arg(long, value_name = "CLOCK", default_value = "story")]
    order: Order,
}

/// The two orders of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// As they happened
    Story,
    /// As they are told
    Telling,
}

/// Prints the timeline.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let asked = Asked {
        order: match args.order {
            Order::Story => Clock::Story,
            Order::Telling => Clock::Telling,
        },
        ..context.asked(args.names)
    };
    context.answer("timeline", &asked)
}

//! `lore repl`: one question after another, of a story that is read once.

use super::{Context, Exit, Failure};

/// Ask one question after another, of a story that is read once
///
/// On a terminal, `lore` alone does so: it completes names with Tab and remembers lines; `:help` there tells more.
/// Otherwise the lines are read from standard input, and the exit status is 2 if one of them could not be done.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore\n  lore -s tale.lore --as-of 'the feast'\n  printf 'who allied\\nwhy 2\\n' | lore repl")]
pub(crate) struct Args {}

/// Reads lines until there are no more.
pub(super) fn run(context: &Context, _: Args) -> Result<Exit, Failure> {
    crate::cli::repl::run(context)
}

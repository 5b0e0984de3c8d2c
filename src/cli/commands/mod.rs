//! The commands: each is one file whose `Args` say its help and whose `run` does it, and one row of this table.

#![allow(
    clippy::needless_pass_by_value,
    reason = "every command has the same shape, and its arguments are its own"
)]

use super::context::Context;
use super::{Exit, Failure};

macro_rules! commands {
    ($($(#[$attribute:meta])* $variant:ident = $module:ident;)*) => {
        $(mod $module;)*

        /// Every command there is.
        #[derive(Debug, clap::Subcommand)]
        pub(super) enum Command {
            $($(#[$attribute])* $variant($module::Args),)*
        }

        impl Command {
            /// Does what was asked.
            pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
                match self {
                    $(Self::$variant(args) => $module::run(context, args),)*
                }
            }
        }
    };
}

commands! {
    New = new;
    Check = check;
    Explain = explain;
    List = list;
    Who = who;
    Show = show;
    Timeline = timeline;
    Path = path;
    Diff = diff;
    Why = why;
    Stats = stats;
    Draw = draw;
    Export = export;
    Convert = convert;
    Fmt = fmt;
    Schema = schema;
    Repl = repl;
    Completions = completions;
    Man = man;
    #[command(hide = true)]
    Complete = complete;
}

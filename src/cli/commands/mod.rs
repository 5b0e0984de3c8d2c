//! The commands: each is one file whose `Args` say its help and whose `run` does it, and one row of this table.

#![allow(
    clippy::needless_pass_by_value,
    reason = "every command has the same shape, and its arguments are its own"
)]

use super::context::Context;
use super::{Exit, Failure};
use crate::ask::QUESTIONS;

macro_rules! commands {
    ($($(#[$attribute:meta])* $variant:ident = $module:ident of $of:ident;)*) => {
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
                    $(Self::$variant(args) => {
                        Of::$of.admits(context, stringify!($module))?;
                        $module::run(context, args)
                    })*
                }
            }
        }
    };
}

/// What a command deals with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// A world, which can be made of what has been told by a place in the telling.
    World,
    /// Files and what stands in them, all of it: none of it can be kept for later.
    Files,
    /// The program itself, whatever the story.
    Program,
}

impl Of {
    /// Refuses `--explain` where nothing is asked, and `--told-by` where a command deals with files: whoever trusts in it would be told too much.
    fn admits(self, context: &Context, command: &str) -> Result<(), Failure> {
        let asks = |name: &str| QUESTIONS.iter().any(|question| question.name == name) || name == "ask";
        if context.options.explain.is_some() && !asks(command) {
            return Err(Failure::told(
                format!("`lore {command}` asks nothing that SPARQL could say"),
                "leave `--explain` out; it goes with list, who, show, timeline, path, diff, why, stats and ask",
            ));
        }
        if self != Self::Files || context.options.told_by.is_none() {
            return Ok(());
        }
        Err(Failure::told(
            format!("`lore {command}` deals with whole files, and could not keep back what is told later"),
            "leave `--told-by` out; `lore export` writes what has been told by then",
        ))
    }
}

commands! {
    New = new of Files;
    Check = check of Files;
    Explain = explain of Program;
    List = list of World;
    Ask = ask of World;
    Who = who of World;
    Show = show of World;
    Timeline = timeline of World;
    Path = path of World;
    Diff = diff of World;
    Why = why of World;
    Stats = stats of World;
    Query = query of World;
    Draw = draw of World;
    Storyline = storyline of World;
    Page = page of World;
    Export = export of World;
    Convert = convert of Files;
    Fmt = fmt of Files;
    Schema = schema of Program;
    Watch = watch of World;
    Repl = repl of World;
    Completions = completions of Program;
    Man = man of Program;
    #[command(hide = true)]
    Complete = complete of World;
}

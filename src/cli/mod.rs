//! The command line: what was typed becomes a question, its answer becomes text, and its outcome an exit status.
//!
//! Each command is one file and one row of the table below; nothing but `output` prints.

mod chained;
mod checked;
mod commands;
mod complete;
mod context;
mod desk;
mod faces;
mod format;
mod moments;
mod options;
mod output;
mod pages;
mod pictures;
mod repl;
mod stamp;
mod themes;
mod watch;

pub use format::Format;

use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};
use commands::Command;
use context::Context;
use output::Output;
use repl::Settings;
use std::path::PathBuf;

/// Keep the canon of a story, and ask it anything
///
/// A story file holds characters, factions, places, items and events; who stands where at every moment follows from them, and every answer shows the events and quotes it rests on.
/// The story is `story.lore` or `story.json` in the working directory unless `--story` names another.
#[derive(Debug, Parser)]
#[command(name = "lore", version, max_term_width = 100, arg_required_else_help = true)]
#[command(mut_subcommands = options::fitted)]
#[command(after_help = "Exit status: 0 done, 1 the answer is no or there are findings, 2 could not be done")]
pub struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

/// Options that commands share; which command takes which, the table of commands says.
#[derive(Clone, Debug, clap::Args)]
struct Options {
    /// A story file, or a folder with one; `-` is standard input
    #[arg(short, long, global = true, value_name = "PATH", help_heading = "Shared options")]
    story: Vec<PathBuf>,
    /// Answer as of just after an event, or as of a time, `start` or `end`
    #[arg(
        long,
        global = true,
        value_name = "MOMENT",
        allow_hyphen_values = true,
        conflicts_with = "before",
        help_heading = "Shared options"
    )]
    as_of: Option<String>,
    /// Answer as of just before an event or a time
    #[arg(
        long,
        global = true,
        value_name = "MOMENT",
        allow_hyphen_values = true,
        help_heading = "Shared options"
    )]
    before: Option<String>,
    /// Take only what the telling has come to by then: a label of it such as `3.2`, or an event
    #[arg(
        long,
        global = true,
        value_name = "PLACE",
        allow_hyphen_values = true,
        help_heading = "Shared options"
    )]
    told_by: Option<String>,
    /// Let what holds of a faction pass to its members, naming the way
    #[arg(long, global = true, value_name = "WAY", help_heading = "Shared options")]
    through: Option<Way>,
    /// Take only what this document says, and what none in particular says
    #[arg(long, global = true, value_name = "DOCUMENT", help_heading = "Shared options")]
    according_to: Option<String>,
    /// Print the question in another language instead of answering it
    #[arg(long, global = true, value_name = "LANGUAGE", help_heading = "Shared options")]
    explain: Option<Language>,
    /// How to write the answer
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "text",
        value_parser = Format::parser(&Format::OF_ANSWERS),
        help_heading = "Shared options"
    )]
    format: Format,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Shared options"
    )]
    color: Colour,
}

/// What a question may be printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// A query in SPARQL that finds the same rows, for `lore query` and others
    Sparql,
}

/// What may be passed through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Way {
    /// Membership of factions
    Factions,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked.
    Done,
    /// The answer is no, or there are findings.
    No,
    /// It could not do it.
    Failed,
}

impl Exit {
    fn status(self) -> i32 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Failed => 2,
        }
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// What is wrong, and what to do about it.
    Told {
        /// What is wrong, as a phrase.
        message: String,
        /// What to type instead.
        help: Option<String>,
    },
    /// The story does not load; its findings are already shown.
    Findings,
    /// Nobody reads the output any more.
    Unread,
    /// The output could not be written.
    Unwritten(std::io::Error),
}

impl Failure {
    fn told(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Told {
            message: message.into(),
            help: Some(help.into()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::Unread
        } else {
            Self::Unwritten(error)
        }
    }
}

impl From<crate::ask::Refusal> for Failure {
    fn from(refusal: crate::ask::Refusal) -> Self {
        Self::Told {
            message: refusal.message,
            help: refusal.help,
        }
    }
}

impl From<crate::world::Missed> for Failure {
    fn from(missed: crate::world::Missed) -> Self {
        crate::ask::Refusal::from(missed).into()
    }
}

/// Runs the program, and never returns: the world is left to the system rather than taken apart piece by piece.
pub fn main() -> ! {
    let mut program = Cli::command();
    let matches = match program.clone().try_get_matches() {
        Ok(matches) => matches,
        // Whoever types nothing on a terminal wants to talk.
        Err(error) if is_bare(&error) && repl::is_terminal() => {
            let line = std::env::args_os().chain(["repl".into()]);
            program.clone().get_matches_from(line)
        }
        Err(error) => error.exit(),
    };
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let context = Context {
        output: Output::of(cli.options.color),
        options: cli.options,
        desk: None,
        given: Settings::given(&program, &matches),
    };
    program.build();
    let together = context.given.together(&program, &matches);
    let outcome = together.and_then(|()| cli.command.run(&context));
    std::process::exit(close(&context.output, outcome).status())
}

/// Whether nothing is wrong with a line but that it has no command.
fn is_bare(error: &clap::Error) -> bool {
    use clap::error::ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand};
    [DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand].contains(&error.kind())
}

fn close(output: &Output, outcome: Result<Exit, Failure>) -> Exit {
    let failure = match outcome {
        Ok(exit) => return exit,
        Err(failure) => failure,
    };
    match failure {
        Failure::Unread => Exit::Done,
        Failure::Findings => Exit::Failed,
        Failure::Told { message, help } => {
            output.fault(&message, help.as_deref());
            Exit::Failed
        }
        Failure::Unwritten(error) => {
            output.fault(&format!("cannot write the output: {error}"), None);
            Exit::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does_and_ends_without_a_stop() {
        for command in Cli::command().get_subcommands() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(
                !about.is_empty() && !about.ends_with('.'),
                "{}: {about}",
                command.get_name()
            );
        }
    }
}

//! `lore man`: the manual, a page for the program and one for each command.

use super::{Context, Exit, Failure};
use crate::cli::Cli;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::path::PathBuf;

/// Print the manual page of `lore` or of one of its commands, for `man`
///
/// With `--dir`, write all pages into a folder; a folder `man1` of your manual path is the place for them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lore man | man -l -\n  lore man who | man -l -\n  lore man --dir ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The command
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    command: Option<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints a page, or writes them all.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    if let Some(folder) = args.dir {
        context.output.folder(&folder)?;
        let commands = program.get_subcommands().filter(|command| !command.is_hide_set());
        for command in std::iter::once(&program).chain(commands) {
            let man = man(command);
            context.output.file(&folder.join(man.get_filename()), &page(&man))?;
        }
        return Ok(Exit::Done);
    }
    let command = match &args.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let known = program.get_subcommands().map(Command::get_name);
            let help = crate::diag::did_you_mean(name, known);
            Failure::told(
                format!("there is no command `{name}`"),
                help.unwrap_or_else(|| "`lore --help` shows the commands".to_owned()),
            )
        })?,
    };
    context.output.bytes(&page(&man(command)))?;
    Ok(Exit::Done)
}

fn man(command: &Command) -> Man {
    Man::new(command.clone())
        .source(concat!("Lorescope ", env!("CARGO_PKG_VERSION")))
        .manual("Lorescope")
}

fn page(man: &Man) -> Vec<u8> {
    let mut page = Vec::new();
    man.render(&mut page).expect("memory takes it");
    page
}

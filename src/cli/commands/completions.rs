//! `lore completions`: the script that lets a shell complete commands, options and the names of the story.

use super::{Context, Exit, Failure};
use crate::cli::complete::shells::Shell;

/// Print the script that lets your shell complete commands, options and the names of the story
///
/// Names come from the story of the folder you are in, or of `--story`, as they are when you press the key.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  source <(lore completions bash)      in ~/.bashrc\n  source <(lore completions zsh)       in ~/.zshrc, behind compinit\n  lore completions fish | source       in ~/.config/fish/config.fish\n  eval (lore completions elvish | slurp)\n  lore completions powershell | Out-String | Invoke-Expression"
)]
pub(crate) struct Args {
    /// Your shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    context.output.text(args.shell.script())?;
    Ok(Exit::Done)
}

//! `lore complete`: what can be typed next, for the scripts of the shells.

use super::{Context, Exit, Failure};
use crate::cli::Cli;
use crate::cli::complete::line::words;
use crate::cli::complete::shells::{self, Shell};
use crate::cli::complete::{Offers, offers, read_quietly};
use clap::CommandFactory;

/// Tell a shell what can be typed next
///
/// The scripts of `lore completions` ask it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Which shell asks
    #[arg(value_name = "SHELL")]
    shell: Shell,
    /// Which of the words is being typed, the program's own name being 0
    #[arg(long, value_name = "N", default_value_t = 0)]
    at: usize,
    /// The words of the line; for Bash the line before the cursor, the rest of it, and the word Bash takes it for
    #[arg(value_name = "WORDS", allow_hyphen_values = true, last = true)]
    words: Vec<String>,
}

/// Prints what can be typed.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let text = if args.shell == Shell::Bash {
        let [line, after, word] = args.words.as_slice() else {
            return Ok(Exit::Failed);
        };
        let mut typed: Vec<String> = words(line).into_iter().map(|word| word.text).collect();
        if words(line).last().is_none_or(|last| last.at.end < line.len()) {
            typed.push(String::new());
        }
        let at = typed.len() - 1;
        typed.extend(words(after).into_iter().map(|word| word.text));
        shells::bash(&asked(&typed, at), line, word)
    } else {
        let mut typed = args.words.clone();
        if let Some(word) = typed.get_mut(args.at)
            && [Shell::Fish, Shell::Zsh].contains(&args.shell)
        {
            // These two hand it over as it is typed, perhaps with its quote still open.
            *word = words(word).into_iter().map(|word| word.text).collect();
        }
        shells::plain(&asked(&typed, args.at))
    };
    context.output.text(&text)?;
    Ok(Exit::Done)
}

fn asked(typed: &[String], at: usize) -> Offers {
    let mut program = Cli::command();
    program.build();
    let before = typed.get(1..at).unwrap_or_default();
    let word = typed.get(at).map_or("", String::as_str);
    let after = typed.get(at + 1..).unwrap_or_default();
    offers(&program, before, word, |reader| {
        // An option behind the cursor counts too: it may say how much of the story is told.
        let mut reader = reader.clone();
        for word in after {
            reader.read(word);
        }
        read_quietly(&reader)
    })
}

//! One question after another, of a story that stays open.
//!
//! A line is an exact command as it stands behind `lore`, or a name, or the number of somebody in the last answer, or else a question in English; a line with a colon in front sets something.
//! Lines come from a terminal, with all the help there is in typing them, or from a pipe, and what is made of them is the same: no fault in a line ends it.

mod completion;
mod editor;
mod help;
mod numbers;
mod session;
mod settings;

pub(super) use numbers::Numbers;
pub(super) use session::decides_world;
pub(super) use settings::Settings;

use super::output::Output;
use super::{Context, Exit, Failure};
use editor::{Line, Terminal};
use session::{After, Session};
use std::io::{BufRead, IsTerminal};

/// What can be typed with a colon besides the settings.
const COMMANDS: [(&str, &str); 4] = [
    (":settings", "what is set"),
    (":reload", "read the story again"),
    (":help", "this"),
    (":quit", "end, as Ctrl-D does"),
];

/// Reads lines and does what they say until there are no more.
pub(super) fn run(context: &Context) -> Result<Exit, Failure> {
    let session = Session::of(context);
    if is_terminal()
        && let Ok(terminal) = Terminal::new(session.program().clone(), session.desk(), context.output.style())
    {
        return on_terminal(session, terminal, context.output);
    }
    from_pipe(session)
}

/// Whether somebody sits before the program, who can type and read.
pub(super) fn is_terminal() -> bool {
    std::io::stdin().is_terminal() && Output::is_terminal()
}

/// Whether a line that begins with that word is a command line: with a command, or with an option before one.
fn is_command(program: &clap::Command, first: &str) -> bool {
    program.find_subcommand(first).is_some() || first.starts_with("--")
}

fn on_terminal(mut session: Session, mut terminal: Terminal, output: Output) -> Result<Exit, Failure> {
    session.greet()?;
    loop {
        match terminal.line(&session.prompt()) {
            Line::Ended => return Ok(Exit::Done),
            Line::Dropped => {}
            Line::Typed(line) => match session.take(&line) {
                After::End => return Ok(Exit::Done),
                After::Silence => {}
                After::Words(_) => {
                    output.text("\n")?;
                    session.desk().part();
                }
            },
        }
    }
}

fn from_pipe(mut session: Session) -> Result<Exit, Failure> {
    let mut outcome = Exit::Done;
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line
            .map_err(|error| Failure::told(format!("cannot read standard input: {error}"), "name a file with lines"))?;
        match session.take(&String::from_utf8_lossy(&line)) {
            After::End => break,
            After::Words(Exit::Failed) => outcome = Exit::Failed,
            After::Silence | After::Words(Exit::Done | Exit::No) => {}
        }
    }
    Ok(outcome)
}
